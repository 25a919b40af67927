/** What this browser remembers of the viewer's taste; where it may not remember, nothing is lost but the memory. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`semcom.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`semcom.${key}`, value);
  } catch {
    // Private windows and blocked storage: the choice holds until the page closes.
  }
}
