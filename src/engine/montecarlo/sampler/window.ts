import type { CountLaw } from './law.ts';

/** Counts this much less likely than the likeliest are left out: all of them together weigh far less than 2^-53. */
const NEGLIGIBLE = 1 / 1073741824 / 1073741824; // 2^-60

/** Laws of a larger variance have more likely counts than there is room for. */
export const WIDEST_VARIANCE = 1024;

/**
 * Where the weights go: that of the mode to the middle. The widest, a geometric law of deviation 32, reaches 1,331 counts
 * to one side, 60 ln 2 / ln(1 + 1/31.5).
 */
const MIDDLE = 1500;
const weights = new Float64Array(2 * MIDDLE);

/** The counts of a law that carry its probability, and their weights: valid until the next law is weighed. */
export interface CountWeights {
  readonly weights: Float64Array;
  /** Indices of the first and last weight, and the count that the first one is of. */
  first: number;
  last: number;
  lowest: number;
  total: number;
}

const window: CountWeights = { weights, first: 0, last: 0, lowest: 0, total: 0 };

/**
 * Weights go outwards from the likeliest count, w(mode) = 1, by the ratio of neighbours: only + - x /, no underflow that
 * matters, and a relative error of about as many rounding errors as there are counts between.
 * @param law of variance up to `WIDEST_VARIANCE`
 */
export function weigh(law: CountLaw): CountWeights {
  const { mode, most } = law;
  let first = MIDDLE;
  weights[MIDDLE] = 1;
  for (let k = mode, weight = 1; k > 0; k--) {
    weight /= law.ratio(k);
    if (!(weight > NEGLIGIBLE)) break;
    weights[--first] = weight;
  }
  let last = MIDDLE;
  for (let k = mode + 1, weight = 1; k <= most; k++) {
    weight *= law.ratio(k);
    if (!(weight > NEGLIGIBLE)) break;
    weights[++last] = weight;
  }
  window.total = 0;
  for (let i = first; i <= last; i++) window.total += weights[i];
  window.first = first;
  window.last = last;
  window.lowest = mode - (MIDDLE - first);
  return window;
}
