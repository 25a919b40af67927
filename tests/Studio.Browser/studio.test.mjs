import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, test } from 'node:test';
import { encode } from '@msgpack/msgpack';
import { freePort, StudioProcess } from './server.mjs';
import { launch, mean, missingBrowser, until, Viewer } from './viewer.mjs';

const picture = new URL('../../samples/pictures/harbour-crop.png', import.meta.url);
const small = 'harbour-crop.png';
const voice = 'keeper.wav';
const skip = missingBrowser ?? false;

const check = (name, body) => test(name, { skip, timeout: 150_000 }, body);

describe('the Studio in a browser', () => {
  let studio, browser;
  const viewers = [];

  /**
   * A page whose session gets five pictures a second, so that two cores have time for server and browser.
   * @param whole where true, the page goes on with the video and the rival that it begins with; else with a small picture and no rival.
   */
  async function open({ whole = false, ...options } = {}) {
    const viewer = await Viewer.open(browser, studio.address, options);
    viewers.push(viewer);
    await until('a session', () => viewer.state !== undefined);
    await viewer.slide('fps', 'Home');
    if (!whole) {
      await viewer.page.locator('input[name="rival"][value="off"]').click({ force: true }); // and not check(): the page shows what the server says, a moment later
      await viewer.page.selectOption('#source', small);
      await until('the small picture', () => viewer.state.source === small && viewer.state.classical === 'off');
    }
    await viewer.next(1);
    return viewer;
  }

  before(async () => {
    if (skip) return;
    studio = new StudioProcess(await freePort());
    browser = await launch(); // before anything can fail, so that it is closed
    await studio.start();
  });

  after(async () => {
    await browser?.close();
    await studio?.kill();
  });

  beforeEach(async () => {
    await Promise.all(viewers.splice(0).map((viewer) => viewer.close()));
  });

  check('the page opens, shows frames at once, finds no fault and asks nobody else', async () => {
    const viewer = await open({ whole: true });
    await viewer.next(3);
    assert.equal(await viewer.text('#link'), 'Live');
    assert.match(await viewer.text('[data-fact="psnr"] >> nth=0'), /\d\sdB$/);
    assert.deepEqual(viewer.faults, []);
  });

  check('sliders, presets and keys act, and the server says so', async () => {
    const viewer = await open();
    await viewer.next(3);
    await viewer.slide('snr', 'End');
    await until('the highest SNR', () => viewer.state.snrDb === 24);
    assert.ok((await viewer.next(3, ({ snrDb }) => snrDb === 24)).length >= 3);
    await viewer.page.locator('#stage').focus();
    await viewer.page.keyboard.press('[');
    await until('1 dB less', () => viewer.state.snrDb === 23);
    await viewer.slide('cbr', 'ArrowLeft');
    await until('less bandwidth', () => Math.abs(viewer.state.cbr - 1 / 64) < 1e-9);
    await viewer.page.selectOption('#channel', { index: 0 });
    await until('another channel', () => viewer.states.some(({ channel }) => channel !== viewer.state.channel));
    await viewer.page.selectOption('#preset', { index: 1 });
    await until('the first preset', async () => (await viewer.page.locator('#preset').evaluate((list) => list.selectedIndex)) === 1);
    assert.deepEqual(viewer.errors, []);
  });

  check('a click on the picture raises the quality there, and Escape takes it back', async () => {
    const viewer = await open({ whole: true });
    await viewer.page.selectOption('#source', 'harbour.png'); // a still picture: what changes is the link's doing
    await viewer.page.selectOption('#channel', 'awgn'); // and no fading
    await until('the still picture', () => viewer.state.source === 'harbour.png' && viewer.state.channel === 'awgn');
    await viewer.next(5, ({ outcome }) => outcome === 'shown');
    await viewer.next(3, ({ outcome, classical }) => outcome === 'shown' && classical !== null);
    const [at, elsewhere] = [{ x: 0.3, y: 0.6 }, { x: 0.8, y: 0.25 }];
    const [before, beforeElsewhere] = [await qualityAt(viewer, at), await qualityAt(viewer, elsewhere)];
    const pad = viewer.page.locator('#focus-pad');
    const box = await pad.boundingBox();
    await pad.click({ position: { x: at.x * box.width, y: at.y * box.height } });
    await until('the focus', () => viewer.state.focus !== null);
    assert.ok(Math.abs(viewer.state.focus.x - at.x) < 0.01 && Math.abs(viewer.state.focus.y - at.y) < 0.01);
    await viewer.next(5, ({ focusPsnrDb, outcome }) => focusPsnrDb !== null && outcome === 'shown');
    let gains;
    for (let round = 0; round < 8 && !(gains?.[0] > 1 && gains[0] > gains[1] + 1); round++) gains = [(await qualityAt(viewer, at)) - before, (await qualityAt(viewer, elsewhere)) - beforeElsewhere];
    assert.ok(gains[0] > 1 && gains[0] > gains[1] + 1, `${gains[0].toFixed(2)} dB more where the focus is, ${gains[1].toFixed(2)} dB elsewhere`);
    assert.equal(await viewer.page.locator('.ring:visible').count(), 3);
    await viewer.page.keyboard.press('Escape');
    await until('no focus', () => viewer.state.focus === null);
    assert.equal(await viewer.page.locator('.ring:visible').count(), 0);
  });

  check('from the mast to the edge of the cell the classical picture freezes, and the semantic one comes back', async () => {
    const viewer = await open({ whole: true });
    await viewer.page.selectOption('#preset', 'near');
    const near = (await viewer.next(1, ({ snrDb, outcome, classicalScheme, classicalLost }) => snrDb === 18 && outcome === 'shown' && classicalScheme?.startsWith('64qam') && !classicalLost)).at(-1);
    await viewer.page.selectOption('#preset', 'edge'); // no transmitter knows it before the receiver has told it
    const fallen = ({ snrDb }) => snrDb === 1;
    await Promise.all([
      viewer.next(1, (frame) => fallen(frame) && frame.classicalLost && frame.classicalScheme === near.classicalScheme),
      until('the word over the frozen picture', async () => /frozen/.test(await viewer.text('.classical .verdict'))),
    ]);
    const back = (await viewer.next(4, (frame) => fallen(frame) && frame.outcome === 'shown')).map(({ psnrDb }) => psnrDb);
    assert.ok(mean(back) > 15, `the semantic picture must still be one: ${mean(back).toFixed(1)} dB`);
    assert.ok(mean(back) < near.psnrDb, `${mean(back).toFixed(1)} dB at the edge, ${near.psnrDb.toFixed(1)} dB near the mast`);
  });

  check('below the lowest rate of the standard the classical picture is gone, and the semantic one is coarse and alive', async () => {
    const viewer = await open({ whole: true });
    await viewer.page.selectOption('#preset', 'near');
    const near = (await viewer.next(1, ({ snrDb, outcome }) => snrDb === 18 && outcome === 'shown')).at(-1);
    await viewer.page.selectOption('#preset', 'whisper');
    const adapted = ({ snrDb, planSnrDb, outcome, classicalScheme }) => snrDb === -13.5 && planSnrDb < -8 && outcome === 'shown' && classicalScheme?.startsWith('qpsk-0.029');
    await viewer.next(1, adapted, 100_000);
    const frames = await viewer.next(30);
    const shown = frames.filter(({ outcome }) => outcome === 'shown');
    assert.ok(frames.filter(({ classicalLost }) => classicalLost).length >= 28, 'the classical link is down');
    assert.ok(shown.length >= 4, `${shown.length} of 30 semantic frames arrived`);
    assert.ok(mean(shown.map(({ psnrDb }) => psnrDb)) > 15.5, 'they are pictures');
    assert.ok(mean(shown.map(({ psnrDb }) => psnrDb)) < near.psnrDb, 'and coarser ones');
  });

  check('a picture and a voice that are dropped on the page are sent; what is too short is refused in words', async () => {
    const viewer = await open();
    await viewer.next(2);
    await drop(viewer.page, 'own.png', 'image/png', await readFile(picture));
    await until('the own picture', () => viewer.state.source?.startsWith('upload'));
    const [frame] = await viewer.next(1);
    assert.equal(frame.w / frame.h > 1, true);
    assert.equal(await viewer.page.locator('#source option:checked').innerText(), 'own.png');
    await drop(viewer.page, 'click.wav', 'audio/wav', wave(0.1));
    await until('a refusal', async () => (await viewer.page.locator('.notice[data-kind="error"]').count()) > 0);
    assert.match(await viewer.text('.notice[data-kind="error"]'), /at least 0\.5 s/);
    await drop(viewer.page, 'own.wav', 'audio/wav', wave(3));
    const [part] = await viewer.nextParts(1);
    assert.equal(part.original.length, 2 * 12_000);
    assert.equal(await viewer.page.locator('#source option:checked').innerText(), 'own.wav');
  });

  check('a voice is seen, judged and heard, and what it does not have is disabled with a reason', async () => {
    const viewer = await open({ listensIn: true });
    await speak(viewer);
    await viewer.page.selectOption('#channel', 'awgn');
    const parts = await viewer.nextParts(3, ({ loss }) => loss === null);
    assert.ok(parts.every(({ siSdrDb, stoi }) => siSdrDb > 3 && stoi > 0.7));
    assert.match(await viewer.text('[data-sound-fact="semantic-sisdr"]'), /\d\sdB$/);
    assert.match(await viewer.text('[data-sound-fact="semantic-stoi"]'), /^0\.\d\d$/);
    for (const id of ['original-sound', 'semantic-sound']) await until(`colours in #${id}`, async () => (await colours(viewer, id)) > 40);
    assert.equal(await viewer.page.locator('#sound-plots .plot:visible').count(), 4);
    assert.equal(await viewer.page.locator('#plots .plot:visible').count(), 0);

    for (const id of ['fps', 'focus-pad', 'agent', 'intent', 'group']) assert.equal(await viewer.page.locator(`#${id}`).isDisabled(), true, `${id} is disabled`);
    assert.equal(await viewer.page.locator('#mode input:enabled, #zoom input:enabled').count(), 0);
    assert.ok((await viewer.page.locator('.reason:visible').count()) >= 3, 'and the page says why');
    assert.equal(await viewer.text('output[for="cbr"]'), '1/4');
    await viewer.slide('cbr', 'End');
    await viewer.nextParts(1, ({ cbr }) => cbr > 0.45);

    assert.equal(await loudness(viewer), 0, 'nothing is heard before somebody wants to');
    await viewer.page.locator('#listen-semantic').click();
    await until('a voice', async () => (await loudness(viewer)) > 0.01);
    assert.equal(await viewer.page.locator('#listen-semantic').getAttribute('aria-pressed'), 'true');
    await viewer.page.locator('#stage').focus();
    await viewer.page.keyboard.press('l');
    await viewer.page.keyboard.press('l');
    assert.equal(await viewer.page.locator('.listen[aria-pressed="true"]').count(), 0);
    await until('silence', async () => (await loudness(viewer)) === 0);
    await viewer.page.selectOption('#source', small);
    await viewer.next(2);
    assert.equal(await viewer.page.locator('#cbr').isDisabled(), false);
    assert.equal(await viewer.text('output[for="cbr"]'), '1/48');
    assert.deepEqual(viewer.faults, []);
    assert.deepEqual(viewer.errors, []);
  });

  check('a preset that follows a voice at once has the bandwidth of voices', async () => {
    const viewer = await open();
    await viewer.next(1);
    await viewer.page.selectOption('#source', voice);
    await viewer.page.selectOption('#preset', 'edge');
    await until('the voice at the edge', () => viewer.state.source === voice && viewer.state.snrDb === 1);
    assert.equal(viewer.state.cbr, 0.25);
    assert.equal(await viewer.page.locator('#preset').inputValue(), 'edge');
  });

  check('deep in noise the voice is rougher and alive, and the classical one is silent', async () => {
    const viewer = await open();
    await speak(viewer);
    await viewer.page.selectOption('#channel', 'awgn');
    await viewer.slide('snr', 'End');
    await until('the highest SNR', () => viewer.state.snrDb === 24 && viewer.state.channel === 'awgn');
    const good = (await viewer.nextParts(2, ({ snrDb, planSnrDb, loss }) => snrDb === 24 && planSnrDb === 24 && loss === null)).map(({ stoi }) => stoi);
    await viewer.slide('snr', 'Home');
    await until('the lowest SNR', () => viewer.state.snrDb === -6);
    const poor = await viewer.nextParts(3, ({ snrDb, planSnrDb, classicalScheme }) => snrDb === -6 && planSnrDb === -6 && classicalScheme !== null, 120_000);
    assert.ok(poor.every(({ classicalLost, classical }) => classicalLost && classical.every((value) => value === 0)), 'the classical voice is silence');
    assert.ok(poor.every(({ loss }) => loss === null), 'the semantic one is there');
    const stoi = mean(poor.map((part) => part.stoi));
    assert.ok(stoi > 0.5 && stoi < mean(good) - 0.1, `STOI ${stoi.toFixed(2)} at -6 dB, ${mean(good).toFixed(2)} at 24 dB`);
    await until('the word lost', async () => (await viewer.text('[data-sound-fact="classical-stoi"]')) === 'lost');
  });

  check('a voice fits on a phone, keeps its contrast in the dark, and goes on after a restart with its own bandwidth', async () => {
    const viewer = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' });
    await speak(viewer);
    await viewer.slide('cbr', 'End');
    await viewer.nextParts(2, ({ cbr }) => cbr > 0.45);
    assert.equal(await viewer.page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(await lowContrast(viewer.page), []);
    await studio.kill();
    await until('the page says so', async () => (await viewer.text('#link')) === 'Reconnecting…');
    await studio.start();
    await viewer.nextParts(2, ({ cbr }) => cbr > 0.45);
    assert.deepEqual([viewer.state.source, viewer.state.classical], [voice, 'best']);
    assert.deepEqual(viewer.errors, []);
  });

  check('the camera of the browser is a source', async () => {
    const filming = await launch('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream');
    try {
      const viewer = await Viewer.open(filming, studio.address, { permissions: ['camera'] });
      await until('a session', () => viewer.state !== undefined);
      await viewer.slide('fps', 'Home');
      await viewer.page.locator('input[name="rival"][value="off"]').click({ force: true });
      await viewer.page.selectOption('#source', 'webcam');
      await until('the camera', () => viewer.state.source === 'webcam' && viewer.state.running);
      const frames = await viewer.next(5, ({ outcome, semantic }) => outcome === 'shown' && semantic !== null);
      assert.ok(frames.every(({ w, h, psnrDb }) => w === 640 && h === 480 && psnrDb > 15), JSON.stringify(frames.map(({ w, h, psnrDb }) => [w, h, psnrDb])));
      assert.notDeepEqual(frames[0].original, frames.at(-1).original, 'it films, and does not stand still');
      assert.deepEqual(viewer.faults, []);
      assert.deepEqual(viewer.errors, []);
    } finally {
      await filming.close();
    }
  });

  check('the agent decides, says what it understood and why it chose', async () => {
    const viewer = await open();
    await viewer.next(2);
    await viewer.page.locator('#intent').fill('battery first');
    await viewer.page.locator('#intent').press('Enter');
    await until('the agent', () => viewer.state.agent && viewer.state.intentHeard.length > 0);
    const [frame] = await viewer.next(1, ({ decision }) => decision !== null);
    assert.ok(frame.decision.plan.length > 0);
    await until('the reason', async () => /decided by/.test(await viewer.text('#why')));
    assert.equal(await viewer.page.locator('#cbr').isDisabled(), true);
  });

  check('messages that are not as agreed are reported and dropped, and frames go on', async () => {
    let page;
    const viewer = await open({ between: (socket) => (page = socket) });
    await viewer.next(3);
    const strange = [Buffer.from([0xc1]), encode('frame'), encode({ t: 'frame', n: -1 }), encode({ t: 'state', snrDb: '10' }), encode({ ...viewer.frames[0], response: { rows: 3, columns: 3, lowDb: 0, highDb: 1, bytes: new Uint8Array(8) } })];
    for (const message of strange) page.send(Buffer.from(message));
    await until('a report', async () => (await viewer.page.locator('.notice[data-kind="error"]').count()) > 0);
    assert.match(await viewer.text('.notice[data-kind="error"] >> nth=0'), /unexpected/);
    await viewer.next(3);
    assert.equal(await viewer.text('#link'), 'Live');
    assert.deepEqual(viewer.faults, []);
  });

  check('pause stops the frames and start brings them back', async () => {
    const viewer = await open();
    await viewer.next(3);
    await viewer.page.locator('#run').click();
    await until('a pause', () => viewer.state.running === false);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const count = viewer.frames.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(viewer.frames.length, count);
    await viewer.page.locator('#run').click();
    await viewer.next(3);
  });

  check('everything can be done by the keyboard', async () => {
    const viewer = await open();
    await viewer.next(3);
    const reached = new Set();
    for (let press = 0; press < 60; press++) {
      await viewer.page.keyboard.press('Tab');
      const { id, outlined } = await viewer.page.evaluate(() => {
        const element = document.activeElement;
        const shown = element?.closest('.segments label') ?? element;
        return { id: element?.id || element?.name || element?.className || '', outlined: shown !== null && getComputedStyle(shown).outlineStyle !== 'none' };
      });
      if (id !== '') assert.ok(outlined, `${id} shows that it has the keyboard`);
      reached.add(id);
    }
    for (const id of ['run', 'theme', 'help-open', 'focus-pad', 'source', 'add', 'fps', 'zoom', 'snr', 'channel', 'agent', 'intent', 'cbr', 'mode', 'rival', 'lanes']) assert.ok(reached.has(id), `${id} is reached by Tab`);
    await viewer.page.keyboard.press('f');
    await viewer.page.keyboard.press('ArrowRight');
    await viewer.page.keyboard.press('Enter');
    await until('a focus', () => viewer.state.focus !== null);
    assert.ok(Math.abs(viewer.state.focus.x - 0.525) < 0.001);
    await viewer.page.keyboard.press('?');
    assert.equal(await viewer.page.locator('#help').isVisible(), true);
    await viewer.page.keyboard.press('Escape');
    assert.equal(await viewer.page.locator('#help').isVisible(), false);
    assert.notEqual(viewer.state.focus, null, 'Escape closed the help and nothing else');
  });

  check('a phone scrolls in one direction only', async () => {
    const viewer = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await viewer.next(2);
    const { content, window, columns } = await viewer.page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: innerWidth,
      columns: new Set([...document.querySelectorAll('.column')].map((column) => Math.round(column.getBoundingClientRect().left))).size,
    }));
    assert.deepEqual({ content, window, columns }, { content: 390, window: 390, columns: 1 });
  });

  check('dark mode follows the system and the switch, and text keeps its contrast', async () => {
    const viewer = await open({ colorScheme: 'dark' });
    await viewer.next(2);
    assert.ok((await luminance(viewer.page, 'html', 'background-color')) < 0.05);
    assert.deepEqual(await lowContrast(viewer.page), []);
    await viewer.page.locator('#theme').click();
    assert.ok((await luminance(viewer.page, 'html', 'background-color')) > 0.8);
    assert.deepEqual(await lowContrast(viewer.page), []);
  });

  check('eight pages at once each get frames', async () => {
    const eight = [];
    while (eight.length < 8) eight.push(await open()); // one by one: at 25 pictures a second eight at once leave a page no time for its keyboard
    await Promise.all(eight.map((viewer) => viewer.next(2)));
    assert.equal(new Set(eight.map(({ frames }) => frames)).size, 8);
    for (const viewer of eight) assert.deepEqual(viewer.errors, []);
  });

  check('the page survives a restart of the server and goes on as it was', async () => {
    const viewer = await open();
    await viewer.next(2);
    await viewer.slide('snr', 'End');
    await until('the highest SNR', () => viewer.state.snrDb === 24);
    await studio.kill();
    await until('the page says so', async () => (await viewer.text('#link')) === 'Reconnecting…');
    assert.match(await viewer.text('#empty'), /Trying again/);
    await studio.start();
    await viewer.next(3, ({ snrDb }) => snrDb === 24);
    assert.equal(await viewer.text('#link'), 'Live');
  });
});

