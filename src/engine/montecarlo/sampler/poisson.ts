import { expMinus } from './exponential.ts';
import { INVERTED, invert } from './inversion.ts';
import { asked, queue, transformedRejection } from './transformed-rejection.ts';

/**
 * How many events happen that come one by one, independently of each other.
 * @param mean at least 0
 * @param uniform in 0..1, 1 excluded
 */
export function drawPoisson(mean: number, uniform: number): number {
  if (mean < INVERTED) return invert(uniform, expMinus(mean), 0, mean);
  asked[0] = Infinity;
  asked[1] = 0;
  asked[2] = mean;
  asked[3] = uniform;
  return transformedRejection(false);
}

/**
 * Draws for some of the lanes that are side by side how many events n people cause who each cause a Poisson number with the mean
 * of the lane.
 * @param lanes which, the first `count` of these
 * @param n from `nAt` on; the draws may go where they are
 * @param mean of one person, from `meanAt` on
 * @param into where the draws go, from `to` on
 * @param uniforms one for each lane
 */
export function drawPoissons(
  lanes: Int32Array,
  count: number,
  n: Float64Array,
  nAt: number,
  mean: Float64Array,
  meanAt: number,
  into: Float64Array,
  to: number,
  uniforms: Float64Array,
): void {
  queue.reserve(count);
  for (let i = 0; i < count; i++) {
    const r = lanes[i];
    const total = n[nAt + r] * mean[meanAt + r];
    if (total >= INVERTED) queue.add(r, Infinity, 0, total, false);
    else into[to + r] = invert(uniforms[r], expMinus(total), 0, total);
  }
  queue.draw(into, to, uniforms);
}
