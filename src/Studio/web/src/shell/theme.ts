import { byId } from './dom';
import { forgetColours } from './palette';
import { remember, remembered } from './storage';

const themes = ['auto', 'light', 'dark'] as const;

/** Light, dark, or as the system is; the button goes through them. */
export class Theme {
  private readonly button = byId('theme', HTMLButtonElement);
  private index = Math.max(0, themes.findIndex((theme) => theme === remembered('theme')));

  /** @param changed is told when colours are others than before. */
  constructor(private readonly changed: () => void) {
    this.button.addEventListener('click', () => this.next());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.apply());
    this.apply();
  }

  next(): void {
    this.index = (this.index + 1) % themes.length;
    remember('theme', this.name);
    this.apply();
  }

  private get name(): string {
    return themes[this.index] ?? 'auto';
  }

  private apply(): void {
    document.documentElement.dataset['theme'] = this.name;
    this.button.textContent = `Theme: ${this.name}`;
    forgetColours();
    this.changed();
  }
}
