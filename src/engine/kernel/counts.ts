import { expMinus, FARTHEST, log1p } from './elementary';
import { searchCount } from './host';
import { COUNTS, NONE, NUMBERS, PEOPLE, PLACES, RATIOS, RECIPROCALS, SLOPES, UNIFORMS } from './memory';
import { normalQuantiles } from './normal';

/** From this variance on a law is near enough to the normal one, and below it is inverted from 0 on. */
const NEAR_NORMAL: f64 = 4;

/** Sums of geometric numbers have to be as near, and their variance so many times the square of their skewness. */
const EVEN: f64 = 10;

/** An expansion that is off by less than this part of a count is taken as it is: a search would hardly ever find another count. */
const SURE: f64 = 1e-12;

/**
 * From this variance on the count is taken as it is, too: a search adds up as many probabilities as the deviation has counts, and
 * beyond 2^53 would never end.
 */
const WIDEST: f64 = 1e12;

/** What a sum of geometric numbers is inverted up to; beyond, and where it is uneven, it is drawn otherwise. */
const INVERTED: f64 = 16;

/** Stands in the place of a count that is to be drawn otherwise. */
const UNEVEN: f64 = -1;

/** The largest uniform below 1. */
const LARGEST: f64 = 1 - 1.0 / 9007199254740992;

/**
 * Draws what the people of each lane come to, by inversion: the smallest count whose cumulative probability is above the
 * uniform of the lane.
 * @param law 1 for how many of them do something, 0 for a Poisson number, -1 for a sum of geometric ones: with p = law x number
 * all of them have the mean people x number, the variance mean (1 - p), and the same formulas for their other cumulants
 * @returns how many lanes were left, with -1 for their count: sums of few and large geometric numbers
 */
export function drawCounts(law: f64, lanes: i32): i32 {
  const near = sortLanes(law, lanes);
  drawNearNormal(law, near);
  return drawFew(law, near, lanes);
}

/** Sorts lanes by how they are drawn. @returns how many are near the normal law; the first of `PLACES` */
function sortLanes(law: f64, lanes: i32): i32 {
  let near = PLACES;
  let few = PLACES + ((<usize>lanes) << 2);
  for (let r = 0; r < lanes; r++) {
    const number = column(NUMBERS, r);
    const p = law * number;
    const variance = column(PEOPLE, r) * number * (1 - p);
    const isNear = <usize>(p < 0 ? isEven(variance, 1 - 2 * p) : variance >= NEAR_NORMAL);
    // Into both, of which one is kept: a processor cannot foresee a branch.
    store<i32>(near, r);
    store<i32>(few - 4, r);
    near += isNear << 2;
    few -= (1 - isNear) << 2;
  }
  return <i32>((near - PLACES) >> 2);
}

/** Whether a sum of geometric numbers is near the normal law: its skewness is `skew` / deviation. */
function isEven(variance: f64, skew: f64): bool {
  const square = skew * skew;
  const fourth = square * square;
  return variance >= EVEN * square && variance * variance * variance >= 64 * fourth * fourth;
}

/**
 * The expansion of Cornish & Fisher ("Moments and cumulants in the specification of distributions", Revue de l'Institut
 * International de Statistique 5, 1938) gives the count for a normal quantile, up to what is of the order of 1/deviation^3,
 * with the variance less 1/12 since counts are whole (Sheppard). For Poisson laws it is equation 7 of Giles, "Algorithm 955:
 * approximation of the inverse Poisson cumulative distribution function", ACM Transactions on Mathematical Software 42
 * (2016). As there, where the result is so near a whole number that it might be the wrong side of it, the count is
 * searched for by the probabilities themselves; a test holds that it is never off by more. Two lanes at a time.
 */
