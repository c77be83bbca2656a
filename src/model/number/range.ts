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
export const POSITIVE: Range = { name: 'a number above 0', min: 0, max: Infinity, open: true };
export const ABOVE_MINUS_ONE: Range = { name: 'a number above -1', min: -1, max: Infinity, open: true };
export const ANY: Range = { name: 'a number', min: -Infinity, max: Infinity, open: false };

export function inRange(value: number, range: Range): boolean {
  return Number.isFinite(value) && (range.open ? value > range.min : value >= range.min) && value <= range.max;
}

export function clip(value: number, range: Range): number {
  return Math.min(range.max, Math.max(range.min, value));
}
