import type { Ledger } from '../protocol/messages';
import { byId, make, write } from '../shell/dom';
import { whole } from '../shell/format';

const purposes = [
  { key: 'payload', title: 'Payload', colour: 'payload' },
  { key: 'header', title: 'Header', colour: 'header' },
  { key: 'pilots', title: 'Pilots', colour: 'pilots' },
  { key: 'sideInformation', title: 'Side info', colour: 'side' },
  { key: 'knowledge', title: 'Knowledge', colour: 'knowledge' },
] as const;

/** What the channel uses of the last frame were for: a stacked bar with its numbers. */
export class LedgerBar {
  private readonly box = byId('ledger', HTMLDivElement);
  private readonly stack = this.box.querySelector<HTMLElement>('.stack')!;
  private readonly total = this.box.querySelector<HTMLElement>('.value')!;
  private readonly rows = purposes.map(({ key, title, colour }) => {
    const bar = make('span');
    bar.style.setProperty('background', `var(--${colour})`);
    this.stack.append(bar);
    const row = make('li');
    const swatch = make('span', 'swatch');
    swatch.style.setProperty('background', `var(--${colour})`);
    const words = make('span', '', title);
    row.append(swatch, words);
    this.box.querySelector('.legend')?.append(row);
    return { key, title, bar, words };
  });

  draw(ledger: Ledger): void {
    write(this.total, whole(ledger.total));
    for (const { key, title, bar, words } of this.rows) {
      bar.style.flexGrow = String(ledger[key]);
      write(words, `${title} ${whole(ledger[key])}`);
    }
    this.stack.setAttribute('aria-label', `Channel uses: ${purposes.map(({ key, title }) => `${title} ${ledger[key]}`).join(', ')}`);
  }

  clear(): void {
    write(this.total, '–');
    for (const { title, bar, words } of this.rows) {
      bar.style.flexGrow = '0';
      write(words, title);
    }
  }
}
