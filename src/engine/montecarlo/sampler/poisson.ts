import type { Stream } from '../streams.ts';
import { expMinus } from './exponential.ts';
import { INVERTED, invert } from './inversion.ts';
import { transformedRejection } from './transformed-rejection.ts';

/**
 * How many events happen that come one by one, independently of each other.
 * @param mean at least 0
 * @param uniform in 0..1, 1 excluded
 */
export function drawPoisson(mean: number, uniform: number): number {
  if (mean >= INVERTED) return transformedRejection(Infinity, 0, mean, uniform, false);
  return invert(uniform, expMinus(mean), 0, mean);
}

/**
 * Draws for lanes side by side how many events n people cause who each cause a Poisson number with the mean of the lane;
 * each takes one number from the stream.
 * @param n from `nAt` on; the draws may go where they are
 * @param mean of one person, from `meanAt` on
 * @param into where the draws go, from `to` on
 */
export function drawPoissons(
  n: Float64Array,
  nAt: number,
  mean: Float64Array,
  meanAt: number,
  into: Float64Array,
  to: number,
  lanes: number,
  stream: Stream,
): void {
  const uniforms = stream.forRuns(lanes);
  for (let r = 0; r < lanes; r++) into[to + r] = drawPoisson(n[nAt + r] * mean[meanAt + r], uniforms[r]);
}
