import { byId, make } from '../shell/dom';

/** A few alternatives side by side, of which one holds. */
export class Segments {
  private readonly inputs: HTMLInputElement[];

  constructor(
    id: string,
    choices: readonly { value: string; title: string }[],
    private readonly chosen: (value: string) => void,
  ) {
    const group = byId(id, HTMLDivElement);
    this.inputs = choices.map(({ value, title }) => {
      const label = make('label', '', title);
      const input = make('input');
      input.type = 'radio';
      input.name = id;
      input.value = value;
      input.addEventListener('change', () => chosen(value));
      label.prepend(input);
      group.append(label);
      return input;
    });
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
