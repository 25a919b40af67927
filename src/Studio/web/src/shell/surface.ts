/** A canvas with as many pixels as the screen has where it is shown; drawing is in CSS pixels. */
export class Surface {
  width = 0;
  height = 0;
  readonly context: CanvasRenderingContext2D;

  /** @param resized is told when what was drawn is gone. */
  constructor(
    readonly canvas: HTMLCanvasElement,
    resized: () => void = () => undefined,
  ) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser gives no 2D context');
    this.context = context;
    new ResizeObserver(() => {
      this.fit();
      resized();
    }).observe(canvas);
  }

  get isVisible(): boolean {
    return this.width > 0 && this.height > 0;
  }

  clear(): void {
    this.context.clearRect(0, 0, this.width, this.height);
  }

  private fit(): void {
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    this.canvas.width = Math.round(this.width * devicePixelRatio);
    this.canvas.height = Math.round(this.height * devicePixelRatio);
    this.context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  }
}
