import { byId, make } from '../shell/dom';

export interface Choice {
  value: string;
  title: string;
}

/** A few alternatives side by side, of which one holds. */
export class Segments {
  private readonly group: HTMLDivElement;
  private inputs: HTMLInputElement[] = [];

  constructor(
    private readonly id: string,
    choices: readonly Choice[],
    private readonly chosen: (value: string) => void,
  ) {
    this.group = byId(id, HTMLDivElement);
    this.offer(choices);
  }

  /** Offers other alternatives. */
  offer(choices: readonly Choice[]): void {
    const labels = choices.map(({ value, title }) => {
      const label = make('label', '', title);
      const input = make('input');
      input.type = 'radio';
      input.name = this.id;
      input.value = value;
      input.addEventListener('change', () => this.chosen(value));
      label.prepend(input);
      return { label, input };
    });
    this.inputs = labels.map(({ input }) => input);
    this.group.replaceChildren(...labels.map(({ label }) => label));
  }

  follow(value: string): void {
    for (const input of this.inputs) input.checked = input.value === value;
  }

  /** The next alternative, as by a key. */
  next(): void {
    if (this.inputs.some((input) => input.disabled)) return;
    const following = (this.inputs.findIndex((input) => input.checked) + 1) % this.inputs.length;
    const input = this.inputs[following]!;
    input.checked = true;
    this.chosen(input.value);
  }

  set disabled(value: boolean) {
    for (const input of this.inputs) input.disabled = value;
  }
}
