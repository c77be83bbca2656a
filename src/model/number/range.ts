/** What values a number may take, and how a message names them. */
export interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** True when `min` itself is not allowed. */
  readonly open: boolean;
}

export const SHARE: Range = { name: 'a share between 0 and 1', min: 0, max: 1, open: false };
export const AMOUNT: Range = { name: 'a number of 0 or more', min: 0, max: Infinity, open: false };
/** The largest number below 1 stands for "not 1 itself". */
export const BELOW_ONE: Range = {
  name: 'a share of 0 or more and below 1',
  min: 0,
  max: 1 - Number.EPSILON / 2,
  open: false,
};
export const POSITIVE: Range = { name: 'a number above 0', min: 0, max: Infinity, open: true };
export const ABOVE_MINUS_ONE: Range = { name: 'a number above -1', min: -1, max: Infinity, open: true };
export const ANY: Range = { name: 'a number', min: -Infinity, max: Infinity, open: false };

/** True for a share of a whole, which is written in percent and moves by its odds. */
export const isShareRange = (range: Range | undefined): boolean => range === SHARE || range === BELOW_ONE;

export function inRange(value: number, range: Range): boolean {
  return Number.isFinite(value) && (range.open ? value > range.min : value >= range.min) && value <= range.max;
}

export function clip(value: number, range: Range): number {
  return Math.min(range.max, Math.max(range.min, value));
}

/**
 * A value a little less or more, as far as its range goes. A share p moves by its odds, to f p / (1 - p + f p): 92 % and 8 %
 * are then the same question asked the other way round, and no share leaves its range. Odds of 1 or 0 do not move, so 1 goes
 * down to f, and 0 up to f - 1. Anything else is multiplied.
 * @param factor 1 less or 1 plus by how much: 0.9 or 1.1
 */
export function shifted(value: number, factor: number, range: Range): number {
  if (isShareRange(range)) return clip(shiftedShare(value, factor), range);
  return Math.min(clip(value * factor, range), Number.MAX_VALUE);
}

function shiftedShare(share: number, factor: number): number {
  if (share === 1) return Math.min(1, factor);
  if (share === 0) return Math.max(0, factor - 1);
  return (factor * share) / (1 - share + factor * share);
}
