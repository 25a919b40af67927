import type { Decision, Frame } from '../protocol/messages';

/** What is kept of a frame for the plots. */
export interface Sample {
  /** Seconds since the page was opened. */
  time: number;
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
  latencyMs: number | null;
  classicalPsnrDb: number | null;
  classicalLost: boolean;
  classicalUses: number | null;
  classicalCbr: number | null;
  decision: Decision | null;
}

/** Seconds that the plots show. */
export const span = 30;

/** The frames of the last half minute. */
export class History {
  readonly samples: Sample[] = [];

  add(frame: Frame, time: number): void {
    const wasPlanned = frame.outcome !== 'dropped'; // what was dropped has seen no link
    const classicalUses = frame.classicalScheme === null ? null : frame.classicalUses;
    this.samples.push({
      time,
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
      latencyMs: frame.latencyMs,
      classicalPsnrDb: classicalUses === null ? null : frame.classicalPsnrDb,
      classicalLost: frame.classicalLost ?? false,
      classicalUses,
      classicalCbr: classicalUses === null ? null : classicalUses / (3 * frame.w * frame.h),
      decision: frame.decision,
    });
    const old = this.samples.findIndex((sample) => sample.time >= time - span - 1);
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
