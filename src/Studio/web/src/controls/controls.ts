import type { Settings } from '../protocol/commands';
import type { Hello, StudioState } from '../protocol/messages';
import type { Kind } from '../session/session';
import { byId } from '../shell/dom';
import { decibels, hertz, nanoseconds, perSecond, ratio } from '../shell/format';
import { Segments } from './segments';
import { evenly, Slider } from './slider';

const modes = [
  { value: 'analog', title: 'Analog' },
  { value: 'digital', title: 'Digital' },
  { value: 'generative', title: 'Generative' },
];

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
  private kinds: Hello['kinds'] = [];
  private kind: Kind | null = null;
  private expected: Kind | null = null;
  private wishedFps = 0;

  constructor(private readonly set: (settings: Settings) => void) {
    this.snr = new Slider('snr', { steps: evenly(-6, 24, 0.5), format: (value) => decibels(value) }, (snrDb) => set({ snrDb }));
    this.doppler = new Slider('doppler', { steps: [1, 2, 5, 10, 20, 50, 70, 100, 150, 200, 300], format: hertz }, (dopplerHertz) => set({ dopplerHertz }));
    this.delay = new Slider('delay', { steps: [10, 20, 30, 50, 100, 150, 200, 300, 500, 700, 1000], format: nanoseconds }, (delaySpreadNs) => set({ delaySpreadNs }));
    this.cbr = new Slider('cbr', { steps: [0], format: ratio }, (cbr) => set({ cbr }));
    this.fps = new Slider('fps', { steps: [5, 10, 15, 20, 25, 30], format: perSecond }, (fps) => set({ fps: (this.wishedFps = fps) }));
    this.mode = new Segments('mode', modes, (mode) => set({ mode }));
    this.rival = new Segments('rival', [], (classical) => set({ classical }));
    this.channel.addEventListener('change', () => set({ channel: this.channel.value }));
    this.presets.addEventListener('change', () => this.preset(this.presets.selectedIndex - 1));
  }

  greet({ channels, presets, kinds, limits }: Hello): void {
    this.offered = presets;
    this.kinds = kinds;
    this.kind = this.expected = null;
    this.channel.replaceChildren(...channels.map(({ name, title }) => new Option(title, name)));
    this.presets.replaceChildren(unmatched(), ...presets.map(({ title, id }) => new Option(title, id)));
    this.fps.rescale({ steps: [5, 10, 15, 20, 25, 30].filter((fps) => fps <= limits.maxFps), format: perSecond });
  }

  /** Takes a preset's values; nothing where there is no such preset. */
  preset(index: number): void {
    const preset = this.offered[index];
    if (preset === undefined) return;
    const { channel, dopplerHertz, delaySpreadNs, snrDb } = preset;
    this.set({ channel, dopplerHertz, delaySpreadNs, snrDb, cbr: bandwidthOf(preset, this.expected ?? this.kind) });
  }

  /** @param kind of the source that was just chosen: a preset is for it before the server has answered. */
  expect(kind: Kind): void {
    this.expected = kind;
  }

  /** @param kind of the source, which bandwidths and rivals depend on. */
  follow(state: StudioState, kind: Kind): void {
    this.offer(kind);
    if (kind === this.expected) this.expected = null;
    this.snr.follow(state.snrDb);
    this.doppler.follow(state.dopplerHertz);
    this.delay.follow(state.delaySpreadNs);
    this.cbr.follow(state.cbr);
    if (kind === 'picture') this.wishedFps = Math.max(state.fps, this.wishedFps); // where many share the server a session may get fewer than it asked for
    if (this.wishedFps > 0) this.fps.follow(this.wishedFps);
    this.fps.disabled = kind === 'sound';
    this.mode.follow(state.mode);
    this.rival.follow(state.classical);
    this.showChannel(state.channel);
    this.cbr.disabled = state.agent;
    this.mode.disabled = state.agent || kind === 'sound';
    this.doppler.disabled = this.delay.disabled = !hasPaths(state.channel);
    this.presets.value = this.offered.find((preset) => matches(preset, state, kind))?.id ?? '';
  }

  private offer(kind: Kind): void {
    const choices = this.kinds.find((offered) => offered.kind === kind);
    if (kind === this.kind || choices === undefined) return;
    this.kind = kind;
    this.cbr.rescale({ steps: choices.bandwidths, format: ratio });
    this.rival.offer(choices.rivals.map(({ name, title }) => ({ value: name, title })));
  }

  private showChannel(channel: string): void {
    if (![...this.channel.options].some(({ value }) => value === channel)) this.channel.add(new Option(channel, channel));
    this.channel.value = channel;
  }
}

/** Whether a channel has taps with a delay spread and a Doppler shift. */
const hasPaths = (channel: string): boolean => channel.startsWith('tdl');

const bandwidthOf = ({ cbr, soundCbr }: Hello['presets'][number], kind: Kind | null): number => (kind === 'sound' ? soundCbr : cbr);

function matches(preset: Hello['presets'][number], state: StudioState, kind: Kind): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.01 * Math.abs(b);
  const sameLink = preset.channel === state.channel && Math.abs(preset.snrDb - state.snrDb) < 0.01 && near(bandwidthOf(preset, kind), state.cbr);
  return sameLink && (!hasPaths(state.channel) || (near(preset.dopplerHertz, state.dopplerHertz) && near(preset.delaySpreadNs, state.delaySpreadNs)));
}

/** What the list shows while the values are those of no preset; it cannot be chosen itself. */
function unmatched(): HTMLOptionElement {
  const option = new Option('Values of your own', '');
  option.disabled = true;
  return option;
}
