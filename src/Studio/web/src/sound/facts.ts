import type { Part, Source } from '../protocol/messages';
import { write } from '../shell/dom';
import { decibels, fixed, milliseconds, ratio, share, signedShare, whole } from '../shell/format';

/** The numbers under the strips. */
export class SoundFacts {
  private readonly cells = new Map([...document.querySelectorAll<HTMLElement>('[data-sound-fact]')].map((cell) => [cell.dataset['soundFact'] ?? '', cell]));

  source(source: Source | null): void {
    this.put('length', source?.seconds == null ? '–' : `${fixed(source.seconds, 1)}\u202fs`);
  }

  draw(part: Part): void {
    const seconds = part.original.length / 2 / part.rate;
    this.put('part', `${whole(part.n)}, ${fixed(seconds, 1)}\u202fs`);
    this.put('rate', `${fixed(part.rate / 1000, 0)}\u202fkHz`);
    this.put('semantic-stoi', part.loss === null ? share(part.stoi) : 'lost');
    this.put('semantic-sisdr', decibels(part.siSdrDb));
    this.put('semantic-cbr', ratio(part.cbr));
    this.put('latency', milliseconds(part.latencyMs));
    const isThere = part.classicalScheme !== null;
    this.put('classical-stoi', !isThere ? (part.classicalChoosing ? '…' : 'off') : part.classicalLost ? 'lost' : share(part.classicalStoi));
    this.put('scheme', part.classicalScheme ?? '–');
    this.put('classical-sisdr', decibels(part.classicalSiSdrDb));
    this.lead(isThere && part.loss === null && !part.classicalLost && part.stoi !== null && part.classicalStoi !== null ? part.stoi - part.classicalStoi : null);
    const scheme = this.cells.get('scheme');
    if (scheme !== undefined) scheme.title = part.classicalScheme ?? '';
  }

  clear(): void {
    for (const [name, cell] of this.cells) if (name !== 'length') write(cell, name === 'lead' ? '' : '–');
  }

  private lead(lead: number | null): void {
    this.put('lead', lead === null ? '' : signedShare(lead));
    const cell = this.cells.get('lead');
    if (cell === undefined) return;
    cell.dataset['sign'] = (lead ?? 0) < 0 ? 'behind' : 'ahead';
    cell.title = 'Semantic minus classical';
  }

  private put(name: string, text: string): void {
    const cell = this.cells.get(name);
    if (cell !== undefined) write(cell, text);
  }
}
