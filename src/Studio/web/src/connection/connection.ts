import { writeCommand, type Command } from '../protocol/commands';
import { readMessage, type Message } from '../protocol/messages';
import { ProtocolError } from '../protocol/reader';
import { Backoff } from './backoff';

/** Where the page stands with its server. */
export type LinkState =
  | { name: 'connecting' }
  | { name: 'open' }
  | { name: 'waiting'; untilMs: number; reason: string | null };

export interface ConnectionEvents {
  message(message: Message): void;
  changed(state: LinkState): void;
  complaint(message: string): void;
}

/** The WebSocket to the server. It comes back by itself, with growing pauses, however often the server goes away. */
export class Connection {
  private socket: WebSocket | null = null;
  private timer: number | undefined;
  private farewell: string | null = null;
  private readonly backoff = new Backoff();

  constructor(
    private readonly url: string,
    private readonly events: ConnectionEvents,
  ) {
    addEventListener('online', () => this.retryNow());
  }

  open(): void {
    clearTimeout(this.timer);
    this.farewell = null;
    this.events.changed({ name: 'connecting' });
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event: MessageEvent<unknown>) => this.receive(event.data);
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
    this.socket = socket;
  }

  /** Tries at once instead of when the pause is over. */
  retryNow(): void {
    if (this.socket === null) this.open();
  }

  /** Says whether it could be said: without a connection nothing is kept for later. */
  send(command: Command): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(writeCommand(command));
    return true;
  }

  /** Bytes that wait to be sent. */
  get waiting(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  private receive(data: unknown): void {
    try {
      if (!(data instanceof ArrayBuffer)) throw new ProtocolError('the message is text, and only binary ones are agreed on');
      const message = readMessage(data);
      if (message.kind === 'hello') {
        this.backoff.reset();
        this.events.changed({ name: 'open' });
      } else if (message.kind === 'bye') this.farewell = message.body.reason;
      this.events.message(message);
    } catch (problem) {
      if (!(problem instanceof ProtocolError)) throw problem;
      this.events.complaint(problem.message);
    }
  }

  private lost(): void {
    this.socket = null;
    const pause = this.backoff.next();
    this.timer = window.setTimeout(() => this.open(), pause);
    this.events.changed({ name: 'waiting', untilMs: Date.now() + pause, reason: this.farewell });
  }
}
