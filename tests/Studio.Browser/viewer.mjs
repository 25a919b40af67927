import { existsSync } from 'node:fs';
import { decode } from '@msgpack/msgpack';
import { chromium } from 'playwright-core';

const places = [process.env.SEMCOM_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const program = places.find((place) => place !== undefined && existsSync(place));

/** Why the tests cannot run here; undefined where they can. */
export const missingBrowser = program === undefined ? 'Chromium was not found; install it, or name it in SEMCOM_CHROMIUM' : undefined;

/** @param flags for the browser beside the usual ones. */
export const launch = (...flags) => chromium.launch({ executablePath: program, args: ['--no-sandbox', ...flags] });

/** Waits until a condition holds, and says what was waited for where it never does. */
export async function until(what, condition, milliseconds = 60_000) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${milliseconds / 1000} s in vain for: ${what}`);
}

/** A page of the Studio, and what its server says to it. */
export class Viewer {
  frames = [];
  /** Parts of sounds. */
  parts = [];
  states = [];
  errors = [];
  /** What the browser found fault with. */
  faults = [];

  /**
   * @param listensIn where true, `loudness()` in the page tells what goes to the loudspeaker.
   * @param between where given, gets the server's end and the page's end of the WebSocket and may say what the server never would.
   */
  static async open(browser, address, { between, listensIn = false, ...options } = {}) {
    const viewer = new Viewer();
    viewer.context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    viewer.page = await viewer.context.newPage();
    viewer.page.on('console', (message) => message.type() === 'error' && viewer.faults.push(message.text()));
    viewer.page.on('pageerror', (error) => viewer.faults.push(String(error)));
    viewer.page.on('request', (request) => new URL(request.url()).host === new URL(address).host || viewer.faults.push(`asked another host: ${request.url()}`));
    viewer.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => viewer.#hear(payload)));
    if (between !== undefined)
      await viewer.page.routeWebSocket(/\/v1\/stream$/, (page) => {
        const server = page.connectToServer();
        server.onMessage((payload) => {
          viewer.#hear(payload);
          page.send(payload);
        });
        between(page);
      });
    if (listensIn) await viewer.page.addInitScript(listenIn);
    await viewer.page.goto(address);
    return viewer;
  }

  #hear(payload) {
    const message = decode(payload);
    if (message.t === 'frame') this.frames.push(message);
    else if (message.t === 'part') this.parts.push(message);
    else if (message.t === 'state') this.states.push(message);
    else if (message.t === 'error') this.errors.push(message);
  }

  get state() {
    return this.states.at(-1);
  }

  /** The next frames, from now on, for which a condition holds. */
  next(count, condition = () => true, milliseconds = 60_000) {
    return this.#coming(this.frames, 'frames', count, condition, milliseconds);
  }

  /** The next parts of a sound, likewise. */
  nextParts(count, condition = () => true, milliseconds = 60_000) {
    return this.#coming(this.parts, 'parts', count, condition, milliseconds);
  }

  async #coming(list, what, count, condition, milliseconds) {
    const from = list.length;
    const matching = () => list.slice(from).filter(condition);
    await until(`${count} ${what}`, () => matching().length >= count, milliseconds);
    return matching();
  }

  /** Moves a slider to a value by the keyboard. */
  async slide(id, key, presses = 1) {
    const slider = this.page.locator(`#${id}`);
    await slider.focus();
    for (let press = 0; press < presses; press++) await slider.press(key);
  }

  text(selector) {
    return this.page.locator(selector).innerText();
  }

  close() {
    return this.context.close();
  }
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Runs in the page: whatever goes to a loudspeaker also goes to an analyser. */
function listenIn() {
  const analysers = [];
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const analyser = this.context.createAnalyser();
      connect.call(this, analyser);
      analysers.push(analyser);
    }
    return connect.call(this, to, ...rest);
  };
  globalThis.loudness = () =>
    Math.max(
      0,
      ...analysers.map((analyser) => {
        if (analyser.context.state !== 'running') return 0;
        const samples = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(samples);
        return Math.max(...samples.map(Math.abs));
      }),
    );
}
