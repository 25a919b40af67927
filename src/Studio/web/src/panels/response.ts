import type { Response } from '../protocol/messages';
import { byId, write } from '../shell/dom';
import { fixed } from '../shell/format';
import { Surface } from '../shell/surface';
import { viridis } from './viridis';

/** The channel's gain over one frame: time to the right, frequency upwards. */
export class ResponseMap {
  private readonly surface = new Surface(byId('response', HTMLCanvasElement));
  private readonly scale = byId('response-scale', HTMLSpanElement);
  private readonly cells = document.createElement('canvas');

  draw(response: Response | null): void {
    if (!this.surface.isVisible || response === null || response.bytes.length === 0) return;
    const { context, width, height } = this.surface;
    const { rows: times, columns: frequencies, lowDb, highDb } = response;
    const image = new ImageData(times, frequencies);
    for (let time = 0; time < times; time++)
      for (let frequency = 0; frequency < frequencies; frequency++) {
        const [red, green, blue] = viridis[response.bytes[time * frequencies + frequency]!]!;
        image.data.set([red, green, blue, 255], 4 * ((frequencies - 1 - frequency) * times + time));
      }
    this.cells.width = times;
    this.cells.height = frequencies;
    this.cells.getContext('2d')?.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.cells, 0, 0, width, height);
    write(this.scale, highDb - lowDb < 0.05 ? `${fixed(highDb, 0)} dB` : `${fixed(lowDb, 0)} to ${fixed(highDb, 0)} dB`);
    this.surface.canvas.setAttribute('aria-label', `Channel response over time and frequency, from ${fixed(lowDb, 1)} to ${fixed(highDb, 1)} dB`);
  }

  clear(): void {
    this.surface.clear();
    write(this.scale, '');
  }
}
