import exp from '@stdlib/math-base-special-exp';
import { deviance, stirlingRest } from './deviance.ts';
import { ln } from './logarithm.ts';
import { spare } from './spare.ts';

/** How uniforms are bent into counts, and how high the hat over their law is. */
export interface Transform {
  /** floor((2 a / (1/2 - |x|) + b) x + centre) is drawn, x being uniform on -1/2..1/2. */
  readonly a: number;
  readonly b: number;
  readonly centre: number;
  /** The height of the hat, in units of 1/root(2 pi). */
  readonly height: number;
  /** 1 over the deviation of the law. */
  readonly narrow: number;
}

/** Of a law of deviation 1, which those of large deviation are multiples of. */
const NORMAL = { a: 0.0248 * 2.53, b: 2.53, height: 1.01 * 2.83 };

/**
 * Algorithm BTRS of Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and
 * Simulation 46 (1993), for a mean from 10 and p up to 1/2; p = 0 is the Poisson law, which binomial laws approach. His hat is
 * as high as a multiple of the likeliest count's probability; here that is replaced by 1/root(2 pi variance), so that it
 * needs no evaluation.
 */
export function transformOf(mean: number, p: number): Transform {
  const deviation = Math.sqrt(mean * (1 - p));
  const b = 1.15 + NORMAL.b * deviation;
  return {
    a: -0.0873 + 0.0248 * b + 0.01 * p,
    b,
    centre: mean + 0.5,
    height: NORMAL.height + 5.151 / b,
    narrow: 1 / deviation,
  };
}

/** The squeezes are known in so many parts of -1/2..1/2. */
export const PARTS = 64;
const least = new Float64Array(PARTS + 1);
const most = new Float64Array(PARTS + 1);
const leastFalls = new Float64Array(PARTS + 1);
const mostRises = new Float64Array(PARTS + 1);
for (let part = 0; part < PARTS; part++) {
  const shares = Array.from({ length: 65 }, (_, i) => normalShare((part + i / 64) / PARTS - 0.5));
  const away = Math.abs((part + 0.5) / PARTS - 0.5);
  least[part] = Math.min(...shares) - 1e-4;
  most[part] = Math.max(...shares) + 1e-4;
  leastFalls[part] = 0.42 + 4.2 * away;
  mostRises[part] = away > 0.43 ? 2 : 0.02;
}

/** The share of the hat that lies below the normal density at x. */
function normalShare(x: number): number {
  const edge = 0.5 - Math.abs(x);
  if (edge === 0) return 0;
  const z = ((2 * NORMAL.a) / edge + NORMAL.b) * x;
  return (exp((-z * z) / 2) * (NORMAL.a / (edge * edge) + NORMAL.b)) / NORMAL.height;
}

/**
 * Squeezes: what share of the hat lies below a law at least, and at most, anywhere in a part. They are those of the
 * normal law, wider by multiples of 1/deviation. Hat and squeezes are found by computation, as Hörmann's are: a test
 * holds that all laws on a grid lie between them.
 */
export const surelyBelow = (part: number, narrow: number): number => least[part] - leastFalls[part] * narrow;
export const surelyAbove = (part: number, narrow: number): number => most[part] + mostRises[part] * narrow;

/**
 * A draw from a binomial law of mean 10 or more, or from a Poisson law, exact but for the rounding of ln f.
 * @param n Infinity for the Poisson law
 * @param p up to 1/2; 0 for the Poisson law
 * @param uniform the first number; more are made of it
 * @param mirrored true to draw fewer where the numbers are larger, instead of more
 */
export function transformedRejection(n: number, p: number, mean: number, uniform: number, mirrored: boolean): number {
  const { a, b, centre, height, narrow } = transformOf(mean, p);
  let first = uniform;
  for (let used = 0; ; used += 2) {
    const x = mirrored ? 0.5 - first : first - 0.5;
    const edge = 0.5 - Math.abs(x);
    const second = spare(uniform, used);
    const count = Math.floor(((2 * a) / edge + b) * x + centre);
    const part = ((x + 0.5) * PARTS) | 0;
    if (second <= surelyBelow(part, narrow)) return count;
    if (second <= surelyAbove(part, narrow)) {
      const hat = (second * height) / (a / (edge * edge) + b);
      if (count >= 0 && count <= n && liesBelow(hat, count, n, p, mean)) return count;
    }
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
