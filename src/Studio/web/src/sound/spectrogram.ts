import { viridis } from '../panels/viridis';

const size = 256; // 32 ms at 8 kHz
const hop = 64; // 8 ms
const [lowest, highest] = [-75, -15]; // what the colours span [dB of full scale]

const window = Float32Array.from({ length: size }, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / size));
const sines = Float32Array.from({ length: size }, (_, index) => Math.sin((2 * Math.PI * index) / size));
const reversed = Uint8Array.from({ length: size }, (_, index) => parseInt(index.toString(2).padStart(8, '0').split('').reverse().join(''), 2));

/** Spectra of a sound that comes in parts, as pictures: time to the right, frequency upwards, one pixel for 8 ms and 31 Hz. */
export class Spectrogram {
  private before = new Float32Array(size);

  /** The picture of the next part. */
  draw(samples: Float32Array<ArrayBuffer>): HTMLCanvasElement {
    const all = new Float32Array(this.before.length + samples.length);
    all.set(this.before);
    all.set(samples, this.before.length);
    this.before = all.slice(-size);
    const columns = Math.max(1, Math.floor(samples.length / hop));
    const image = new ImageData(columns, size / 2);
    for (let column = 0; column < columns; column++) {
      const power = spectrum(all, Math.max(0, Math.min(all.length - size, Math.round(((column + 0.5) * samples.length) / columns) + size / 2)));
      for (let bin = 0; bin < size / 2; bin++) {
        const decibels = 10 * Math.log10(power[bin]! + 1e-12);
        const [red, green, blue] = viridis[Math.round(255 * Math.min(1, Math.max(0, (decibels - lowest) / (highest - lowest))))]!;
        image.data.set([red, green, blue, 255], 4 * ((size / 2 - 1 - bin) * columns + column));
      }
    }
    const canvas = document.createElement('canvas');
    canvas.width = columns;
    canvas.height = size / 2;
    canvas.getContext('2d')?.putImageData(image, 0, 0);
    return canvas;
  }

  /** What comes next does not follow what came. */
  clear(): void {
    this.before = new Float32Array(size);
  }
}

/** Powers of a window's frequencies, 1 for a full sine; radix 2 (Cooley and Tukey 1965). */
function spectrum(samples: Float32Array, at: number): Float32Array {
  const [real, imaginary] = [new Float32Array(size), new Float32Array(size)];
  for (let index = 0; index < size; index++) real[reversed[index]!] = samples[at + index]! * window[index]!;
  for (let length = 2; length <= size; length *= 2)
    for (let start = 0; start < size; start += length)
      for (let k = 0; k < length / 2; k++) {
        const turn = (k * size) / length;
        const [cosine, sine] = [sines[(turn + size / 4) % size]!, -sines[turn]!];
        const [a, b] = [start + k, start + k + length / 2];
        const [re, im] = [real[b]! * cosine - imaginary[b]! * sine, real[b]! * sine + imaginary[b]! * cosine];
        [real[b], imaginary[b]] = [real[a]! - re, imaginary[a]! - im];
        [real[a], imaginary[a]] = [real[a]! + re, imaginary[a]! + im];
      }
  return real.slice(0, size / 2).map((value, bin) => (value ** 2 + imaginary[bin]! ** 2) / (size / 4) ** 2);
}
