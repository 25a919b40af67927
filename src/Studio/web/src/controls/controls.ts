import type { Settings } from '../protocol/commands';
import type { Hello, StudioState } from '../protocol/messages';
import { byId } from '../shell/dom';
import { decibels, hertz, nanoseconds, perSecond, ratio } from '../shell/format';
import { Segments } from './segments';
import { evenly, Slider } from './slider';

const modes = [
  { value: 'analog', title: 'Analog' },
  { value: 'digital', title: 'Digital' },
  { value: 'generative', title: 'Generative' },
];
const rivals = [
  { value: 'h264', title: 'H.264' },
  { value: 'h265', title: 'H.265' },
  { value: 'off', title: 'Off' },
];
const shares = [192, 128, 96, 64, 48, 32, 24, 16, 12];

/** Everything that is set by hand: link, bandwidth, mode, rival, frame rate, presets. */
export class Controls {
  readonly snr: Slider;
  readonly mode: Segments;
  readonly rival: Segments;
  private readonly doppler: Slider;
  private readonly delay: Slider;
  private readonly cbr: Slider;
  private readonly fps: Slider;
  private readonly channel = byId('channel', HTMLSelectElement);
  private readonly presets = byId('preset', HTMLSelectElement);
  private offered: Hello['presets'] = [];
  private wishedFps = 0;

  constructor(private readonly set: (settings: Settings) => void) {
    this.snr = new Slider('snr', { steps: evenly(-6, 24, 0.5), format: (value) => decibels(value) }, (snrDb) => set({ snrDb }));
    this.doppler = new Slider('doppler', { steps: [1, 2, 5, 10, 20, 50, 70, 100, 150, 200, 300], format: hertz }, (dopplerHertz) => set({ dopplerHertz }));
    this.delay = new Slider('delay', { steps: [10, 20, 30, 50, 100, 150, 200, 300, 500, 700, 1000], format: nanoseconds }, (delaySpreadNs) => set({ delaySpreadNs }));
    this.cbr = new Slider('cbr', { steps: shares.map((share) => 1 / share), format: ratio }, (cbr) => set({ cbr }));
    this.fps = new Slider('fps', { steps: [5, 10, 15, 20, 25, 30], format: perSecond }, (fps) => set({ fps: (this.wishedFps = fps) }));
    this.mode = new Segments('mode', modes, (mode) => set({ mode }));
    this.rival = new Segments('rival', rivals, (classical) => set({ classical }));
    this.channel.addEventListener('change', () => set({ channel: this.channel.value }));
    this.presets.addEventListener('change', () => this.preset(this.presets.selectedIndex - 1));
  }

  greet({ channels, presets, limits }: Hello): void {
    this.offered = presets;
    this.channel.replaceChildren(...channels.map(({ name, title }) => new Option(title, name)));
    this.presets.replaceChildren(unmatched(), ...presets.map(({ title, id }) => new Option(title, id)));
    this.fps.rescale({ steps: [5, 10, 15, 20, 25, 30].filter((fps) => fps <= limits.maxFps), format: perSecond });
  }

  /** Takes a preset's values; nothing where there is no such preset. */
  preset(index: number): void {
    const preset = this.offered[index];
    if (preset === undefined) return;
    const { channel, dopplerHertz, delaySpreadNs, snrDb, cbr } = preset;
    this.set({ channel, dopplerHertz, delaySpreadNs, snrDb, cbr });
  }

  follow(state: StudioState): void {
    this.snr.follow(state.snrDb);
    this.doppler.follow(state.dopplerHertz);
    this.delay.follow(state.delaySpreadNs);
    this.cbr.follow(state.cbr);
    this.wishedFps = Math.max(state.fps, this.wishedFps); // where many share the server a session may get fewer than it asked for
    this.fps.follow(this.wishedFps);
    this.mode.follow(state.mode);
    this.rival.follow(state.classical);
    this.showChannel(state.channel);
    this.cbr.disabled = this.mode.disabled = state.agent;
    this.doppler.disabled = this.delay.disabled = !hasPaths(state.channel);
    this.presets.value = this.offered.find((preset) => matches(preset, state))?.id ?? '';
  }

  private showChannel(channel: string): void {
    if (![...this.channel.options].some(({ value }) => value === channel)) this.channel.add(new Option(channel, channel));
    this.channel.value = channel;
  }
}

/** Whether a channel has taps with a delay spread and a Doppler shift. */
const hasPaths = (channel: string): boolean => channel.startsWith('tdl');

function matches(preset: Hello['presets'][number], state: StudioState): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.01 * Math.abs(b);
  const sameLink = preset.channel === state.channel && Math.abs(preset.snrDb - state.snrDb) < 0.01 && near(preset.cbr, state.cbr);
  return sameLink && (!hasPaths(state.channel) || (near(preset.dopplerHertz, state.dopplerHertz) && near(preset.delaySpreadNs, state.delaySpreadNs)));
}

/** What the list shows while the values are those of no preset; it cannot be chosen itself. */
function unmatched(): HTMLOptionElement {
  const option = new Option('Values of your own', '');
  option.disabled = true;
  return option;
}
