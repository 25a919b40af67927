import { byId } from '../shell/dom';
import { Surface } from '../shell/surface';
import { Spectrogram } from './spectrogram';

/** Seconds that a strip shows. */
const span = 6;
const waveShare = 0.26; // of the height

/** A part as it is drawn. */
interface Piece {
  from: number;
  seconds: number;
  picture: HTMLCanvasElement;
  peaks: Float32Array;
  /** What is written over a part that nobody may take for good; empty for others. */
  mark: string;
}

/** The last seconds of one sound: spectrogram above, waveform below, the newest at the right edge. */
export class SoundStrip {
  private readonly surface: Surface;
  private readonly spectrogram = new Spectrogram();
  private pieces: Piece[] = [];
  private now = 0;

  constructor(
    id: string,
    private readonly stroke: string,
  ) {
    this.surface = new Surface(byId(id, HTMLDivElement).querySelector('canvas')!, () => this.draw(this.now));
  }

  /** Takes the next part; `from` is when it is heard, in seconds. */
  add(samples: Float32Array<ArrayBuffer>, rate: number, from: number, mark: string): void {
    if (Math.abs((this.pieces.at(-1)?.from ?? from) + (this.pieces.at(-1)?.seconds ?? 0) - from) > 0.01) this.spectrogram.clear();
    this.pieces = this.pieces.filter((piece) => piece.from + piece.seconds > from - span - 1);
    this.pieces.push({ from, seconds: samples.length / rate, picture: this.spectrogram.draw(samples), peaks: peaksOf(samples), mark });
  }

  clear(): void {
    this.pieces = [];
    this.spectrogram.clear();
    this.surface.clear();
  }

  describe(words: string): void {
    this.surface.canvas.setAttribute('aria-label', words);
  }

  /** Draws what has been heard up to a moment. */
  draw(now: number): void {
    this.now = now;
    if (!this.surface.isVisible) return;
    const { context, width, height } = this.surface;
    this.surface.clear();
    const split = Math.round(height * (1 - waveShare));
    for (const piece of this.pieces) this.piece(context, piece, width, split, height);
    this.scale(context, width, split);
    for (const { from, to, mark } of this.marks()) this.label(context, mark, Math.max(0, this.xOf(from, width)), Math.min(width, this.xOf(to, width)), height);
  }

  private xOf(time: number, width: number): number {
    return ((time - this.now + span) / span) * width;
  }

  private piece(context: CanvasRenderingContext2D, { from, seconds, picture, peaks, mark }: Piece, width: number, split: number, height: number): void {
    const [left, whole] = [this.xOf(from, width), (seconds / span) * width];
    const heard = Math.min(1, (this.now - from) / seconds);
    if (heard <= 0 || left + whole < 0) return;
    context.save();
    context.beginPath();
    context.rect(left, 0, heard * whole, height);
    context.clip();
    if (mark === '') {
      context.imageSmoothingEnabled = true;
      context.drawImage(picture, left, 0, whole, split - 1);
      this.wave(context, peaks, left, whole, split, height);
    } else hatch(context, left, whole, height);
    context.restore();
  }

  private wave(context: CanvasRenderingContext2D, peaks: Float32Array, left: number, whole: number, split: number, height: number): void {
    const [middle, reach] = [(split + height) / 2, (height - split) / 2 - 1];
    context.fillStyle = this.stroke;
    const step = whole / (peaks.length / 2);
    for (let index = 0; index < peaks.length / 2; index++) {
      const [low, high] = [peaks[2 * index]!, peaks[2 * index + 1]!];
      context.fillRect(left + index * step, middle - reach * high, Math.max(0.6, step), Math.max(0.8, reach * (high - low)));
    }
  }

  /** Stretches that are marked alike. */
  private marks(): { from: number; to: number; mark: string }[] {
    const runs: { from: number; to: number; mark: string }[] = [];
    for (const { from, seconds, mark } of this.pieces) {
      const last = runs.at(-1);
      if (mark === '' || from > this.now) continue;
      if (last?.mark === mark && Math.abs(last.to - from) < 0.01) last.to = from + seconds;
      else runs.push({ from, to: from + seconds, mark });
    }
    return runs.map((run) => ({ ...run, to: Math.min(run.to, this.now) }));
  }

  private label(context: CanvasRenderingContext2D, words: string, left: number, right: number, height: number): void {
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.font = '600 12px system-ui, sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const room = context.measureText(words).width + 12;
    context.fillStyle = 'rgb(0 0 0 / 78%)';
    context.fillRect((left + right - room) / 2, height / 2 - 10, room, 20);
    context.fillStyle = '#ffffff';
    context.fillText(words, (left + right) / 2, height / 2);
    context.restore();
  }

  private scale(context: CanvasRenderingContext2D, width: number, split: number): void {
    context.fillStyle = 'rgb(255 255 255 / 16%)';
    for (let second = Math.ceil(this.now - span); second <= this.now; second++) context.fillRect(Math.round(this.xOf(second, width)), 0, 1, split);
    context.font = '10px system-ui, sans-serif';
    context.textBaseline = 'top';
    for (const [text, x, y] of [['4 kHz', 5, 4], [`last ${span} s`, width - 46, split - 15]] as const) {
      context.fillStyle = 'rgb(0 0 0 / 62%)';
      context.fillRect(x - 3, y - 2, context.measureText(text).width + 6, 14);
      context.fillStyle = '#ffffff';
      context.fillText(text, x, y);
    }
  }
}

/** Lowest and highest of every 4 ms. */
function peaksOf(samples: Float32Array): Float32Array {
  const length = 32;
  const peaks = new Float32Array(2 * Math.ceil(samples.length / length));
  for (let index = 0; index < peaks.length / 2; index++) {
    const some = samples.subarray(index * length, (index + 1) * length);
    peaks.set([Math.min(...some), Math.max(...some)], 2 * index);
  }
  return peaks;
}

function hatch(context: CanvasRenderingContext2D, left: number, width: number, height: number): void {
  context.strokeStyle = 'rgb(255 255 255 / 22%)';
  context.lineWidth = 1;
  context.beginPath();
  for (let x = 9 * Math.floor((left - height) / 9); x < left + width; x += 9) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
}
