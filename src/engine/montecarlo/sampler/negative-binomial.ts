import type { Stream } from '../streams.ts';
import { expMinus } from './exponential.ts';
import { drawGamma } from './gamma.ts';
import { drawGeometric } from './geometric.ts';
import { INVERTED, invert } from './inversion.ts';
import { log1p } from './logarithm.ts';
import { drawPoisson } from './poisson.ts';
import { spare } from './spare.ts';

/** A spare that no other draw from the same uniform asks for: they count from 0. */
const GAMMA = -1;

/**
 * How many n people bring who each bring a geometric number, 0, 1, 2, ..., of the same mean. Many bring a Poisson number
 * whose mean has a gamma law (Greenwood & Yule 1920).
 * @param n whole number, at least 0
 * @param mean of each, at least 0; one more comes with probability mean / (1 + mean)
 * @param uniform in 0..1, 1 excluded
 */
export function drawNegativeBinomial(n: number, mean: number, uniform: number): number {
  if (n * mean < INVERTED) {
    const another = mean / (1 + mean);
    return invert(uniform, expMinus(n * log1p(mean)), another, (n - 1) * another);
  }
  if (n === 1) return drawGeometric(mean, uniform);
  return drawPoisson(mean * drawGamma(n, spare(uniform, GAMMA)), uniform);
}

/**
 * Draws for lanes side by side, each with numbers of its own; each takes one number from the stream.
 * @param n from `nAt` on; the draws may go where they are
 * @param mean of one person, from `meanAt` on
 * @param into where the draws go, from `to` on
 */
export function drawNegativeBinomials(
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
  for (let r = 0; r < lanes; r++) into[to + r] = drawNegativeBinomial(n[nAt + r], mean[meanAt + r], uniforms[r]);
}
