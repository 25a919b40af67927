import { byId, write } from '../shell/dom';
import { percent } from '../shell/format';
import { visiblePart, type View } from './screen';

export interface Point {
  x: number;
  y: number;
}

const step = 0.025;

/** The place in the original that matters: chosen by pointer or by arrow keys and Enter, shown as a ring on all three pictures. */
export class FocusPad {
  private readonly pad = byId('focus-pad', HTMLButtonElement);
  private readonly crosshair = document.querySelector<HTMLElement>('.crosshair')!;
  private readonly rings = [...document.querySelectorAll<HTMLElement>('.ring')];
  private readonly clearButton = byId('focus-clear', HTMLButtonElement);
  private readonly at = byId('focus-at', HTMLOutputElement);
  private focus: Point | null = null;
  private aim: Point = { x: 0.5, y: 0.5 };
  private view: View = { zoom: 1, x: 0.5, y: 0.5 };

  constructor(private readonly chosen: (point: Point | null) => void) {
    this.pad.addEventListener('click', (event) => this.click(event));
    this.pad.addEventListener('keydown', (event) => this.key(event));
    this.pad.addEventListener('focus', () => this.aimed());
    this.pad.addEventListener('blur', () => (this.crosshair.hidden = true));
    this.clearButton.addEventListener('click', () => this.clear());
    this.follow(null);
  }

  /** Gives the keyboard to the picture. */
  enter(): void {
    this.pad.focus();
  }

  set disabled(value: boolean) {
    this.pad.disabled = value;
  }

  /** What the server says the focus is. */
  follow(focus: Point | null): void {
    this.focus = focus;
    this.clearButton.disabled = focus === null;
    write(this.at, focus === null ? 'Click the picture' : `${percent(focus.x)} across, ${percent(focus.y)} down`);
    this.place();
  }

  look(view: View): void {
    this.view = view;
    this.place();
  }

  /** Takes the focus away; false where there was none. */
  clear(): boolean {
    if (this.focus === null) return false;
    this.chosen(null);
    return true;
  }

  private click(event: MouseEvent): void {
    if (event.detail === 0) return this.choose(this.aim); // by the keyboard
    const box = this.pad.getBoundingClientRect();
    const part = visiblePart(this.view);
    this.choose({
      x: part.left + (part.size * (event.clientX - box.left)) / box.width,
      y: part.top + (part.size * (event.clientY - box.top)) / box.height,
    });
  }

  /** A second click on the same place takes the focus away. */
  private choose(point: Point): void {
    const near = this.focus !== null && Math.hypot(point.x - this.focus.x, point.y - this.focus.y) < 0.04 / this.view.zoom;
    this.aim = point;
    this.chosen(near ? null : { x: clamped(point.x), y: clamped(point.y) });
  }

  private key(event: KeyboardEvent): void {
    const moves: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const far = (event.shiftKey ? 4 : 1) * step;
    this.aim = { x: clamped(this.aim.x + move[0] * far), y: clamped(this.aim.y + move[1] * far) };
    this.aimed();
  }

  private aimed(): void {
    this.crosshair.hidden = !this.pad.matches(':focus-visible');
    this.pad.setAttribute('aria-label', `Set the focus at ${percent(this.aim.x)} across, ${percent(this.aim.y)} down; arrow keys move it`);
    this.place();
  }

  private place(): void {
    const part = visiblePart(this.view);
    const put = (element: HTMLElement, { x, y }: Point): void => {
      element.style.setProperty('--x', String((x - part.left) / part.size));
      element.style.setProperty('--y', String((y - part.top) / part.size));
    };
    put(this.crosshair, this.aim);
    for (const ring of this.rings) {
      ring.hidden = this.focus === null;
      ring.style.setProperty('--zoom', String(this.view.zoom));
      if (this.focus !== null) put(ring, this.focus);
    }
  }
}

const clamped = (value: number): number => Math.min(1, Math.max(0, value));
