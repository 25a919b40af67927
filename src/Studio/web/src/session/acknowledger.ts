/** How long a hidden page keeps an acknowledgement: nobody looks, so the server may rest, and still knows that the page is there. */
const hiddenPauseMs = 10_000;

/** Acknowledges what has been shown or is heard. */
export class Acknowledger {
  private held: number | null = null;
  private timer: number | undefined;

  constructor(private readonly acknowledge: (n: number) => void) {
    document.addEventListener('visibilitychange', () => document.hidden || this.release());
  }

  /** @param isHeard where true, somebody notices although the page is hidden. */
  done(n: number, isHeard = false): void {
    if (document.hidden && !isHeard) this.hold(n);
    else this.acknowledge(n);
  }

  private hold(n: number): void {
    this.held = n; // it stands for all before it
    this.timer ??= window.setTimeout(() => this.release(), hiddenPauseMs);
  }

  private release(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.held !== null) this.acknowledge(this.held);
    this.held = null;
  }
}