function drawNearNormal(law: f64, count: i32): void {
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  for (let i = 0; i < count; i += 2) {
    const a = load<i32>(PLACES + ((<usize>i) << 2));
    const b = i + 1 < count ? load<i32>(PLACES + ((<usize>i) << 2), 4) : a;
    const z = normalQuantiles(lanesOf(UNIFORMS, a, b));
    const number = lanesOf(NUMBERS, a, b);
    const p = f64x2.mul(f64x2.splat(law), number);
    const q = f64x2.sub(one, p);
    const pq = f64x2.mul(p, q);
    const skew = f64x2.sub(one, f64x2.add(p, p));
    const people = lanesOf(PEOPLE, a, b);
    const mean = f64x2.mul(people, number);
    const deviation = f64x2.sqrt(f64x2.mul(mean, q));
    const narrow = f64x2.div(one, deviation);
    const zz = f64x2.mul(z, z);
    // z (14 pq - 2 - (1 + 2 pq) z^2) / 72
    const bent = f64x2.mul(f64x2.add(one, f64x2.add(pq, pq)), zz);
    const level = f64x2.sub(f64x2.mul(f64x2.splat(14), pq), f64x2.splat(2));
    const second = f64x2.mul(f64x2.mul(z, f64x2.sub(level, bent)), f64x2.splat(1.0 / 72));
    // skew (2 + pq) (3 z^4 + 7 z^2 - 16) / 1620
    const curve = f64x2.mul(f64x2.add(f64x2.mul(f64x2.splat(3), zz), f64x2.splat(7)), zz);
    const lean = f64x2.mul(skew, f64x2.add(f64x2.splat(2), pq));
    const third = f64x2.mul(f64x2.mul(lean, f64x2.sub(curve, f64x2.splat(16))), f64x2.splat(1.0 / 1620));
    // mean + deviation z + skew (z^2 - 1) / 6 + 1/2 + second / deviation + third / deviation^2
    const straight = f64x2.add(mean, f64x2.mul(deviation, z));
    const shift = f64x2.mul(f64x2.mul(skew, f64x2.sub(zz, one)), f64x2.splat(1.0 / 6));
    const fine = f64x2.mul(narrow, f64x2.add(second, f64x2.mul(narrow, third)));
    const x = f64x2.add(f64x2.add(straight, f64x2.add(shift, half)), fine);
    const guess = f64x2.floor(x);
    const uneven = f64x2.max(one, f64x2.mul(skew, skew));
    const scale = f64x2.mul(f64x2.mul(narrow, f64x2.mul(narrow, narrow)), f64x2.mul(uneven, uneven));
    // It is off by less than (0.04 + 0.004 |z|^5) scale.
    const fifth = f64x2.mul(f64x2.mul(f64x2.splat(0.004), f64x2.mul(zz, zz)), f64x2.abs(z));
    const off = f64x2.mul(f64x2.add(f64x2.splat(0.04), fifth), scale);
    const inside = f64x2.abs(f64x2.sub(f64x2.sub(x, guess), half));
    const sure = f64x2.lt(f64x2.add(inside, off), half);
    // Far out in a tail the expansion goes on where there are no counts left.
    const possible = f64x2.min(f64x2.max(guess, f64x2.splat(0)), law > 0 ? people : f64x2.splat(Infinity));
    store<f64>(COUNTS + ((<usize>a) << 3), f64x2.extract_lane(possible, 0));
    store<f64>(COUNTS + ((<usize>b) << 3), f64x2.extract_lane(possible, 1));
    const isSure = i64x2.bitmask(sure);
    if ((isSure & 1) === 0) settle(a, law, f64x2.extract_lane(scale, 0));
    if (b !== a && (isSure & 2) === 0) settle(b, law, f64x2.extract_lane(scale, 1));
  }
}

/** Draws a lane whose count was guessed, and may be the wrong side of a step. */
function settle(r: i32, law: f64, scale: f64): void {
  const guess = column(COUNTS, r);
  const number = column(NUMBERS, r);
  const mean = column(PEOPLE, r) * number;
  const variance = mean * (1 - law * number);
  if (scale < SURE || variance >= WIDEST) return;
  setColumn(COUNTS, r, searchCount(column(PEOPLE, r), law * number, mean, column(UNIFORMS, r), guess));
}

