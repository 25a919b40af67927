import { byId } from '../shell/dom';
import { fixed, ratio, share } from '../shell/format';
import type { Kind } from '../session/session';
import type { Sample } from './history';
import { LivePlot, type PlotPlan } from './livePlot';

const oneDigit = (value: number): string => fixed(value, 1);
const noDigit = (value: number): string => fixed(value, 0);

const snr: PlotPlan = {
  title: 'SNR',
  unit: 'dB',
  least: 6,
  format: oneDigit,
  tick: noDigit,
  lines: [
    { title: 'set', stroke: 'set', value: ({ snrDb }) => snrDb },
    { title: 'planned', stroke: 'planned', dash: true, value: ({ planSnrDb }) => planSnrDb },
    { title: 'effective', stroke: 'effective', value: ({ effectiveSnrDb }) => effectiveSnrDb },
  ],
};

const bandwidth: PlotPlan = {
  title: 'Bandwidth ratio',
  unit: '',
  least: 0.01,
  fromZero: true,
  format: ratio,
  tick: (value) => (value === 0 ? '0' : ratio(value)),
  lines: [
    { title: 'semantic', stroke: 'semantic', value: ({ cbr }) => cbr },
    { title: 'classical', stroke: 'classical', dash: true, value: ({ classicalCbr }) => classicalCbr },
  ],
};

const ofPictures: readonly PlotPlan[] = [
  {
    title: 'PSNR',
    unit: 'dB',
    least: 6,
    format: oneDigit,
    tick: noDigit,
    lines: [
      { title: 'semantic', stroke: 'semantic', value: ({ psnrDb }) => psnrDb },
      { title: 'classical', stroke: 'classical', value: ({ classicalPsnrDb }) => classicalPsnrDb },
    ],
    marks: { title: 'classical lost', stroke: 'danger', at: ({ classicalLost }) => classicalLost },
  },
  snr,
  bandwidth,
  {
    title: 'Latency',
    unit: 'ms',
    least: 40,
    fromZero: true,
    format: noDigit,
    tick: noDigit,
    lines: [{ title: 'end to end', stroke: 'semantic', value: ({ latencyMs }) => latencyMs }],
  },
];

const ofSounds: readonly PlotPlan[] = [
  {
    title: 'STOI',
    unit: '',
    least: 0.4,
    dotted: true,
    format: share,
    tick: (value) => fixed(value, 1),
    lines: [
      { title: 'semantic', stroke: 'semantic', value: ({ stoi, outcome }) => (outcome === 'lost' ? null : stoi) },
      { title: 'classical', stroke: 'classical', value: ({ classicalStoi, classicalLost }) => (classicalLost ? null : classicalStoi) },
    ],
    marks: { title: 'classical lost', stroke: 'danger', at: ({ classicalLost }) => classicalLost },
  },
  {
    title: 'SI-SDR',
    unit: 'dB',
    least: 10,
    dotted: true,
    format: oneDigit,
    tick: noDigit,
    lines: [
      { title: 'semantic', stroke: 'semantic', value: ({ siSdrDb }) => siSdrDb },
      { title: 'classical', stroke: 'classical', value: ({ classicalSiSdrDb }) => classicalSiSdrDb },
    ],
    marks: { title: 'semantic lost', stroke: 'danger', at: ({ outcome }) => outcome === 'lost' },
  },
  { ...snr, dotted: true },
  { ...bandwidth, dotted: true },
];

/** The four plots under the pictures, or under the strips of a sound. */
export class Plots {
  private readonly plots = {
    picture: ofPictures.map((plan) => new LivePlot(byId('plots', HTMLDivElement), plan)),
    sound: ofSounds.map((plan) => new LivePlot(byId('sound-plots', HTMLDivElement), plan)),
  };

  draw(samples: readonly Sample[], kind: Kind): void {
    for (const plot of this.plots[kind]) plot.draw(samples);
  }

  redraw(): void {
    for (const plot of [...this.plots.picture, ...this.plots.sound]) plot.redraw();
  }
}
