import log1p from '@stdlib/math-base-special-log1p';
import type { Totals } from './product.ts';
import { Reals } from './real-series.ts';
import type { Steps } from './steps.ts';

/** The values that matter: more or fewer have a probability of at most 1e-14 each. */
export interface Window {
  readonly low: number;
  readonly high: number;
}

/** -log(1e-14). */
const RARE = 14 * Math.LN10;

/**
 * How far z lies from 1: 2^-12 to 2^6 in steps of the square root of 2, up and, as 1/z, down. The best bound of a normal
 * law is at log z = 8 / sd, and half a step beside it a window is 2 % longer. Windows that would need values nearer to 1
 * are longer than the longest transform, and those that would need values further away are shorter than 32.
 */
const DISTANCES: readonly number[] = Array.from({ length: 37 }, (_, i) => {
  let distance = i % 2 === 0 ? 64 : 64 * Math.SQRT1_2;
  for (let k = 1; k < i; k += 2) distance /= 2;
  return distance;
});

const POINTS = Float64Array.from([...DISTANCES, ...DISTANCES.map((distance) => -distance / (1 + distance))]);

/** How many complex points a window takes as much work as: a real one takes about as long as a complex one (workOf). */
export const WINDOW_POINTS = POINTS.length;

/** Points worked on at once: fewer where they would take more than 16 MB. */
const ROOM = 1 << 21;

/**
 * Chernoff's bounds (Annals of Mathematical Statistics 23, 1952): P(X >= b) <= G(z) z^-b for z > 1, and
 * P(X <= a) <= G(z) z^-a for z < 1. Every z gives a true bound; the tightest of some is taken.
 * @returns for each of the totals; `high` is Infinity when no bound was found
 */
export function* windowsOf(totals: Totals): Steps<Window[]> {
  const beyond = totals.rotations.map(() => Infinity);
  const below = totals.rotations.map(() => -1);
  const block = totals.blockOf(POINTS.length, Math.floor(ROOM / totals.size));
  for (let first = 0; first < POINTS.length; first += block) {
    const points = POINTS.subarray(first, first + block);
    const numbers = new Reals(points, totals.size);
    yield* totals.run(numbers, points.length);
    for (const [i, point] of points.entries()) {
      const slope = log1p(point);
      for (let index = 0; index < beyond.length; index++) {
        // NaN is no bound: it compares as false.
        const bound = (numbers.store[totals.slot(index) * numbers.width + i] + RARE) / slope;
        if (slope > 0 && bound < beyond[index]) beyond[index] = bound;
        if (slope < 0 && bound > below[index]) below[index] = bound;
      }
    }
  }
  return beyond.map((bound, index) => ({ low: Math.floor(below[index]) + 1, high: Math.ceil(bound) - 1 }));
}
