import type { CountMoments } from './moments.ts';
import { rootError } from './rounding-noise.ts';
import { WINDOW_POINTS, type Window } from './window.ts';
import { type Work, workOver } from './work.ts';

/** Up to where the exact engine goes: values of a count, and complex multiplications for each distribution. */
export interface Limits {
  readonly values: number;
  readonly work: number;
}

export const LIMITS: Limits = { values: 65_536, work: 2e9 };

/** Probabilities that rounding may change by more than this, relative, are none. */
const WORST = 1e-9;

/** Why a count of a rotation cannot be looked at closer, or null. */
export function tooLarge(work: Work, rotation: number, { mean, sd }: CountMoments, limits: Limits): string | null {
  if (!(rootError(mean, sd) < WORST)) return `rounding errors show in a count of ${mean}`;
  return tooMuch(workOver(work, [rotation], WINDOW_POINTS), limits);
}

/** Why the probabilities in a window cannot be had, or null. */
export function tooWide(work: Work, rotation: number, window: Window, limits: Limits): string | null {
  const { low, high } = window;
  if (!(high - low < limits.values)) return `the count may take more than ${limits.values} values`;
  return tooMuch(workOver(work, [rotation], pointsOf(sizeOf(window))), limits);
}

/** The smallest power of 2 that covers a window. */
export function sizeOf({ low, high }: Window): number {
  let size = 1;
  while (size < high - low + 1) size *= 2;
  return size;
}

/** Roots of unity that a transform of a size takes: half of them, by symmetry. */
export const pointsOf = (size: number): number => size / 2 + 1;

const tooMuch = (work: number, limits: Limits): string | null =>
  work > limits.work ? `it would take more than ${limits.work} complex multiplications` : null;
