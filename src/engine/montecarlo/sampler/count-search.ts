import exp from '@stdlib/math-base-special-exp';
import { deviance, stirlingRest } from './deviance.ts';
import { SMALLEST } from './smallest.ts';

const TWO_PI = 6.283185307179586;

/** Probabilities so much smaller than their sum leave it as it is. */
const NEGLIGIBLE = 1e-17;

/**
 * The smallest count whose cumulative probability is above a uniform, from wherever it is guessed: by the probabilities of the
 * tail that the uniform lies in, added up, so that neither tail runs out of digits.
 * @param n people: of a binomial law with p for each, a Poisson law (p = 0), or a sum of geometric numbers of mean -p
 * @param uniform whose half step is added, as both tails are to be alike
 */
export function searchCount(n: number, p: number, mean: number, uniform: number, guess: number): number {
  const isAbove = uniform >= 0.5;
  const tail = isAbove ? 1 - uniform - SMALLEST : uniform + SMALLEST;
  // Where more do than do not, the fewer are counted: the ratios of neighbours keep their digits.
  if (p > 0.5) return n - search(n, 1 - p, n * (1 - p), tail, !isAbove, n - guess);
  return search(n, p, mean, tail, isAbove, guess);
}

function search(n: number, p: number, mean: number, tail: number, isAbove: boolean, guess: number): number {
  const most = p > 0 ? n : Infinity;
  const odds = p / (1 - p);
  const slope = p === 0 ? mean : (n + (p > 0 ? 1 : -1)) * Math.abs(odds);
  /** f(k)/f(k - 1) */
  const ratio = (k: number): number => slope / k - odds;
  let count = Math.min(most, Math.max(0, guess));
  let mass = probability(n, p, mean, count);
  let sum = isAbove ? sumAbove(count, mass, ratio) : sumBelow(count, mass, ratio);
  /** Whether the cumulative probability of a count is above the uniform, when so much is in the tail. */
  const isEnough = (inTail: number): boolean => (isAbove ? inTail < tail : inTail > tail);
  const without = isAbove ? 1 : -1;
  if (isEnough(sum)) {
    while (count > 0 && isEnough(sum + without * mass)) {
      sum += without * mass;
      mass /= ratio(count--);
    }
    return count;
  }
  while (count < most && mass > 0 && !isEnough(sum)) {
    mass *= ratio(++count);
    sum -= without * mass;
  }
  return count;
}

/** The probability of all counts up to one. */
function sumBelow(count: number, mass: number, ratio: (k: number) => number): number {
  let sum = 0;
  for (let k = count; k >= 0 && mass > NEGLIGIBLE * sum; k--) {
    sum += mass;
    mass /= ratio(k);
  }
  return sum;
}

/** The probability of all counts beyond one. */
function sumAbove(count: number, mass: number, ratio: (k: number) => number): number {
  let sum = 0;
  for (let k = count + 1; ; k++) {
    mass *= ratio(k);
    if (!(mass > NEGLIGIBLE * sum)) return sum;
    sum += mass;
  }
}

/** f(count), by its deviance from the mean: Loader (2000), equations 4 and 5. */
function probability(n: number, p: number, mean: number, count: number): number {
  if (p === 0) return exp(-stirlingRest(count) - deviance(count, mean)) / Math.sqrt(count === 0 ? 1 : TWO_PI * count);
  if (p < 0) {
    // The last of n + count trials is the n-th failure: n/(n + count) times a binomial probability.
    const trials = n + count;
    return (n / trials) * binomialProbability(trials, count, (trials * -p) / (1 - p), trials / (1 - p));
  }
  return binomialProbability(n, count, mean, n * (1 - p));
}

function binomialProbability(n: number, count: number, mean: number, others: number): number {
  const rest = n - count;
  const around = deviance(count, mean) + deviance(rest, others);
  const spread = count === 0 || rest === 0 ? 1 : TWO_PI * count * (rest / n);
  const exponent = stirlingRest(n) - stirlingRest(count) - stirlingRest(rest) - around;
  return exp(exponent) / Math.sqrt(spread);
}
