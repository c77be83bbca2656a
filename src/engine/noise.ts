/** Half the distance from 1 to the next double. */
const EPSILON = Number.EPSILON / 2;

/** What may be left out in all, however little the rounding errors are. */
const NEGLIGIBLE = 1e-13;

/**
 * Sets to 0, in place, what cannot be told from rounding errors, and lets the rest add up to 1 again.
 *
 * A generating function of this mean turns as z^mean does: z - 1 is known to a rounding error relative to it, which the
 * power takes times the mean. Values count up to |z - 1| = 8 / sd, beyond which a generating function is below e^-32 of
 * 1 (or up to 2, where the circle ends). By Parseval's identity the errors of the probabilities are that times the root
 * of (sum of p^2) / n; twice as much is cut.
 */
export function withoutNoise(probabilities: Float64Array, mean: number, sd: number, size: number): Float64Array {
  let squares = 0;
  for (const probability of probabilities) squares += probability * probability;
  const error = EPSILON * mean * Math.min(2, 8 / sd) * Math.sqrt(squares / size);
  const noise = Math.max(NEGLIGIBLE / size, 2 * error);
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i] < noise) probabilities[i] = 0;
    sum += probabilities[i];
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= sum;
  return probabilities;
}
