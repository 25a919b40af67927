/** Numbers as the page writes them: tabular, with units, a real minus and narrow spaces that do not break. */

const narrow = '\u202f';
const minus = '\u2212';

const signed = (text: string): string => text.replace('-', minus);

export function fixed(value: number, digits: number): string {
  return signed(value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }));
}

export const whole = (value: number): string => fixed(value, 0);

export const decibels = (value: number | null, digits = 1): string => (value === null ? '–' : `${fixed(value, digits)}${narrow}dB`);

export const milliseconds = (value: number | null): string => (value === null ? '–' : `${fixed(value, 0)}${narrow}ms`);

export const hertz = (value: number): string => `${whole(value)}${narrow}Hz`;

export const nanoseconds = (value: number): string => `${whole(value)}${narrow}ns`;

export const perSecond = (value: number): string => `${fixed(value, value < 10 && !Number.isInteger(value) ? 1 : 0)}${narrow}fps`;

export const percent = (share: number | null): string => (share === null ? '–' : `${fixed(100 * share, 0)}${narrow}%`);

/** A channel bandwidth ratio as the fraction that people know it by. */
export const ratio = (cbr: number): string => (cbr <= 0 ? '0' : `1/${fixed(1 / cbr, 1 / cbr < 10 && Math.abs(1 / cbr - Math.round(1 / cbr)) > 0.05 ? 1 : 0)}`);

/** STOI and the like: two digits behind the point. */
export const share = (value: number | null): string => (value === null ? '–' : fixed(value, 2));

export const signedShare = (value: number): string => `${value >= 0 ? '+' : ''}${share(value)}`;

/** A difference with its sign. */
export const difference = (value: number): string => `${value >= 0 ? '+' : ''}${decibels(value)}`;

export const megabytes = (count: number): string => `${fixed(count / 1_048_576, count < 10_485_760 ? 1 : 0)}${narrow}MiB`;
