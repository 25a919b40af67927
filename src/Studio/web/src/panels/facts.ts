import type { Frame, Source } from '../protocol/messages';
import { write } from '../shell/dom';
import { decibels, difference, milliseconds, percent, ratio, whole } from '../shell/format';

/** The numbers under the pictures. They are written five times a second: faster, nobody reads them. */
export class Facts {
  private readonly cells = new Map<string, HTMLElement>();
  private written = 0;

  constructor() {
    for (const cell of document.querySelectorAll<HTMLElement>('[data-fact]')) {
      const column = cell.closest<HTMLElement>('.facts')?.id.replace('-facts', '') ?? '';
      this.cells.set(`${column} ${cell.dataset['fact']}`, cell);
    }
  }

  source(source: Source | null): void {
    this.put('original title', source?.title ?? '–');
  }

  draw(frame: Frame, now: number): void {
    if (now - this.written < 200) return;
    this.written = now;
    this.put('original size', `${frame.w} × ${frame.h}`);
    this.put('original number', whole(frame.n));
    this.put('original focus', decibels(frame.focusPsnrDb));
    this.put('semantic psnr', decibels(frame.psnrDb));
    this.put('semantic way', wayOf(frame));
    this.put('semantic cbr', ratio(frame.cbr));
    this.put('semantic latency', milliseconds(frame.latencyMs));
    this.rival(frame);
  }

  clear(): void {
    this.written = 0;
    for (const [name, cell] of this.cells) write(cell, name === 'semantic lead' ? '' : '–');
  }

  private rival(frame: Frame): void {
    const absent = frame.classicalScheme === null;
    this.put('classical psnr', absent ? 'off' : decibels(frame.classicalPsnrDb));
    this.put('classical scheme', frame.classicalScheme ?? '–');
    this.put('classical cbr', absent ? '–' : ratio((frame.classicalUses ?? 0) / (3 * frame.w * frame.h)));
    this.put('classical uses', absent ? '–' : whole(frame.classicalUses ?? 0));
    const lead = frame.psnrDb !== null && frame.classicalPsnrDb !== null && !absent ? frame.psnrDb - frame.classicalPsnrDb : null;
    this.put('semantic lead', lead === null ? '' : difference(lead));
    const cell = this.cells.get('semantic lead');
    if (cell !== undefined) {
      cell.dataset['sign'] = (lead ?? 0) < 0 ? 'behind' : 'ahead';
      cell.title = 'Semantic minus classical';
    }
  }

  private put(name: string, text: string): void {
    const cell = this.cells.get(name);
    if (cell === undefined) return;
    write(cell, text);
    if (cell.tagName === 'DD') cell.title = text;
  }
}

/** How a frame was sent, in words. */
export function wayOf(frame: Frame): string {
  if (frame.sampling === 'skip') return 'Not sent';
  const part = frame.sampling === 'regions' && frame.shareSent !== null ? `${percent(frame.shareSent)} of it` : frame.sampling;
  return `${frame.mode.charAt(0).toUpperCase()}${frame.mode.slice(1)}, ${part}`;
}
