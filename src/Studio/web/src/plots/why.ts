import { byId, make } from '../shell/dom';
import { decibels, fixed, percent, ratio, share, whole } from '../shell/format';
import type { Sample } from './history';

const outcomes: Record<Sample['outcome'], string> = {
  shown: 'Arrived in time',
  skipped: 'Nothing was sent and the last picture stays',
  late: 'Arrived too late',
  dropped: 'Dropped, since the sender was behind',
  lost: 'Lost',
};

/** One frame in words: what was decided, by whom, what was expected of it and what came of it. */
export class Why {
  private readonly box = byId('why', HTMLDivElement);
  private shown = '';

  draw(sample: Sample | null, picked: boolean): void {
    this.box.setAttribute('aria-live', picked ? 'polite' : 'off');
    const parts = sample === null ? [make('p', 'hint', 'Nothing has been sent yet.')] : describe(sample, picked);
    const text = parts.map((part) => part.outerHTML).join('');
    if (text === this.shown) return;
    this.shown = text;
    this.box.replaceChildren(...parts);
  }
}

function describe(sample: Sample, picked: boolean): HTMLElement[] {
  const { decision } = sample;
  const title = make('h3', 'numbers', picked ? `${sample.kind === 'sound' ? 'Part' : 'Frame'} ${whole(sample.n)}` : 'Now');
  const plan = make('p', 'numbers', decision === null ? `${way(sample)}, as you set it.` : `${sentence(spelled(decision.plan))} — decided by ${decision.by}.`);
  const result = make('p', 'hint numbers', `${outcomes[sample.outcome]}${sample.loss === null ? '' : ` (${sample.loss})`}: ${qualityOf(sample)}, ${whole(sample.uses)} channel uses.`);
  if (decision === null) return [title, plan, result];
  const facts = [
    decision.expected === null ? '' : `reward expected ${fixed(decision.expected, 2)}`,
    decision.achieved === null ? '' : `achieved ${fixed(decision.achieved, 2)}`,
    decision.battery === null ? '' : `battery ${percent(decision.battery)}`,
  ].filter((fact) => fact !== '');
  const expectation = make('p', 'hint numbers', facts.length === 0 ? '' : `${sentence(facts.join(', '))}.`);
  return [title, plan, result, expectation, table(decision.best)];
}

function table(best: readonly { plan: string; worth: number }[]): HTMLTableElement {
  const body = make('table', 'numbers');
  if (best.length > 0) body.createCaption().textContent = 'Plans that looked best, and their worth';
  for (const { plan, worth } of best.slice(0, 3)) {
    const row = body.insertRow();
    row.insertCell().textContent = spelled(plan);
    row.insertCell().textContent = fixed(worth, 2);
  }
  return body;
}

/** A plan's name with its units, for example "analog 1/24 margin 1 dB, power +3 dB". */
const spelled = (plan: string): string => plan.replace(/margin (\S+)/, 'margin $1\u202fdB,').replace(/power (\S+)/, 'power $1\u202fdB');

const qualityOf = ({ kind, psnrDb, stoi, siSdrDb }: Sample): string => (kind === 'picture' ? decibels(psnrDb) : `STOI ${share(stoi)}, SI-SDR ${decibels(siSdrDb)}`);

const way = ({ sampling, mode, cbr }: Sample): string => (sampling === 'skip' ? 'Nothing sent' : `${sentence(sampling)}, ${mode} at ${ratio(cbr)}`);

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
