import type { Part } from '../protocol/messages';
import { byId, write } from '../shell/dom';
import { decibels, share } from '../shell/format';
import { Loudspeaker } from './loudspeaker';
import { samplesOf } from './pcm';
import { SoundStrip } from './strip';
import { Timeline } from './timeline';
import { voices, type Voice } from './voices';

const colours: Record<Voice, string> = { original: '#d7dde4', semantic: '#56b4e9', classical: '#e8871e' };

/** Voices as they are heard: three strips that move together, their words, and the buttons to listen. */
export class SoundStage {
  private readonly strips = { original: new SoundStrip('original-sound', colours.original), semantic: new SoundStrip('semantic-sound', colours.semantic), classical: new SoundStrip('classical-sound', colours.classical) };
  private readonly buttons = voices.map((voice) => [voice, byId(`listen-${voice}`, HTMLButtonElement)] as const);
  private readonly timeline = new Timeline();
  private readonly loudspeaker = new Loudspeaker();
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private until = 0;
  private moving = false;

  /** @param failed is told why nothing can be heard. */
  constructor(private readonly failed: (problem: unknown) => void) {
    for (const [voice, button] of this.buttons) button.addEventListener('click', () => this.listen(this.loudspeaker.voice === voice ? null : voice));
  }

  /** Whether somebody listens, so that a hidden page must go on. */
  get isHeard(): boolean {
    return this.loudspeaker.voice !== null;
  }

  add(part: Part): void {
    const now = performance.now() / 1000;
    const [original, semantic] = [samplesOf(part.original), samplesOf(part.semantic)];
    const classical = part.classical === null ? new Float32Array(original.length) : samplesOf(part.classical);
    const seconds = original.length / part.rate;
    const from = this.timeline.place(now, seconds);
    this.strips.original.add(original, part.rate, from, '');
    this.strips.semantic.add(semantic, part.rate, from, part.loss === null ? '' : 'Lost');
    this.strips.classical.add(classical, part.rate, from, classicalMark(part));
    this.loudspeaker.add({ from, seconds, rate: part.rate, sounds: { original, semantic, classical } }, now);
    this.strips.semantic.describe(`Received by the semantic link: ${part.loss === null ? `STOI ${share(part.stoi)}, SI-SDR ${decibels(part.siSdrDb)}` : 'lost, silence'}`);
    this.strips.classical.describe(`Received by the classical link: ${classicalMark(part) === '' ? `STOI ${share(part.classicalStoi)}` : classicalMark(part)}`);
    this.until = from + seconds;
    if (this.calm.matches) this.draw(this.until);
    else if (!this.moving) this.move();
  }

  /** The next voice, as by a key; none after the last. */
  next(): void {
    const at = this.loudspeaker.voice === null ? -1 : voices.indexOf(this.loudspeaker.voice);
    this.listen(voices[at + 1] ?? null);
  }

  clear(): void {
    this.timeline.clear();
    this.loudspeaker.clear();
    this.until = 0;
    for (const strip of Object.values(this.strips)) strip.clear();
  }

  /** Nothing is heard any more, for example since pictures are shown. */
  leave(): void {
    this.clear();
    this.listen(null);
  }

  private listen(voice: Voice | null): void {
    this.loudspeaker.choose(voice).catch(this.failed);
    for (const [own, button] of this.buttons) {
      button.setAttribute('aria-pressed', String(own === voice));
      write(button.lastChild as unknown as HTMLElement, own === voice ? 'Listening' : 'Listen');
    }
  }

  private move(): void {
    this.moving = true;
    requestAnimationFrame(() => {
      const now = performance.now() / 1000;
      this.draw(Math.min(now, this.until));
      if (now < this.until) this.move();
      else this.moving = false;
    });
  }

  private draw(now: number): void {
    for (const strip of Object.values(this.strips)) strip.draw(now);
  }
}

/** What is written over a part of the classical link that is no speech. */
function classicalMark({ classicalScheme, classicalLost, classicalChoosing }: Part): string {
  if (classicalChoosing) return 'Choosing codec and rate…';
  if (classicalScheme === null) return 'Off';
  return classicalLost ? 'Lost' : '';
}
