import { searchCount } from './count-search.ts';
import { expMinus, FARTHEST } from './exponential.ts';
import { drawGamma } from './gamma.ts';
import { drawGeometric } from './geometric.ts';
import { invert } from './inversion.ts';
import { normalQuantiles } from './normal-table.ts';
import { inversionOf, LARGEST, LaneInversions, SmallLaws } from './small-laws.ts';
import { spare } from './spare.ts';

/**
 * The laws of what n people come to together, by p of each: how many do what each does with probability p; a Poisson
 * number; and the sum of geometric numbers, which is a binomial law with p below 0. With mean = n x the number of each,
 * the variance of all of them is mean (1 - p), and their other cumulants have the same formulas as well.
 */
export const LAWS = { binomial: 1, poisson: 0, geometric: -1 } as const;

/** From this variance on a law is near enough to the normal one, and below it is inverted from 0 on. */
const NEAR_NORMAL = 4;

/** Sums of geometric numbers have to be as near, and their variance so many times the square of their skewness. */
const EVEN = 10;

/** An expansion that is off by less than this part of a count is taken as it is: a search would hardly ever find another count. */
const SURE = 1e-12;

/** What a sum of geometric numbers is inverted up to; beyond, and where it is uneven, it is drawn otherwise. */
const INVERTED = 16;

/**
 * Lanes that need more than a table, those near the normal law first; before that in order; all lanes; and numbers for each
 * that are made before all draws.
 */
let order = new Int32Array(0);
let rest = new Int32Array(0);
let every = new Int32Array(0);
let scratch = [0, 0, 0].map(() => new Float64Array(0));

/**
 * Draws for lanes side by side, each with a count n and a number of its own, by inversion: the smallest count whose
 * cumulative probability is above the uniform of the lane. So a larger uniform, or a larger number, never gives a smaller
 * count; but for sums of few and large geometric numbers.
 * @param law one of `LAWS`
 * @param n from `at` on; the draws may go where they are
 * @param numbers of one person: that of lane r is at `first + r * apart`
 * @param into where the draws go, from `to` on
 * @param uniforms one for each lane
 * @param kept of the same law: small laws, where one number serves all lanes; else what earlier draws needed of the lanes
 */
export function drawCounts(
  law: number,
  n: Float64Array,
  at: number,
  numbers: Float64Array,
  first: number,
  apart: number,
  into: Float64Array,
  to: number,
  lanes: number,
  uniforms: Float64Array,
  kept: SmallLaws | LaneInversions | null,
): void {
  const small = kept instanceof SmallLaws ? kept : null;
  if (order.length < lanes) {
    order = new Int32Array(lanes);
    rest = new Int32Array(lanes);
    every = Int32Array.from({ length: lanes }, (_, r) => r);
    scratch = scratch.map(() => new Float64Array(lanes));
  }
  const areNear = small !== null && small.leastLeft >= NEAR_NORMAL;
  const left = small ? small.draw(areNear ? order : rest, n, at, into, to, lanes, uniforms) : lanes;
  const [places, others] = [order, small ? rest : every];
  let near = areNear ? left : 0;
  let end = left;
  for (let i = near; i < left; i++) {
    const r = others[i];
    const number = numbers[first + r * apart];
    const p = law * number;
    const variance = n[at + r] * number * (1 - p);
    if (p < 0 ? isEven(variance, 1 - 2 * p) : variance >= NEAR_NORMAL) places[near++] = r;
    else places[--end] = r;
  }
  if (near > 0) drawNearNormal(near, law, n, at, numbers, first, apart, into, to, uniforms);
  if (near < left)
    drawFew(
      near,
      left,
      law,
      n,
      at,
      numbers,
      first,
      apart,
      into,
      to,
      uniforms,
      kept instanceof LaneInversions ? kept : null,
    );
}

/**
 * The expansion of Cornish & Fisher ("Moments and cumulants in the specification of distributions", Revue de l'Institut
 * International de Statistique 5, 1938) gives the count for a normal quantile, up to what is of the order of 1/deviation^3,
 * with the variance less 1/12 since counts are whole (Sheppard). For Poisson laws it is equation 7 of Giles, "Algorithm 955:
 * approximation of the inverse Poisson cumulative distribution function", ACM Transactions on Mathematical Software 42
 * (2016). As there, where the result is so near a whole number that it might be the wrong side of it, the count is
 * searched for by the probabilities themselves; a test holds that it is never off by more.
 */