/** PSNR between the original and the semantic picture within a square around a place, as the canvases show them, over some frames. */
async function qualityAt(viewer, { x, y }) {
  const values = [];
  for (let sample = 0; sample < 4; sample++) {
    await viewer.next(1);
    values.push(
      await viewer.page.evaluate(
        ([x, y]) => {
          const pixels = (id) => {
            const canvas = document.querySelector(`#${id} canvas`);
            const side = Math.round(canvas.width * 0.1);
            return canvas.getContext('2d').getImageData(Math.round(canvas.width * x - side / 2), Math.round(canvas.height * y - side / 2), side, side).data;
          };
          const [sent, shown] = [pixels('original'), pixels('semantic')];
          let squared = 0;
          for (let at = 0; at < sent.length; at++) squared += (sent[at] - shown[at]) ** 2;
          return 10 * Math.log10((255 * 255) / (squared / (0.75 * sent.length)));
        },
        [x, y],
      ),
    );
  }
  return mean(values);
}

/** Sends the sample of a voice. */
async function speak(viewer) {
  await viewer.page.selectOption('#source', voice);
  await until('the voice', () => viewer.state.source === voice && viewer.state.running);
}

/** How many colours a canvas shows. */
const colours = (viewer, id) =>
  viewer.page.evaluate((id) => {
    const canvas = document.querySelector(`#${id} canvas`);
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, id);

/** The largest sample that has just gone to the loudspeaker. */
const loudness = (viewer) => viewer.page.evaluate(() => globalThis.loudness());

async function drop(page, name, type, content) {
  const transfer = await page.evaluateHandle(
    ([name, type, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
      return transfer;
    },
    [name, type, content.toString('base64')],
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  assert.equal(await page.locator('#dropzone').isVisible(), true);
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

/** A tone that swells, as a WAV file. */
function wave(seconds) {
  const samples = 8000 * seconds;
  const file = Buffer.alloc(44 + samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8000, 24);
  file.writeUInt32LE(8000, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples, 40);
  for (let at = 0; at < samples; at++) file[44 + at] = 128 + Math.round(60 * Math.sin(0.2 * at) * Math.sin(0.001 * at) ** 2);
  return file;
}

const luminance = (page, selector, property) =>
  page.evaluate(
    ([selector, property]) => {
      const [red, green, blue] = getComputedStyle(document.querySelector(selector)).getPropertyValue(property).match(/[\d.]+/g).map(Number);
      const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    },
    [selector, property],
  );

/** Texts whose contrast with what is behind them is below 4.5:1 (WCAG 2.2, 1.4.3); disabled controls are exempt. */
const lowContrast = (page) =>
  page.evaluate(() => {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const behind = (element) => {
      for (let at = element; at !== null; at = at.parentElement) {
        const colour = numbers(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] > 0.5) return colour;
      }
      return [255, 255, 255];
    };
    const poor = [];
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
      if (!own || !element.checkVisibility() || element.closest(':disabled, .segments:has(:disabled), .verdict, .placeholder, .skip, optgroup, noscript')) continue;
      const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) poor.push(`${element.textContent.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
    }
    return poor;
  });
