import { kernel } from '../kernel.ts';
import { spare } from './spare.ts';

/**
 * A quantity with a gamma law of scale 1: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM
 * Transactions on Mathematical Software 26 (2000). With d = shape - 1/3, t = z / root(9 d) and a normal z, d (1 + t)^3 is
 * accepted with probability e^h, h = 3 d (ln(1 + t) - t + t^2/2 - t^3/3).
 *
 * The squeeze is tighter than theirs: h = -3 d t^4 (1/4 - t/5 + t^2/6 - ...) is above -3/2 d t^4 from t = -1/2 on, where
 * the sum is 0.42, and it falls as t grows; and e^h is above 1 + h.
 * @param shape at least 1
 * @param uniform in 0..1, 1 excluded; more are made of it
 */
export function drawGamma(shape: number, uniform: number): number {
  const { normalQuantile, ln, log1p } = kernel();
  const d = shape - 1 / 3;
  const scale = 1 / Math.sqrt(9 * d);
  let first = uniform;
  for (let used = 0; ; used += 2) {
    const t = scale * normalQuantile(first);
    const second = spare(uniform, used);
    const cube = d * (1 + t) * (1 + t) * (1 + t);
    if (t > -0.5 && second < 1 - 1.5 * d * t * t * t * t) return cube;
    if (t > -1 && ln(second) < 3 * d * (log1p(t) - t * (1 - t * (1 / 2 - t / 3)))) return cube;
    first = spare(uniform, used + 1);
  }
}
