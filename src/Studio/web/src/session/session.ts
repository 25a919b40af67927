import { Connection, type LinkState } from '../connection/connection';
import type { Command, Settings } from '../protocol/commands';
import type { Complaint, Frame, Hello, Knowledge, Message, Part, Source, StudioState } from '../protocol/messages';

export interface SessionEvents {
  connected(state: LinkState): void;
  greeted(hello: Hello): void;
  stated(state: StudioState): void;
  framed(frame: Frame): void;
  heard(part: Part): void;
  learned(knowledge: Knowledge): void;
  complained(complaint: Complaint): void;
}

/** What a source is to controls: videos and the camera are pictures. */
export type Kind = 'picture' | 'sound';

export const kindOf = (source: Pick<Source, 'kind'> | null): Kind => (source?.kind === 'sound' ? 'sound' : 'picture');

/** What the viewer wants, kept over the server's restarts, and what the server says. */
export class Session {
  private readonly connection: Connection;
  private settings: Settings = {};
  /** Bandwidth and rival, of which sounds have others than pictures: each kind is told its own once it runs. */
  private readonly own: Record<Kind, Settings> = { picture: {}, sound: {} };
  private kind: Kind = 'picture';
  private agent: Extract<Command, { t: 'agent' }> | null = null;
  private focus: Extract<Command, { t: 'focus' }> | null = null;
  private group: string | null = null;
  private source: string | null = null;
  private wantsToRun = true;
  hello: Hello | null = null;
  state: StudioState | null = null;

  constructor(
    url: string,
    private readonly events: SessionEvents,
  ) {
    this.connection = new Connection(url, {
      message: (message) => this.receive(message),
      changed: (state) => {
        if (state.name !== 'open') this.hello = this.state = null;
        events.connected(state);
      },
      complaint: (message) => events.complained({ t: 'error', message: `the server sent something unexpected: ${message}`, remedy: 'reload the page' }),
    });
  }

  open(): void {
    this.connection.open();
  }

  retryNow(): void {
    this.connection.retryNow();
  }

  set(settings: Settings): void {
    const { cbr, classical, ...shared } = settings;
    Object.assign(this.settings, shared);
    Object.assign(this.own[this.kind], cbr === undefined ? {} : { cbr }, classical === undefined ? {} : { classical });
    this.connection.send({ t: 'set', ...settings });
  }

  decide(on: boolean, intent: string): void {
    this.agent = { t: 'agent', on, intent };
    this.connection.send(this.agent);
  }

  focusOn(point: { x: number; y: number } | null): void {
    this.focus = point === null ? { t: 'focus', off: true } : { t: 'focus', ...point };
    this.connection.send(this.focus);
  }

  join(group: string): void {
    this.group = group;
    this.connection.send({ t: 'group', id: group });
  }

  start(source: string, kind: Kind): void {
    this.source = source;
    this.kind = kind;
    this.wantsToRun = true;
    this.connection.send({ t: 'start', source });
    if (Object.keys(this.own[kind]).length > 0) this.connection.send({ t: 'set', ...this.own[kind] });
  }

  stop(): void {
    this.wantsToRun = false;
    this.connection.send({ t: 'stop' });
  }

  acknowledge(n: number): void {
    this.connection.send({ t: 'ack', n });
  }

  /** Sends a picture of the camera, unless earlier ones still wait. */
  sendPicture(jpeg: Uint8Array): void {
    if (this.connection.waiting < 65_536) this.connection.send({ t: 'webcam', jpeg });
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'hello':
        this.hello = message.body;
        this.events.greeted(message.body);
        this.resume(message.body);
        break;
      case 'state':
        this.state = message.body;
        this.events.stated(message.body);
        break;
      case 'frame':
        this.events.framed(message.body);
        break;
      case 'part':
        this.events.heard(message.body);
        break;
      case 'knowledge':
        this.events.learned(message.body);
        break;
      case 'error':
        this.events.complained(message.body);
        break;
      case 'bye':
        break; // The connection says it when it is gone.
    }
  }

  /** A new session of the server knows nothing: it is told what the last one was. */
  private resume(hello: Hello): void {
    if (Object.keys(this.settings).length > 0) this.connection.send({ t: 'set', ...this.settings });
    if (this.group !== null) this.connection.send({ t: 'group', id: this.group });
    if (this.agent !== null) this.connection.send(this.agent);
    if (this.focus !== null) this.connection.send(this.focus);
    const known = hello.sources.find(({ id }) => id === this.source) ?? hello.sources[0];
    if (this.wantsToRun && known !== undefined) this.start(known.id, kindOf(known));
  }
}
