import type { Sample } from '../plots/history';
import { write } from '../shell/dom';
import { decibels, percent, share, whole } from '../shell/format';

/** Both links over the last seconds, side by side. */
export class Score {
  private readonly cells = new Map([...document.querySelectorAll<HTMLElement>('[data-score]')].map((cell) => [cell.dataset['score'] ?? '', cell]));

  draw(samples: readonly Sample[]): void {
    const rival = samples.filter(({ classicalUses }) => classicalUses !== null);
    this.row('psnr', mean(samples.map(({ psnrDb }) => psnrDb)), mean(rival.map(({ classicalPsnrDb }) => classicalPsnrDb)), decibels);
    this.row('low', least(samples.map(({ psnrDb }) => psnrDb)), least(rival.map(({ classicalPsnrDb }) => classicalPsnrDb)), decibels);
    this.row('stoi', mean(samples.map(({ stoi }) => stoi)), mean(rival.map(({ classicalStoi }) => classicalStoi)), share);
    this.row('sisdr', mean(samples.map(({ siSdrDb }) => siSdrDb)), mean(rival.map(({ classicalSiSdrDb }) => classicalSiSdrDb)), decibels);
    const missing = (all: readonly Sample[], lost: (sample: Sample) => boolean): number | null => (all.length === 0 ? null : all.filter(lost).length / all.length);
    this.row('lost', missing(samples, ({ outcome }) => outcome === 'lost' || outcome === 'late'), missing(rival, ({ classicalLost }) => classicalLost), percent);
    this.row('uses', mean(samples.map(({ uses }) => uses)), mean(rival.map(({ classicalUses }) => classicalUses)), (value) => (value === null ? '–' : whole(value)));
  }

  private row(name: string, semantic: number | null, classical: number | null, format: (value: number | null) => string): void {
    for (const [side, value] of [['semantic', semantic], ['classical', classical]] as const) {
      const cell = this.cells.get(`${side}-${name}`);
      if (cell !== undefined) write(cell, format(value));
    }
  }
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

function mean(values: readonly (number | null)[]): number | null {
  const numbers = known(values);
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function least(values: readonly (number | null)[]): number | null {
  const numbers = known(values);
  return numbers.length === 0 ? null : Math.min(...numbers);
}