/**
 * Laws of small counts, inverted from 0 on. The probabilities of 0 are made for all lanes before any of them is used: how
 * long an inversion takes a processor cannot foresee, and each time it would have to wait for one of them.
 * @param from the first of `PLACES`
 * @returns how many lanes were left
 */
function drawFew(law: f64, from: i32, lanes: i32): i32 {
  let known = NaN;
  let odds: f64 = 0;
  let perPerson: f64 = 0;
  for (let i = from; i < lanes; i++) {
    const r = load<i32>(PLACES + ((<usize>i) << 2));
    const number = column(NUMBERS, r);
    const people = column(PEOPLE, r);
    if (law > 0 && people === 1) {
      // f(0) of one person needs no logarithm, in which half the time would go.
      const rarer = number > 0.5 ? 1 - number : number;
      setColumn(NONE, i, 1 - rarer);
      setColumn(RATIOS, i, -rarer / (1 - rarer));
      setColumn(SLOPES, i, (2 * rarer) / (1 - rarer));
      continue;
    }
    if (number !== known) {
      known = number;
      // Of a binomial law with p above 1/2 those are counted who do not.
      const rarer = law > 0 && number > 0.5 ? 1 - number : number;
      odds = rarer / (1 - law * rarer);
      // -ln f(0) for each of them
      perPerson = law === 0 ? number : -law * log1p(-law * rarer);
    }
    setColumn(NONE, i, expMinus(min(FARTHEST, people * perPerson)));
    setColumn(RATIOS, i, -law * odds);
    setColumn(SLOPES, i, (people + law) * odds);
  }
  let left = 0;
  for (let i = from; i < lanes; i++) {
    const r = load<i32>(PLACES + ((<usize>i) << 2));
    const number = column(NUMBERS, r);
    const uniform = column(UNIFORMS, r);
    let count = UNEVEN;
    if (law < 0 && column(PEOPLE, r) * number >= INVERTED) left++;
    else if (law > 0 && number > 0.5) count = column(PEOPLE, r) - invert(LARGEST - uniform, i);
    else count = invert(uniform, i);
    setColumn(COUNTS, r, count);
  }
  return left;
}

/**
 * The smallest count whose cumulative probability is above a uniform, summed up from 0: a larger uniform never gives a
 * smaller count. Neighbouring probabilities have the ratio f(k)/f(k-1) = a + b/k, which makes the law binomial, Poisson
 * or negative binomial (Panjer, "Recursive evaluation of a family of compound distributions", ASTIN Bulletin 12, 1981).
 * @param i where its f(0), a and b are
 */
function invert(uniform: f64, i: i32): f64 {
  const a = column(RATIOS, i);
  const b = column(SLOPES, i);
  let mass = column(NONE, i);
  let sum = mass;
  let count: f64 = 0;
  let reciprocal = RECIPROCALS;
  while (uniform >= sum) {
    count += 1;
    reciprocal += 8;
    mass *= (b + a * count) * load<f64>(reciprocal);
    const further = sum + mass;
    // All that is left is less than a uniform can tell.
    if (further === sum) return count - 1;
    sum = further;
  }
  return count;
}

/** The number of a lane in a column. */
function column(at: usize, lane: i32): f64 {
  return load<f64>(at + ((<usize>lane) << 3));
}

function setColumn(at: usize, lane: i32, number: f64): void {
  store<f64>(at + ((<usize>lane) << 3), number);
}

/** The numbers of two lanes in a column. */
function lanesOf(at: usize, a: i32, b: i32): v128 {
  return v128.load64_lane(at + ((<usize>b) << 3), v128.load64_zero(at + ((<usize>a) << 3)), 1);
}
