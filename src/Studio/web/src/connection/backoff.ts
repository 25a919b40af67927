/** Waiting times between attempts to connect: doubled from half a second to ten, shortened at random so that many pages do not come back at once. */
export class Backoff {
  private attempts = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds until the next attempt. */
  next(): number {
    const whole = Math.min(10_000, 500 * 2 ** this.attempts++);
    return whole * (0.75 + 0.25 * this.random());
  }

  reset(): void {
    this.attempts = 0;
  }
}
