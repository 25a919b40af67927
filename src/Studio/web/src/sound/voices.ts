/** What can be listened to. */
export const voices = ['original', 'semantic', 'classical'] as const;

export type Voice = (typeof voices)[number];

/** A part of all three as it is played. `classical` is silence where there is nothing. */
export interface Take {
  /** When it is heard, on the clock of the page [s]. */
  from: number;
  seconds: number;
  rate: number;
  sounds: Record<Voice, Float32Array<ArrayBuffer>>;
}
