import type { Frame } from '../protocol/messages';
import type { Acknowledger } from './acknowledger';

/** The decoded pictures of a frame; null where the server sent none. */
export interface Pictures {
  original: ImageBitmap | null;
  semantic: ImageBitmap | null;
  classical: ImageBitmap | null;
}

/** Decodes frames in their order, has them drawn, and acknowledges each when it is on the screen. */
export class Player {
  private line: Promise<void> = Promise.resolve();

  constructor(
    private readonly draw: (frame: Frame, pictures: Pictures) => void,
    private readonly acknowledger: Acknowledger,
    private readonly failed: (problem: unknown) => void,
  ) {}

  take(frame: Frame): void {
    this.line = this.line.then(() => this.show(frame)).catch(this.failed);
  }

  private async show(frame: Frame): Promise<void> {
    try {
      const [original, semantic, classical] = await Promise.all([decoded(frame.original), decoded(frame.semantic), decoded(frame.classical)]);
      this.draw(frame, { original, semantic, classical });
    } finally {
      this.acknowledger.done(frame.n);
    }
  }
}

async function decoded(jpeg: Uint8Array<ArrayBuffer> | null): Promise<ImageBitmap | null> {
  return jpeg === null ? null : createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
}