function drawNearNormal(
  count: number,
  law: number,
  n: Float64Array,
  at: number,
  numbers: Float64Array,
  first: number,
  apart: number,
  into: Float64Array,
  to: number,
  uniforms: Float64Array,
): void {
  const [places, quantiles] = [order, scratch[0]];
  normalQuantiles(places, count, uniforms, quantiles);
  for (let i = 0; i < count; i++) {
    const r = places[i];
    const number = numbers[first + r * apart];
    const p = law * number;
    const pq = p * (1 - p);
    const skew = 1 - 2 * p;
    const mean = n[at + r] * number;
    const variance = mean * (1 - p);
    const deviation = Math.sqrt(variance);
    const narrow = 1 / deviation;
    const z = quantiles[i];
    const zz = z * z;
    const second = z * (14 * pq - 2 - (1 + 2 * pq) * zz) * (1 / 72);
    const third = skew * (2 + pq) * ((3 * zz + 7) * zz - 16) * (1 / 1620);
    const x = mean + deviation * z + (skew * (zz - 1) * (1 / 6) + 0.5) + narrow * (second + narrow * third);
    const guess = Math.floor(x);
    const uneven = Math.max(1, skew * skew);
    const scale = narrow * narrow * narrow * (uneven * uneven);
    if (Math.abs(x - guess - 0.5) + (0.04 + 0.004 * zz * zz * Math.abs(z)) * scale < 0.5) into[to + r] = guess;
    else if (scale < SURE) into[to + r] = guess >= 0 ? guess : mean;
    else into[to + r] = searchCount(n[at + r], p, mean, uniforms[r], guess);
  }
}

/** Whether a sum of geometric numbers is near the normal law: its skewness is `skew` / deviation. */
function isEven(variance: number, skew: number): boolean {
  const square = skew * skew;
  const fourth = square * square;
  return variance >= EVEN * square && variance * variance * variance >= 64 * fourth * fourth;
}

/**
 * Laws of small counts, inverted from 0 on. The probabilities of 0 are made for all lanes before any of them is used: how
 * long an inversion takes a processor cannot foresee, and each time it would have to wait for one of them.
 */
function drawFew(
  from: number,
  lanes: number,
  law: number,
  n: Float64Array,
  at: number,
  numbers: Float64Array,
  first: number,
  apart: number,
  into: Float64Array,
  to: number,
  uniforms: Float64Array,
  kept: LaneInversions | null,
): void {
  const [places, none, ratios, slopes] = [order, scratch[0], scratch[1], scratch[2]];
  let known = Number.NaN;
  let odds = 0;
  let perPerson = 0;
  for (let i = from; i < lanes; i++) {
    const r = places[i];
    const number = numbers[first + r * apart];
    if (number !== known) {
      known = number;
      if (kept) {
        kept.take(r, number);
        odds = kept.odds[r];
        perPerson = kept.perPerson[r];
      } else ({ odds, perPerson } = inversionOf(law, number));
    }
    const people = n[at + r];
    none[i] = expMinus(Math.min(FARTHEST, people * perPerson));
    ratios[i] = -law * odds;
    slopes[i] = (people + law) * odds;
  }
  for (let i = from; i < lanes; i++) {
    const r = places[i];
    const people = n[at + r];
    const number = numbers[first + r * apart];
    const uniform = uniforms[r];
    if (law < 0 && people * number >= INVERTED) into[to + r] = drawUneven(people, number, uniform);
    // Where more do than do not, the fewer are counted, from the other end of the uniforms.
    else if (law > 0 && number > 0.5) into[to + r] = people - invert(LARGEST - uniform, none[i], ratios[i], slopes[i]);
    else into[to + r] = invert(uniform, none[i], ratios[i], slopes[i]);
  }
}

/** One person, the mean of a Poisson law, and what is drawn from it. */
const single = new Float64Array(3).fill(1);

/** Which spare of a uniform makes the gamma quantity. */
const GAMMA = -1;

/**
 * How many a few people bring who each bring a geometric number of the same large mean: one alone a geometric number,
 * several a Poisson number whose mean has a gamma law (Greenwood & Yule 1920).
 */
function drawUneven(n: number, mean: number, uniform: number): number {
  if (n === 1) return drawGeometric(mean, uniform);
  single[1] = mean * drawGamma(n, spare(uniform, GAMMA));
  // This overwrites what `order` and `scratch` hold of the first place, which has been read by now.
  drawCounts(LAWS.poisson, single, 0, single, 1, 0, single, 2, 1, Float64Array.of(uniform), null);
  return single[2];
}
