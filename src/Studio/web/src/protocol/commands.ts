import { encode } from '@msgpack/msgpack';

/** What can be set beside source, agent, focus and group. */
export interface Settings {
  snrDb?: number;
  channel?: string;
  dopplerHertz?: number;
  delaySpreadNs?: number;
  cbr?: number;
  mode?: string;
  classical?: string;
  fps?: number;
}

/** What the page says to the server. */
export type Command =
  | { t: 'start'; source: string }
  | { t: 'stop' }
  | ({ t: 'set' } & Settings)
  | { t: 'agent'; on: boolean; intent?: string }
  | { t: 'focus'; x: number; y: number }
  | { t: 'focus'; off: true }
  | { t: 'group'; id: string }
  | { t: 'ack'; n: number }
  | { t: 'webcam'; jpeg: Uint8Array };

export const writeCommand = (command: Command): Uint8Array<ArrayBuffer> => encode(command) as Uint8Array<ArrayBuffer>;
