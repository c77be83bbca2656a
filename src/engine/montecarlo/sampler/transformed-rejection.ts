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
 * Simulation 46 (1993), for p up to 1/2. p = 0 is the Poisson law, which binomial laws approach; p < 0 is the negative binomial
 * law of -p for each, whose variance and skewness have the same formulas: a law of its skewness is stretched to its
 * deviation. Hörmann's hat is as high as a multiple of the likeliest count's probability; here that is replaced by
 * 1/root(2 pi variance), so that it needs no evaluation.
 * @param mean so large that mean (1 - p) is 8 or more, and for p < 0 mean (1 - p) / (1 - 2 p)^2
 */
export function transformOf(mean: number, p: number): Transform {
  const stretch = p < 0 ? 1 - 2 * p : 1;
  const deviation = Math.sqrt(mean * (1 - p)) / stretch;
  const b = 1.15 + NORMAL.b * deviation;
  return {
    a: stretch * (0.0248 * b - 0.0873 + (p > 0 ? 0.01 * p : 0)),
    b: stretch * b,
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
 * What a draw is made from: n, p up to 1/2, the mean of the count, and the uniform. They are handed over in an array, as a number
 * that is an argument of a function is boxed, which takes as long as a third of the draw.
 */
export const asked = new Float64Array(4);

/**
 * A draw from a binomial, a Poisson (n = Infinity, p = 0) or a negative binomial law (p = -mean of each), exact but for the
 * rounding of ln f. More uniforms are made of the first one.
 * @param mirrored true to draw fewer where the numbers are larger, instead of more
 */
export function transformedRejection(mirrored: boolean): number {
  const p = asked[1];
  const uniform = asked[3];
  const { a, b, centre, height, narrow } = transformOf(asked[2], p);
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
      if (count >= 0 && (p < 0 || count <= asked[0]) && liesBelow(hat, count)) return count;
    }
    first = spare(uniform, used + 1);
  }
}

const TWO_PI = 6.283185307179586;

/** Whether a height, in units of 1/root(2 pi), is below f(count): Loader (2000), equations 4 and 5. */
function liesBelow(height: number, count: number): boolean {
  const n = asked[0];
  const p = asked[1];
  const mean = asked[2];
  if (p === 0) return ln(height * Math.sqrt(count || 1 / TWO_PI)) <= -stirlingRest(count) - deviance(count, mean);
  if (p < 0) {
    // The last of n + count trials is the n-th failure: n/(n + count) times a binomial probability.
    const trials = n + count;
    const around = deviance(count, (trials * -p) / (1 - p)) + deviance(n, trials / (1 - p));
    const spread = count * (n / trials) || 1 / TWO_PI;
    const rest = stirlingRest(trials) - stirlingRest(count) - stirlingRest(n);
    return ln(height * Math.sqrt(spread) * (trials / n)) <= rest - around;
  }
  const rest = n - count;
  const around = deviance(count, mean) + deviance(rest, n * (1 - p));
  const spread = count * (rest / n) || 1 / TWO_PI;
  return ln(height * Math.sqrt(spread)) <= stirlingRest(n) - stirlingRest(count) - stirlingRest(rest) - around;
}

/** Draws for lanes side by side that are left to rejection, one after the other: what `asked` is made of, for each. */
class Queue {
  private lanes = new Int32Array(0);
  private n = new Float64Array(0);
  private p = new Float64Array(0);
  private mean = new Float64Array(0);
  private mirrored = new Uint8Array(0);
  private length = 0;

  /** Makes room for so many draws. */
  reserve(draws: number): void {
    if (this.lanes.length >= draws) return;
    this.lanes = new Int32Array(draws);
    this.n = new Float64Array(draws);
    this.p = new Float64Array(draws);
    this.mean = new Float64Array(draws);
    this.mirrored = new Uint8Array(draws);
  }

  /** @param mirrored true to draw how many of n do not, from the other end of the uniforms */
  add(lane: number, n: number, p: number, mean: number, mirrored: boolean): void {
    const i = this.length++;
    this.lanes[i] = lane;
    this.n[i] = n;
    this.p[i] = p;
    this.mean[i] = mean;
    this.mirrored[i] = mirrored ? 1 : 0;
  }

  /** Draws all of them: most are settled here by the lower squeeze, where no number has to be boxed. */
  draw(into: Float64Array, to: number, uniforms: Float64Array): void {
    const { lanes, n, p, mean, mirrored, length } = this;
    this.length = 0;
    for (let i = 0; i < length; i++) {
      const lane = lanes[i];
      const uniform = uniforms[lane];
      const { a, b, centre, narrow } = transformOf(mean[i], p[i]);
      const x = mirrored[i] === 1 ? 0.5 - uniform : uniform - 0.5;
      let count = Math.floor(((2 * a) / (0.5 - Math.abs(x)) + b) * x + centre);
      if (spare(uniform, 0) > surelyBelow(((x + 0.5) * PARTS) | 0, narrow)) {
        asked[0] = n[i];
        asked[1] = p[i];
        asked[2] = mean[i];
        asked[3] = uniform;
        count = transformedRejection(mirrored[i] === 1);
      }
      into[to + lane] = mirrored[i] === 1 ? n[i] - count : count;
    }
  }
}

export const queue = new Queue();
