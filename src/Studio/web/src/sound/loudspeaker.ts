import { voices, type Take, type Voice } from './voices';

const rate = 8000; // of the whole context, so that parts meet sample by sample
const fade = 0.015;

/** Plays one of the three voices, sample by sample without gaps; all of them run, so that another one can be chosen in the middle of a word. Silent until somebody wants to hear, as browsers demand. */
export class Loudspeaker {
  private context: AudioContext | null = null;
  private gains = new Map<Voice, GainNode>();
  private playing: { nodes: AudioBufferSourceNode[]; until: number }[] = [];
  private takes: Take[] = [];
  private end = 0;
  private chosen: Voice | null = null;

  get voice(): Voice | null {
    return this.chosen;
  }

  /** Chooses what is heard; null for nothing. */
  async choose(voice: Voice | null): Promise<void> {
    const wasSilent = this.chosen === null;
    this.chosen = voice;
    if (voice !== null && this.context === null) this.open();
    if (voice !== null) await this.context?.resume();
    else await this.context?.suspend();
    if (this.chosen !== voice) return;
    if (voice !== null && wasSilent) this.again();
    this.mix();
  }

  /** Takes the next part. */
  add(take: Take, now: number): void {
    this.takes = [...this.takes.filter(({ from, seconds }) => from + seconds > now), take];
    if (this.chosen !== null) this.schedule(take, now);
  }

  clear(): void {
    this.takes = [];
    this.silence();
  }

  private open(): void {
    this.context = new AudioContext({ sampleRate: rate });
    for (const voice of voices) {
      const gain = this.context.createGain();
      gain.gain.value = 0;
      gain.connect(this.context.destination);
      this.gains.set(voice, gain);
    }
  }

  /** After a pause the clocks of page and loudspeaker stand elsewhere: what is not over is placed anew. */
  private again(): void {
    this.silence();
    const now = performance.now() / 1000;
    for (const take of this.takes) this.schedule(take, now);
  }

  private silence(): void {
    for (const { nodes } of this.playing) for (const node of nodes) node.stop();
    this.playing = [];
    this.end = 0;
  }

  private mix(): void {
    for (const [voice, gain] of this.gains) gain.gain.setTargetAtTime(voice === this.chosen ? 1 : 0, this.context!.currentTime, fade);
  }

  private schedule({ from, seconds, rate: ownRate, sounds }: Take, now: number): void {
    const { context } = this;
    if (context === null || from + seconds <= now) return;
    const due = context.currentTime + from - now;
    const at = Math.abs(due - this.end) < 0.05 ? this.end : due; // clocks drift by less than that, and parts must meet
    const late = Math.max(0, context.currentTime - at);
    this.end = at + seconds;
    const nodes = voices.map((voice) => {
      const buffer = context.createBuffer(1, sounds[voice].length, ownRate);
      buffer.copyToChannel(sounds[voice], 0);
      const node = new AudioBufferSourceNode(context, { buffer });
      node.connect(this.gains.get(voice)!);
      node.start(at + late, late);
      return node;
    });
    this.playing = [...this.playing.filter(({ until }) => until > context.currentTime), { nodes, until: this.end }];
  }
}
