import type { Decision, Frame, Part } from '../protocol/messages';
import type { Kind } from '../session/session';

/** What is kept of a frame, or of a part of a sound, for the plots. */
export interface Sample {
  kind: Kind;
  /** Seconds since the page was opened. */
  time: number;
  /** How long it stands at most [s]. */
  seconds: number;
  n: number;
  outcome: Frame['outcome'];
  loss: string | null;
  sampling: string;
  mode: string;
  shareSent: number | null;
  uses: number;
  cbr: number;
  snrDb: number | null;
  planSnrDb: number | null;
  effectiveSnrDb: number | null;
  psnrDb: number | null;
  siSdrDb: number | null;
  stoi: number | null;
  latencyMs: number | null;
  classicalPsnrDb: number | null;
  classicalSiSdrDb: number | null;
  classicalStoi: number | null;
  classicalLost: boolean;
  classicalUses: number | null;
  classicalCbr: number | null;
  decision: Decision | null;
}

/** Seconds that the plots show. */
export const span = 30;

/** The frames or parts of the last half minute. */
export class History {
  readonly samples: Sample[] = [];

  add(frame: Frame, time: number): void {
    const wasPlanned = frame.outcome !== 'dropped'; // what was dropped has seen no link
    const classicalUses = frame.classicalScheme === null ? null : frame.classicalUses;
    this.push({
      kind: 'picture',
      time,
      seconds: 0.5,
      n: frame.n,
      outcome: frame.outcome,
      loss: frame.loss,
      sampling: frame.sampling,
      mode: frame.mode,
      shareSent: frame.shareSent,
      uses: frame.ledger.total,
      cbr: frame.cbr,
      snrDb: wasPlanned ? frame.snrDb : null,
      planSnrDb: wasPlanned ? frame.planSnrDb : null,
      effectiveSnrDb: frame.effectiveSnrDb,
      psnrDb: frame.psnrDb,
      siSdrDb: null,
      stoi: null,
      latencyMs: frame.latencyMs,
      classicalPsnrDb: classicalUses === null ? null : frame.classicalPsnrDb,
      classicalSiSdrDb: null,
      classicalStoi: null,
      classicalLost: frame.classicalLost ?? false,
      classicalUses,
      classicalCbr: classicalUses === null ? null : classicalUses / (3 * frame.w * frame.h),
      decision: frame.decision,
    });
  }

  addPart(part: Part, time: number): void {
    const isThere = part.classicalScheme !== null;
    const count = part.original.length / 2;
    this.push({
      kind: 'sound',
      time,
      seconds: count / part.rate,
      n: part.n,
      outcome: part.loss === null ? 'shown' : 'lost',
      loss: part.loss,
      sampling: 'whole',
      mode: 'analog',
      shareSent: null,
      uses: part.ledger.total,
      cbr: part.cbr,
      snrDb: part.snrDb,
      planSnrDb: part.planSnrDb,
      effectiveSnrDb: part.effectiveSnrDb,
      psnrDb: null,
      siSdrDb: part.siSdrDb,
      stoi: part.stoi,
      latencyMs: part.latencyMs,
      classicalPsnrDb: null,
      classicalSiSdrDb: isThere ? part.classicalSiSdrDb : null,
      classicalStoi: isThere ? part.classicalStoi : null,
      classicalLost: part.classicalLost,
      classicalUses: isThere ? part.classicalUses : null,
      classicalCbr: isThere ? part.classicalUses / count : null,
      decision: null,
    });
  }

  private push(sample: Sample): void {
    if (this.samples.at(-1)?.kind !== sample.kind) this.samples.length = 0; // plots of two kinds tell nothing
    this.samples.push(sample);
    const old = this.samples.findIndex(({ time }) => time >= sample.time - span - 1);
    if (old > 60) this.samples.splice(0, old); // not one by one
  }

  /** Those of the last seconds. */
  since(seconds: number): Sample[] {
    const end = this.samples.at(-1)?.time ?? 0;
    return this.samples.filter(({ time }) => time >= end - seconds);
  }

  clear(): void {
    this.samples.length = 0;
  }
}
