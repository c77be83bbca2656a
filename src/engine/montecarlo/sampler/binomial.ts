import { expMinus } from './exponential.ts';
import { INVERTED, invert } from './inversion.ts';
import { log1p } from './logarithm.ts';
import { asked, queue, transformedRejection } from './transformed-rejection.ts';

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
  const mean = n * rarer;
  let few: number;
  if (mean < INVERTED) few = invertRarer(n, rarer, mirrored ? LARGEST - uniform : uniform);
  else {
    asked[0] = n;
    asked[1] = rarer;
    asked[2] = mean;
    asked[3] = uniform;
    few = transformedRejection(mirrored);
  }
  return mirrored ? n - few : few;
}

function invertRarer(n: number, p: number, uniform: number): number {
  const odds = p / (1 - p);
  return invert(uniform, expMinus(-n * log1p(-p)), -odds, (n + 1) * odds);
}

/**
 * Draws for some of the lanes that are side by side, each with numbers of its own.
 * @param lanes which, the first `count` of these
 * @param n from `nAt` on; the draws may go where they are
 * @param p from `pAt` on
 * @param into where the draws go, from `to` on
 * @param uniforms one for each lane
 */
export function drawBinomials(
  lanes: Int32Array,
  count: number,
  n: Float64Array,
  nAt: number,
  p: Float64Array,
  pAt: number,
  into: Float64Array,
  to: number,
  uniforms: Float64Array,
): void {
  queue.reserve(count);
  for (let i = 0; i < count; i++) {
    const r = lanes[i];
    const people = n[nAt + r];
    const mirrored = p[pAt + r] > 0.5;
    const rarer = mirrored ? 1 - p[pAt + r] : p[pAt + r];
    if (people * rarer >= INVERTED) queue.add(r, people, rarer, people * rarer, mirrored);
    else {
      const few = invertRarer(people, rarer, mirrored ? LARGEST - uniforms[r] : uniforms[r]);
      into[to + r] = mirrored ? people - few : few;
    }
  }
  queue.draw(into, to, uniforms);
}
