import { log1p } from './logarithm.ts';
import { Reals } from './real.ts';
import type { Totals } from './totals.ts';

/** The values that matter: more or fewer have a probability of at most 1e-14 each. */
export interface Window {
  readonly low: number;
  readonly high: number;
}

/** -log(1e-14). */
const RARE = 14 * Math.LN10;

/**
 * How far z lies from 1: 2^-12 to 2^12 in steps of the square root of 2, up and, as 1/z, down. The best bound of a
 * normal law is at log z = 8 / sd, and half a step beside it a window is 2 % longer; windows that would need values
 * nearer to 1 are longer than the longest transform.
 */
const DISTANCES: readonly number[] = Array.from({ length: 49 }, (_, i) => {
  let distance = i % 2 === 0 ? 1 : Math.SQRT2;
  for (let k = 24; k + 1 < i; k += 2) distance *= 2;
  for (let k = i; k < 24; k += 2) distance /= 2;
  return distance;
});

const POINTS = Float64Array.from([...DISTANCES, ...DISTANCES.map((distance) => -distance / (1 + distance))]);

/** As many numbers as a real evaluation works on at once, in complex ones, for an estimate of the work. */
export const WINDOW_POINTS = DISTANCES.length;

/**
 * Chernoff's bounds (Annals of Mathematical Statistics 23, 1952): P(X >= b) <= G(z) z^-b for z > 1, and
 * P(X <= a) <= G(z) z^-a for z < 1. Every z gives a true bound; the tightest of some is taken.
 * @returns by rotation of the totals; `high` is Infinity when no bound was found
 */
export function windowsOf(totals: Totals, rotations: readonly number[]): Window[] {
  const numbers = new Reals(POINTS, totals.size);
  totals.run(numbers);
  return rotations.map((_, index) => {
    const at = totals.slot(index) * numbers.width;
    let beyond = Infinity;
    let below = -1;
    for (const [i, distance] of DISTANCES.entries()) {
      const slope = log1p(distance);
      const above = (numbers.store[at + i] + RARE) / slope;
      const under = -(numbers.store[at + i + DISTANCES.length] + RARE) / slope;
      if (above < beyond) beyond = above;
      if (under > below) below = under;
    }
    return { low: Math.floor(below) + 1, high: Math.ceil(beyond) - 1 };
  });
}
