import uPlot from 'uplot';
import { make, write } from '../shell/dom';
import { colour, type ColourName } from '../shell/palette';
import { span, type Sample } from './history';

export interface Line {
  title: string;
  stroke: ColourName;
  dash?: boolean;
  value: (sample: Sample) => number | null;
}

export interface PlotPlan {
  title: string;
  unit: string;
  lines: readonly Line[];
  /** Numbers in the heading. */
  format: (value: number) => string;
  /** Numbers at the axis. */
  tick: (value: number) => string;
  /** The least height of the axis, so that noise does not look like drama. */
  least: number;
  /** Whether the axis begins at zero. */
  fromZero?: boolean;
  /** Whether there are so few values that each is a dot, and what is absent leaves a gap. */
  dotted?: boolean;
  /** Moments that are marked at the foot, with the colour of the mark. */
  marks?: { title: string; stroke: ColourName; at: (sample: Sample) => boolean };
}

/** One plot over the last half minute; the pointer reads all of them at the same moment. */
export class LivePlot {
  private readonly chart: uPlot;
  private readonly values: HTMLElement[];
  private readonly box = make('section', 'plot');
  private samples: readonly Sample[] = [];

  constructor(
    parent: HTMLElement,
    private readonly plan: PlotPlan,
  ) {
    const header = make('header');
    header.append(make('h2', '', plan.unit === '' ? plan.title : `${plan.title} [${plan.unit}]`));
    this.values = plan.lines.map((line) => header.appendChild(keyOf(line)).querySelector('b')!);
    if (plan.marks !== undefined) header.append(keyOf({ ...plan.marks, mark: true }));
    const place = make('div', 'chart');
    place.setAttribute('role', 'img');
    this.box.append(header, place);
    parent.append(this.box);
    this.chart = new uPlot(this.options(), [[], ...plan.lines.map(() => [])], place);
    new ResizeObserver(() => place.clientWidth > 0 && this.chart.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
  }

  draw(samples: readonly Sample[]): void {
    this.samples = samples;
    const data = [samples.map(({ time }) => time), ...this.plan.lines.map(({ value }) => samples.map(value))];
    this.chart.setData(data as uPlot.AlignedData);
    if (this.chart.cursor.idx === null || this.chart.cursor.idx === undefined) this.say(samples.at(-1) ?? null);
  }

  redraw(): void {
    this.chart.redraw(false, true);
  }

  private say(sample: Sample | null): void {
    const words = this.plan.lines.map(({ value }, index) => {
      const number = sample === null ? null : value(sample);
      const text = number === null ? '–' : this.plan.format(number);
      write(this.values[index]!, text);
      return `${this.plan.lines[index]!.title} ${text}`;
    });
    this.box.querySelector('.chart')?.setAttribute('aria-label', `${this.plan.title} over the last half minute; ${words.join(', ')} ${this.plan.unit}`);
  }

  private options(): uPlot.Options {
    const axis = { stroke: () => colour('muted'), grid: { stroke: () => colour('line'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
    return {
      width: 300,
      height: 112,
      legend: { show: false },
      cursor: { sync: { key: 'studio' }, y: false, points: { size: 6 }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: (_, __, high) => [high - span, high] }, y: { range: (_, low, high) => this.range(low, high) } },
      series: [{}, ...this.plan.lines.map(({ stroke, dash }) => ({ stroke: () => colour(stroke), width: 1.5, spanGaps: !this.plan.dotted, points: this.plan.dotted ? { show: true, size: 6, fill: () => colour(stroke) } : { show: false }, ...(dash ? { dash: [5, 4] } : {}) }))],
      axes: [
        { ...axis, size: 22, gap: 4, splits: (_, __, ___, high) => [-30, -20, -10, 0].map((second) => high + second), values: (chart, splits) => splits.map((at) => ago(at - (chart.scales['x']?.max ?? 0))) },
        { ...axis, size: 40, gap: 5, space: 28, values: (_, splits) => splits.map(this.plan.tick) },
      ],
      hooks: { draw: [(chart) => this.mark(chart)], setCursor: [(chart) => this.say(this.samples[chart.cursor.idx ?? this.samples.length - 1] ?? null)] },
    };
  }

  private range(low: number | null, high: number | null): [number, number] {
    const [from, to] = [this.plan.fromZero ? 0 : (low ?? 0), high ?? this.plan.least];
    const missing = Math.max(0, this.plan.least - (to - from));
    const margin = 0.06 * Math.max(this.plan.least, to - from);
    return this.plan.fromZero ? [0, to + missing + margin] : [from - missing / 2 - margin, to + missing / 2 + margin];
  }

  private mark(chart: uPlot): void {
    const { marks } = this.plan;
    if (marks === undefined) return;
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.fillStyle = colour(marks.stroke);
    for (const sample of this.samples)
      if (marks.at(sample)) {
        const x = chart.valToPos(sample.time, 'x', true);
        if (x >= bbox.left) ctx.fillRect(x - devicePixelRatio / 2, bbox.top + bbox.height - 5 * devicePixelRatio, devicePixelRatio, 5 * devicePixelRatio);
      }
    ctx.restore();
  }
}

function keyOf({ title, stroke, dash, mark }: { title: string; stroke: ColourName; dash?: boolean; mark?: boolean }): HTMLElement {
  const key = make('span', 'key');
  key.style.setProperty('--stroke', `var(--${stroke})`);
  key.dataset['line'] = mark ? 'mark' : dash ? 'dashed' : 'solid';
  key.append(make('i'), make('span', '', title), ...(mark ? [] : [make('b', '', '–')]));
  return key;
}

const ago = (seconds: number): string => (Math.abs(seconds) < 0.5 ? 'now' : `\u2212${Math.round(-seconds)} s`);
