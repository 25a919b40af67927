import { byId } from '../shell/dom';
import { percent, ratio } from '../shell/format';
import { colour, type ColourName } from '../shell/palette';
import { Surface } from '../shell/surface';
import { span, type Sample } from './history';

const left = 158;
const laneHeight = 30;
const laneGap = 8;
const foot = 16;

/** A lane: how high the bar of a frame is (0..1), its colour, and what that means. */
interface Lane {
  title: string;
  bar: (sample: Sample) => { height: number; colour: ColourName; word: string };
}

const thin = 0.06; // where nothing was sent

const modes: Record<string, [height: number, colour: ColourName]> = { analog: [0.4, 'semantic'], digital: [0.7, 'side'], generative: [1, 'planned'] };
const outcomes: Record<Sample['outcome'], [height: number, colour: ColourName]> = {
  shown: [0.3, 'effective'],
  skipped: [thin, 'knowledge'],
  late: [1, 'side'],
  dropped: [1, 'planned'],
  lost: [1, 'danger'],
};
const nothing = { height: thin, colour: 'knowledge', word: '–' } as const;

const lanes: readonly Lane[] = [
  {
    title: 'Sampling',
    bar: ({ sampling, shareSent }) => {
      if (sampling === 'skip') return { ...nothing, word: 'skip' };
      if (sampling === 'whole') return { height: 1, colour: 'effective', word: 'whole' };
      return { height: Math.max(0.12, shareSent ?? 0.5), colour: 'semantic', word: shareSent === null ? sampling : `${sampling} ${percent(shareSent)}` };
    },
  },
  {
    title: 'Mode',
    bar: ({ mode, sampling }) => {
      const [height, colour] = modes[mode] ?? [thin, 'knowledge'];
      return sampling === 'skip' ? nothing : { height, colour, word: mode };
    },
  },
  { title: 'Rate', bar: ({ cbr }) => (cbr <= 0 ? nothing : { height: Math.min(1, Math.max(thin, (Math.log2(cbr) + 9) / 6)), colour: 'semantic', word: ratio(cbr) }) },
  {
    title: 'Outcome',
    bar: ({ outcome }) => {
      const [height, colour] = outcomes[outcome];
      return { height, colour, word: outcome };
    },
  },
];

/** How each frame of the last half minute was sent, one lane for each kind of decision; pointer and arrow keys pick a frame. */
export class LaneChart {
  private readonly canvas = byId('lanes', HTMLCanvasElement);
  private readonly surface = new Surface(this.canvas, () => this.redraw());
  private samples: readonly Sample[] = [];
  private picked: Sample | null = null;

  /** @param pick is told which frame the viewer looks at; null for the newest. */
  constructor(private readonly pick: (sample: Sample | null) => void) {
    this.canvas.addEventListener('pointermove', (event) => this.point(event.offsetX));
    this.canvas.addEventListener('pointerleave', () => this.choose(null));
    this.canvas.addEventListener('blur', () => this.choose(null));
    this.canvas.addEventListener('keydown', (event) => this.key(event));
  }

  draw(samples: readonly Sample[]): void {
    this.samples = samples;
    if (!this.surface.isVisible) return;
    const { context, width } = this.surface;
    this.surface.clear();
    context.font = '12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    this.scale(context, width);
    lanes.forEach((lane, index) => this.lane(context, width, lane, index * (laneHeight + laneGap)));
    this.cursor(context, width);
  }

  redraw(): void {
    this.draw(this.samples);
  }

  private get end(): number {
    return this.samples.at(-1)?.time ?? 0;
  }

  private xOf(time: number, width: number): number {
    return left + ((time - this.end + span) / span) * (width - left);
  }

  private lane(context: CanvasRenderingContext2D, width: number, { title, bar }: Lane, top: number): void {
    context.textAlign = 'left';
    context.fillStyle = colour('muted');
    context.fillText(title, 0, top + laneHeight / 2);
    this.value(context, bar, top);
    context.fillStyle = colour('line');
    context.fillRect(left, top + laneHeight, width - left, 1);
    this.samples.forEach((sample, index) => {
      const from = Math.max(left, this.xOf(sample.time, width));
      const next = this.samples[index + 1]?.time ?? sample.time + (sample.kind === 'sound' ? sample.seconds : 0.04);
      const to = this.xOf(Math.min(next, sample.time + sample.seconds), width);
      if (to <= left) return;
      const { height, colour: name } = bar(sample);
      context.fillStyle = colour(name);
      const start = Math.floor(from); // whole pixels leave no seams
      context.fillRect(start, top + laneHeight * (1 - height), Math.max(1, Math.ceil(to) - start), laneHeight * height);
    });
  }

  /** What the picked or the newest frame says, in words. */
  private value(context: CanvasRenderingContext2D, bar: Lane['bar'], top: number): void {
    const sample = this.picked ?? this.samples.at(-1);
    if (sample === undefined) return;
    const { word, colour: name } = bar(sample);
    context.fillStyle = colour(name);
    context.fillRect(64, top + laneHeight / 2 - 4, 8, 8);
    context.fillStyle = colour('text');
    context.fillText(word, 78, top + laneHeight / 2);
  }

  private scale(context: CanvasRenderingContext2D, width: number): void {
    const y = lanes.length * (laneHeight + laneGap) - laneGap + foot / 2 + 2;
    context.fillStyle = colour('muted');
    for (const second of [span, 20, 10, 0]) {
      const x = left + ((span - second) / span) * (width - left);
      context.textAlign = second === span ? 'left' : second === 0 ? 'right' : 'center';
      context.fillText(second === 0 ? 'now' : `\u2212${second} s`, x, y);
    }
  }

  private cursor(context: CanvasRenderingContext2D, width: number): void {
    if (this.picked === null) return;
    const x = this.xOf(this.picked.time, width);
    if (x < left) return this.choose(null);
    context.fillStyle = colour('text');
    context.fillRect(x, 0, 1, lanes.length * (laneHeight + laneGap) - laneGap);
  }

  private point(x: number): void {
    const time = this.end - span + (span * (x - left)) / (this.canvas.clientWidth - left);
    let nearest: Sample | null = null;
    for (const sample of this.samples) if (nearest === null || Math.abs(sample.time - time) < Math.abs(nearest.time - time)) nearest = sample;
    this.choose(x < left ? null : nearest);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -25, PageDown: 25 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const last = this.samples.length - 1;
    const at = this.picked === null ? last : this.samples.findIndex(({ n }) => n === this.picked?.n);
    this.choose(this.samples[Math.min(last, Math.max(0, (at < 0 ? last : at) + step))] ?? null);
  }

  private choose(sample: Sample | null): void {
    if (this.picked === sample) return;
    this.picked = sample;
    this.pick(sample);
    this.redraw();
  }
}
