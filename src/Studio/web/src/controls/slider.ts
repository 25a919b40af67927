import { byId, write } from '../shell/dom';

/** What a slider stands for: its steps and how they are written. */
export interface Scale {
  /** Values of the steps, in order. */
  steps: readonly number[];
  format: (value: number) => string;
}

export const evenly = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);

/** A slider over given values. While it is moved it tells at most ten times a second, and what the server says does not move it. */
export class Slider {
  private readonly input: HTMLInputElement;
  private readonly output: HTMLOutputElement;
  private timer: number | undefined;
  private touched = -Infinity;
  private known = false;

  constructor(
    id: string,
    private scale: Scale,
    private readonly chosen: (value: number) => void,
  ) {
    this.input = byId(id, HTMLInputElement);
    this.output = document.querySelector<HTMLOutputElement>(`output[for="${id}"]`)!;
    this.input.min = '0';
    this.input.step = '1';
    this.input.disabled = true;
    write(this.output, '–');
    this.rescale(scale);
    this.input.addEventListener('input', () => this.moved());
  }

  rescale(scale: Scale): void {
    const value = this.value;
    this.scale = scale;
    this.input.max = String(scale.steps.length - 1);
    if (this.known) this.place(value);
  }

  get value(): number {
    return this.scale.steps[Number(this.input.value)] ?? 0;
  }

  /** What the server says it is; a value between the steps is written as it is. */
  follow(value: number): void {
    if (performance.now() - this.touched < 600) return;
    if (!this.known) this.input.disabled = false;
    this.known = true;
    this.place(value);
  }

  /** One step up or down, as by the keyboard. */
  nudge(steps: number): void {
    if (this.input.disabled) return;
    this.input.value = String(Number(this.input.value) + steps);
    this.moved();
  }

  set disabled(value: boolean) {
    this.input.disabled = value;
  }

  private place(value: number): void {
    const { steps } = this.scale;
    let nearest = 0;
    steps.forEach((step, index) => {
      if (Math.abs(step - value) < Math.abs((steps[nearest] ?? Infinity) - value)) nearest = index;
    });
    this.input.value = String(nearest);
    this.say(value);
  }

  private say(value: number): void {
    const text = this.scale.format(value);
    write(this.output, text);
    this.input.setAttribute('aria-valuetext', text);
    this.input.style.setProperty('--done', `${(100 * Number(this.input.value)) / Math.max(1, Number(this.input.max))}%`);
  }

  private moved(): void {
    this.touched = performance.now();
    this.say(this.value);
    if (this.timer !== undefined) return;
    this.chosen(this.value);
    const told = this.value;
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      if (this.value !== told) this.moved();
    }, 100);
  }
}
