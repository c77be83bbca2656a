import { deviance, stirlingRest } from './deviance.ts';
import { ln } from './logarithm.ts';
import { spare } from './spare.ts';

/** How uniforms are bent into counts, and how high the hat over their law is. */
export interface Transform {
  /** floor((2 a / (1/2 - |x|) + b) x + centre) is drawn, x being uniform on -1/2..1/2. */
  readonly a: number;
  readonly b: number;
  readonly centre: number;
  /** Where |x| is up to 0.43, a second uniform up to this accepts at once. */
  readonly squeeze: number;
  /** The height of the hat, in units of 1/root(2 pi). */
  readonly height: number;
}

/**
 * Algorithm BTRS of Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and
 * Simulation 46 (1993), for a mean from 10 and p up to 1/2; p = 0 is the Poisson law, which binomial laws approach. His hat is
 * as high as a multiple of the likeliest count's probability; here that is replaced by 1/root(2 pi variance), so that it
 * needs no evaluation. A test holds that no law rises above its hat or falls below its squeeze.
 */
export function transformOf(mean: number, p: number): Transform {
  const deviation = Math.sqrt(mean * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  return {
    a: -0.0873 + 0.0248 * b + 0.01 * p,
    b,
    centre: mean + 0.5,
    squeeze: 0.98 * (0.92 - 4.2 / b),
    height: 1.01 * (2.83 + 5.1 / b),
  };
}

/**
 * A draw from a binomial law of mean 10 or more, or from a Poisson law, exact but for the rounding of ln f.
 * @param n Infinity for the Poisson law
 * @param p up to 1/2; 0 for the Poisson law
 * @param uniform the first number; more are made of it
 * @param mirrored true to draw fewer where the numbers are larger, instead of more
 */
export function transformedRejection(n: number, p: number, mean: number, uniform: number, mirrored: boolean): number {
  const { a, b, centre, squeeze, height } = transformOf(mean, p);
  let first = uniform;
  for (let used = 0; ; used += 2) {
    const x = mirrored ? 0.5 - first : first - 0.5;
    const edge = 0.5 - Math.abs(x);
    const second = spare(uniform, used);
    const count = Math.floor(((2 * a) / edge + b) * x + centre);
    if (edge >= 0.07 && second <= squeeze) return count;
    const hat = (second * height) / (a / (edge * edge) + b);
    if (count >= 0 && count <= n && liesBelow(hat, count, n, p, mean)) return count;
    first = spare(uniform, used + 1);
  }
}

/** Whether a height, in units of 1/root(2 pi), is below f(count): Loader (2000), equations 4 and 5. */
function liesBelow(height: number, count: number, n: number, p: number, mean: number): boolean {
  if (n === Infinity) {
    return ln(height * Math.sqrt(count || 1 / TWO_PI)) <= -stirlingRest(count) - deviance(count, mean);
  }
  const rest = n - count;
  const around = deviance(count, mean) + deviance(rest, n * (1 - p));
  const spread = count * (rest / n) || 1 / TWO_PI;
  return ln(height * Math.sqrt(spread)) <= stirlingRest(n) - stirlingRest(count) - stirlingRest(rest) - around;
}

const TWO_PI = 6.283185307179586;
