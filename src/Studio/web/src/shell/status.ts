import type { LinkState } from '../connection/connection';
import type { StudioState } from '../protocol/messages';
import { byId, write } from './dom';
import { fixed, perSecond, whole } from './format';

const paceMs = 4000;
const rounded = (fps: number): number => (fps < 9.5 ? Math.round(10 * fps) / 10 : Math.round(fps));

/** The bar's words on the connection, what the first panel says while there is no picture, and the pace. */
export class Status {
  private readonly link = byId('link', HTMLParagraphElement);
  private readonly label = this.link.querySelector<HTMLElement>('.label')!;
  private readonly pace = byId('pace', HTMLParagraphElement);
  private readonly run = byId('run', HTMLButtonElement);
  private readonly empty = byId('empty', HTMLDivElement);
  private readonly emptyText = this.empty.querySelector('p')!;
  private readonly retry = this.empty.querySelector('button')!;
  private connection: LinkState = { name: 'connecting' };
  private state: StudioState | null = null;
  private seen = false;
  private times: number[] = [];

  constructor(retryNow: () => void, toggle: () => void) {
    this.retry.addEventListener('click', retryNow);
    this.run.addEventListener('click', toggle);
    setInterval(() => this.connection.name === 'waiting' && this.show(), 500);
  }

  connected(state: LinkState): void {
    this.connection = state;
    if (state.name !== 'open') {
      this.state = null;
      this.seen = false;
      write(this.pace, '');
    }
    this.show();
  }

  stated(state: StudioState): void {
    if (!state.running) {
      this.seen = false;
      this.times = [];
    }
    this.state = state;
    this.show();
  }

  /** A frame has been drawn; the pace is what this page saw in the last seconds. */
  drawn(now: number, dropped: number): void {
    this.times = [...this.times.filter((time) => time > now - paceMs), now];
    const first = this.times[0]!;
    if (now > first) write(this.pace, `${perSecond(rounded((1000 * (this.times.length - 1)) / (now - first)))} · ${whole(dropped)} dropped`);
    this.see();
  }

  /** A part of a sound has come. */
  heard(seconds: number, dropped: number): void {
    write(this.pace, `parts of ${fixed(seconds, 1)}\u202fs · ${whole(dropped)} dropped`);
    this.see();
  }

  private see(): void {
    if (this.seen) return;
    this.seen = true;
    this.show();
  }

  private show(): void {
    const running = this.state?.running ?? false;
    this.run.disabled = this.state === null;
    this.run.dataset['running'] = String(running);
    write(this.run.querySelector<HTMLElement>('.label')!, running ? 'Pause' : 'Start');
    const [name, label, hint] = this.words(running);
    this.link.dataset['state'] = name;
    write(this.label, label);
    write(this.emptyText, hint);
    this.empty.hidden = hint === '';
    this.retry.hidden = this.connection.name !== 'waiting';
  }

  private words(running: boolean): [state: string, label: string, hint: string] {
    if (this.connection.name === 'connecting') return ['connecting', 'Connecting…', 'Connecting to the Studio…'];
    if (this.connection.name === 'waiting') {
      const seconds = Math.max(1, Math.ceil((this.connection.untilMs - Date.now()) / 1000));
      const why = this.connection.reason === null ? 'The Studio does not answer' : sentence(this.connection.reason);
      return ['waiting', 'Reconnecting…', `${why}. Trying again in ${seconds}\u202fs.`];
    }
    if (this.state === null) return ['connecting', 'Connected', 'Waiting for the Studio…'];
    if (!running) return ['idle', 'Paused', this.state.source === null ? 'Choose a source, or drop a picture, a video or a sound here.' : 'Paused. Press Start to send.'];
    return ['live', 'Live', this.seen ? '' : 'Waiting for the first frame…'];
  }
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
