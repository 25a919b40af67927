import type { Frame } from '../protocol/messages';

/** The decoded pictures of a frame; null where the server sent none. */
export interface Pictures {
  original: ImageBitmap | null;
  semantic: ImageBitmap | null;
  classical: ImageBitmap | null;
}

/** How long a hidden page keeps an acknowledgement: nobody looks, so the server may rest, and still knows that the page is there. */
const hiddenPauseMs = 10_000;

/** Decodes frames in their order, has them drawn, and acknowledges each when it is on the screen. */
export class Player {
  private line: Promise<void> = Promise.resolve();
  private held: number | null = null;
  private timer: number | undefined;

  constructor(
    private readonly draw: (frame: Frame, pictures: Pictures) => void,
    private readonly acknowledge: (n: number) => void,
    private readonly failed: (problem: unknown) => void,
  ) {
    document.addEventListener('visibilitychange', () => document.hidden || this.release());
  }

  take(frame: Frame): void {
    this.line = this.line.then(() => this.show(frame)).catch(this.failed);
  }

  private async show(frame: Frame): Promise<void> {
    try {
      const [original, semantic, classical] = await Promise.all([decoded(frame.original), decoded(frame.semantic), decoded(frame.classical)]);
      this.draw(frame, { original, semantic, classical });
    } finally {
      if (document.hidden) this.hold(frame.n);
      else this.acknowledge(frame.n);
    }
  }

  private hold(n: number): void {
    this.held = n; // it stands for all before it
    this.timer ??= window.setTimeout(() => this.release(), hiddenPauseMs);
  }

  private release(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.held !== null) this.acknowledge(this.held);
    this.held = null;
  }
}

async function decoded(jpeg: Uint8Array<ArrayBuffer> | null): Promise<ImageBitmap | null> {
  return jpeg === null ? null : createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
}
