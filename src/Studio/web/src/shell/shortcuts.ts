import { byId, make } from './dom';
import { remember, remembered } from './storage';

export interface Shortcut {
  /** Values of KeyboardEvent.key that trigger it. */
  keys: readonly string[];
  /** How the help writes them. */
  shown: readonly string[];
  what: string;
  act: (key: string) => void;
}

/** Keys that act anywhere but in text fields, and the help that lists them. Single keys can be switched off, since they disturb those who speak to their computer. */
export class Shortcuts {
  private readonly help = byId('help', HTMLDialogElement);
  private readonly enabled = byId('keys-on', HTMLInputElement);

  constructor(
    private readonly shortcuts: readonly Shortcut[],
    private readonly escape: () => void,
  ) {
    this.enabled.checked = remembered('keys') !== 'off';
    this.enabled.addEventListener('change', () => remember('keys', this.enabled.checked ? 'on' : 'off'));
    byId('help-open', HTMLButtonElement).addEventListener('click', () => this.help.showModal());
    this.list();
    document.addEventListener('keydown', (event) => this.press(event));
  }

  private list(): void {
    const all = [...this.shortcuts, { shown: ['Esc'], what: 'clear the focus, close messages' }, { shown: ['?'], what: 'this help' }];
    for (const { shown, what } of all) {
      const term = make('dt');
      term.append(...shown.map((key) => make('kbd', '', key)));
      byId('shortcuts', HTMLDListElement).append(term, make('dd', '', what));
    }
  }

  private press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || this.help.open) return;
    if (event.key === 'Escape') return this.escape();
    if (!this.enabled.checked || isWriting(event.target)) return;
    if (event.key === '?') {
      event.preventDefault();
      this.help.showModal();
      return;
    }
    if (event.key === ' ' && isOperable(event.target)) return;
    const shortcut = this.shortcuts.find(({ keys }) => keys.includes(event.key));
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut.act(event.key);
  }
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'text');

/** The space bar belongs to what has the keyboard. */
const isOperable = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('button, input, select, a') !== null;
