import type { CountMoments } from './moments.ts';

/** Half the distance from 1 to the next double. */
const EPSILON = Number.EPSILON / 2;

/** What may be left out in all, however little the rounding errors are. */
const NEGLIGIBLE = 1e-13;

/**
 * How far off a generating function of this mean may be at the roots of unity. It turns as z^mean does, and z - 1 is
 * known to a rounding error relative to it, which the power takes times the mean. Values count up to |z - 1| = 8 / sd,
 * where a normal law's generating function is down to e^-32, or to 2, where the circle ends.
 */
export const rootError = (mean: number, sd: number): number => EPSILON * mean * Math.min(2, 8 / sd);

/**
 * Sets to 0, in place, what cannot be told from rounding errors, and lets the rest add up to 1 again. By Parseval's
 * identity the errors of n probabilities are `rootError` times the root of (sum of p^2) / n; twice as much is cut.
 */
export function withoutNoise(probabilities: Float64Array, { mean, sd }: CountMoments, size: number): Float64Array {
  let squares = 0;
  for (const probability of probabilities) squares += probability * probability;
  const noise = Math.max(NEGLIGIBLE / size, 2 * rootError(mean, sd) * Math.sqrt(squares / size));
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i] < noise) probabilities[i] = 0;
    sum += probabilities[i];
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= sum;
  return probabilities;
}
