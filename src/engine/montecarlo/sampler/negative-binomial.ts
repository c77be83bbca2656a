import { expMinus } from './exponential.ts';
import { drawGamma } from './gamma.ts';
import { drawGeometric } from './geometric.ts';
import { INVERTED, invert } from './inversion.ts';
import { log1p } from './logarithm.ts';
import { drawPoisson } from './poisson.ts';
import { spare } from './spare.ts';
import { asked, transformedRejection } from './transformed-rejection.ts';

/** 1/skewness^2 from which the law is drawn by transformed rejection: of 40 people or more. */
const NEARLY_NORMAL = 10;

/** A spare that no other draw from the same uniform asks for: they count from 0. */
const GAMMA = -1;

/**
 * How many n people bring who each bring a geometric number, 0, 1, 2, ..., of the same mean. Some bring a Poisson number
 * whose mean has a gamma law (Greenwood & Yule 1920).
 * @param n whole number, at least 0
 * @param mean of each, at least 0; one more comes with probability mean / (1 + mean)
 * @param uniform in 0..1, 1 excluded
 */
export function drawNegativeBinomial(n: number, mean: number, uniform: number): number {
  if (n === 1 && mean > 1) return drawGeometric(mean, uniform);
  if (n * mean < INVERTED) {
    const another = mean / (1 + mean);
    return invert(uniform, expMinus(n * log1p(mean)), another, (n - 1) * another);
  }
  const total = n * mean;
  if (total * (1 + mean) >= NEARLY_NORMAL * (1 + 2 * mean) * (1 + 2 * mean)) {
    asked[0] = n;
    asked[1] = -mean;
    asked[2] = total;
    asked[3] = uniform;
    return transformedRejection(false);
  }
  return drawPoisson(mean * drawGamma(n, spare(uniform, GAMMA)), uniform);
}

/**
 * Draws for some of the lanes that are side by side, each with numbers of its own.
 * @param lanes which, the first `count` of these
 * @param n from `nAt` on; the draws may go where they are
 * @param mean of one person, from `meanAt` on
 * @param into where the draws go, from `to` on
 * @param uniforms one for each lane
 */
export function drawNegativeBinomials(
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
  for (let i = 0; i < count; i++) {
    const r = lanes[i];
    into[to + r] = drawNegativeBinomial(n[nAt + r], mean[meanAt + r], uniforms[r]);
  }
}
