import { byId } from '../shell/dom';
import { fixed, ratio } from '../shell/format';
import type { Sample } from './history';
import { LivePlot, type PlotPlan } from './livePlot';

const oneDigit = (value: number): string => fixed(value, 1);
const noDigit = (value: number): string => fixed(value, 0);

const plans: readonly PlotPlan[] = [
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
  {
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
  },
  {
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
  },
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

/** The four plots under the pictures. */
export class Plots {
  private readonly plots = plans.map((plan) => new LivePlot(byId('plots', HTMLDivElement), plan));

  draw(samples: readonly Sample[]): void {
    for (const plot of this.plots) plot.draw(samples);
  }

  redraw(): void {
    for (const plot of this.plots) plot.redraw();
  }
}
