import { byId } from '../shell/dom';
import { Surface } from '../shell/surface';

const reach = 2.4; // what the square shows of the plane, in units of the root of mean power

/** Received symbols after equalisation, the last few frames fading behind the newest. */
export class Constellation {
  private readonly surface = new Surface(byId('constellation', HTMLCanvasElement));
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');

  draw(pairs: Uint8Array<ArrayBuffer> | null): void {
    if (!this.surface.isVisible || pairs === null) return;
    const { context, width, height } = this.surface;
    context.fillStyle = this.calm.matches ? '#0c1014' : 'rgb(12 16 20 / 45%)';
    context.fillRect(0, 0, width, height);
    const unit = Math.min(width, height) / 2 / reach;
    this.axes(context, width, height, unit);
    const values = new DataView(pairs.buffer, pairs.byteOffset, pairs.byteLength);
    context.fillStyle = 'rgb(86 180 233 / 85%)';
    for (let at = 0; at < pairs.byteLength; at += 8) {
      const x = width / 2 + unit * values.getFloat32(at, true);
      const y = height / 2 - unit * values.getFloat32(at + 4, true);
      context.fillRect(x - 0.9, y - 0.9, 1.8, 1.8);
    }
  }

  clear(): void {
    this.surface.clear();
  }

  private axes(context: CanvasRenderingContext2D, width: number, height: number, unit: number): void {
    context.strokeStyle = 'rgb(255 255 255 / 14%)';
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(width / 2, 0);
    context.lineTo(width / 2, height);
    context.moveTo(0, height / 2);
    context.lineTo(width, height / 2);
    context.moveTo(width / 2 + unit, height / 2);
    context.arc(width / 2, height / 2, unit, 0, 2 * Math.PI);
    context.stroke();
  }
}
