/** How long a part waits before it is heard, so that a late one leaves no gap [s]. */
const reserve = 0.6;

/** When parts are heard: each where the one before ends, and after a pause with a new reserve. */
export class Timeline {
  private end: number | null = null;

  /** The beginning of a part that has just come [s]. */
  place(now: number, seconds: number): number {
    const from = this.end === null || this.end < now + 0.02 ? now + reserve : this.end;
    this.end = from + seconds;
    return from;
  }

  clear(): void {
    this.end = null;
  }
}
