import { byId, write } from '../shell/dom';

/** Which part of a picture is shown: all of it, or a part as large as 1/zoom around a point. */
export interface View {
  zoom: number;
  x: number;
  y: number;
}

/** One picture of the stage, with the words on it. */
export class Screen {
  private readonly box: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly column: HTMLElement;
  private readonly verdict: HTMLElement | null;
  private bitmap: ImageBitmap | null = null;
  private view: View = { zoom: 1, x: 0.5, y: 0.5 };

  constructor(id: string) {
    this.box = byId(id, HTMLDivElement);
    this.canvas = this.box.querySelector('canvas')!;
    this.column = this.box.closest<HTMLElement>('.column')!;
    this.verdict = this.column.querySelector('.verdict');
  }

  /** Shows a picture; null leaves what is there. */
  show(bitmap: ImageBitmap | null): void {
    if (bitmap === null) return;
    this.bitmap?.close();
    this.bitmap = bitmap;
    this.draw();
    this.column.classList.add('has-picture');
  }

  look(view: View): void {
    this.view = view;
    this.draw();
  }

  clear(): void {
    this.bitmap?.close();
    this.bitmap = null;
    this.column.classList.remove('has-picture');
    this.say('');
  }

  /** Words over the picture, for example why there is no new one. */
  say(words: string): void {
    if (this.verdict === null) return;
    write(this.verdict, words);
    this.verdict.hidden = words === '';
  }

  describe(words: string): void {
    this.canvas.setAttribute('aria-label', words);
  }

  private draw(): void {
    if (this.bitmap === null) return;
    const { width, height } = this.bitmap;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.box.style.setProperty('--shape', String(width / height));
    }
    const part = visiblePart(this.view);
    this.canvas
      .getContext('2d')
      ?.drawImage(this.bitmap, part.left * width, part.top * height, part.size * width, part.size * height, 0, 0, width, height);
  }
}

/** The visible part as shares of the picture; it never reaches beyond the edges. */
export function visiblePart({ zoom, x, y }: View): { left: number; top: number; size: number } {
  const size = 1 / zoom;
  const within = (centre: number): number => Math.min(1 - size, Math.max(0, centre - size / 2));
  return { left: within(x), top: within(y), size };
}
