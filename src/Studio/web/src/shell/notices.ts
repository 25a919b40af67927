import { byId, make } from './dom';

/** Short messages in the corner: what went wrong and what to do, or what has happened. */
export class Notices {
  private readonly list = byId('notices', HTMLDivElement);
  private readonly shown = new Map<string, { element: HTMLElement; timer: number }>();

  error(message: string, remedy = ''): void {
    this.show('error', message, remedy, 12_000);
  }

  note(message: string): void {
    this.show('note', message, '', 5_000);
  }

  /** Removes the newest notice; false where there is none. */
  dismiss(): boolean {
    const newest = [...this.shown.keys()].at(-1);
    if (newest === undefined) return false;
    this.remove(newest);
    return true;
  }

  private show(kind: 'error' | 'note', message: string, remedy: string, milliseconds: number): void {
    if (this.shown.has(message)) this.remove(message);
    if (this.shown.size === 3) this.remove([...this.shown.keys()][0] ?? '');
    const element = make('div', 'notice');
    element.dataset['kind'] = kind;
    const close = make('button', 'quiet', 'Dismiss');
    close.type = 'button';
    close.addEventListener('click', () => this.remove(message));
    element.append(make('p', '', capitalised(message)), close);
    if (remedy !== '') element.append(make('p', '', capitalised(remedy)));
    this.list.append(element);
    this.shown.set(message, { element, timer: window.setTimeout(() => this.remove(message), milliseconds) });
  }

  private remove(message: string): void {
    const notice = this.shown.get(message);
    if (notice === undefined) return;
    clearTimeout(notice.timer);
    notice.element.remove();
    this.shown.delete(message);
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
