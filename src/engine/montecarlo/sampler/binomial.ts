import type { Stream } from '../streams.ts';
import { expMinus } from './exponential.ts';
import { INVERTED, invert } from './inversion.ts';
import { log1p } from './logarithm.ts';
import { transformedRejection } from './transformed-rejection.ts';

/** The largest uniform below 1. */
const LARGEST = 1 - 1 / 9007199254740992;

/**
 * How many of n people do what each does with probability p, independently of the others. Where p is above 1/2 those
 * are drawn who do not, from the other end of the uniforms, so that a larger one means more people for every p.
 * @param n whole number, at least 0
 * @param p in 0..1
 * @param uniform in 0..1, 1 excluded
 */
export function drawBinomial(n: number, p: number, uniform: number): number {
  const mirrored = p > 0.5;
  const rarer = mirrored ? 1 - p : p;
  const few =
    n * rarer < INVERTED
      ? invertRarer(n, rarer, mirrored ? LARGEST - uniform : uniform)
      : transformedRejection(n, rarer, n * rarer, uniform, mirrored);
  return mirrored ? n - few : few;
}

function invertRarer(n: number, p: number, uniform: number): number {
  const odds = p / (1 - p);
  return invert(uniform, expMinus(-n * log1p(-p)), -odds, (n + 1) * odds);
}

/**
 * Draws for lanes side by side, each with numbers of its own; each takes one number from the stream.
 * @param n from `nAt` on; the draws may go where they are
 * @param p from `pAt` on
 * @param into where the draws go, from `to` on
 */
export function drawBinomials(
  n: Float64Array,
  nAt: number,
  p: Float64Array,
  pAt: number,
  into: Float64Array,
  to: number,
  lanes: number,
  stream: Stream,
): void {
  const uniforms = stream.forRuns(lanes);
  for (let r = 0; r < lanes; r++) into[to + r] = drawBinomial(n[nAt + r], p[pAt + r], uniforms[r]);
}
