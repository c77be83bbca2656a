/** Whether draws follow a law: Pearson's chi-square, with the probability that chance alone is as far off. */

/** Suites that find nothing wrong fail by bad luck once in a million runs, all their tests together. */
export const BAD_LUCK = 1e-6;

/** ln k!, by Stirling's series with Math.log: nothing of it is shared with the samplers. */
export function logFactorial(k: number): number {
  if (k < 30) {
    let sum = 0;
    for (let i = 2; i <= k; i++) sum += Math.log(i);
    return sum;
  }
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * k * k)) / (k * k)) / k;
  return (k + 0.5) * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI) + series;
}

export function binomialMass(n: number, p: number): (k: number) => number {
  if (p === 0 || p === 1) return (k) => (k === n * p ? 1 : 0);
  const whole = logFactorial(n);
  return (k) => Math.exp(whole - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

export function poissonMass(mean: number): (k: number) => number {
  return (k) => (mean === 0 ? Number(k === 0) : Math.exp(k * Math.log(mean) - mean - logFactorial(k)));
}

/** n geometric variables on 0, 1, 2, ..., each of this mean. */
export function negativeBinomialMass(n: number, mean: number): (k: number) => number {
  if (n === 0 || mean === 0) return (k) => Number(k === 0);
  const before = logFactorial(n - 1);
  const another = Math.log(mean) - Math.log1p(mean);
  return (k) => Math.exp(logFactorial(n + k - 1) - logFactorial(k) - before - n * Math.log1p(mean) + k * another);
}

/**
 * The probability that so many draws of the law would be at least as far from it, by Pearson's chi-square. Counts are
 * pooled into bins that expect 10 draws each in the tails, more in between.
 * @param from the first count with a probability worth speaking of, and the last
 */
export function chiSquare(draws: Float64Array, mass: (k: number) => number, from: number, to: number): number {
  const { ends, expected } = bins(draws.length, mass, from, to);
  // With one bin only there is nothing to compare: then no draw may be so unlikely as never to be seen.
  if (ends.length === 1) return draws.every((count) => mass(count) > 1e-13) ? 1 : 0;
  const observed = new Float64Array(ends.length);
  for (const count of draws) observed[binOf(ends, count)]++;
  const distance = observed.reduce((sum, seen, i) => sum + (seen - expected[i]) ** 2 / expected[i], 0);
  return chiSquareTail(distance, ends.length - 1);
}

/** The last count of each bin, and how many draws it expects. */
function bins(draws: number, mass: (k: number) => number, from: number, to: number) {
  const ends: number[] = [];
  const expected: number[] = [];
  let done = 0;
  let bin = 0;
  for (let k = from; k <= to; k++) {
    bin += mass(k) * draws;
    if (bin < Math.max(10, Math.min(done, draws - done) / 10)) continue;
    if (draws - done - bin < 10) break;
    ends.push(k);
    expected.push(bin);
    done += bin;
    bin = 0;
  }
  ends.push(Infinity);
  expected.push(draws - done);
  return { ends, expected };
}

function binOf(ends: readonly number[], count: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (count <= ends[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The probability that chi-square with this many degrees of freedom is above x: the upper incomplete gamma function, by
 * its series below and its continued fraction above the mean (DLMF 8.7.1, 8.9.2).
 */
export function chiSquareTail(x: number, freedom: number): number {
  const a = freedom / 2;
  const z = x / 2;
  if (z === 0) return 1;
  const front = Math.exp(a * Math.log(z) - z - logGamma(a));
  if (z < a + 1) {
    let sum = 1 / a;
    for (let i = 1, term = sum; term > sum * 1e-16; i++) {
      term *= z / (a + i);
      sum += term;
    }
    return 1 - front * sum;
  }
  let fraction = 0;
  for (let i = 500; i >= 1; i--) fraction = (i * (i - a)) / (z + 2 * i + 1 - a - fraction);
  return front / (z + 1 - a - fraction);
}

/** ln Gamma of a whole or half number, from Gamma(1/2) = sqrt(pi) upwards. */
function logGamma(a: number): number {
  let sum = Number.isInteger(a) ? 0 : Math.log(Math.PI) / 2;
  for (let i = Number.isInteger(a) ? 1 : 0.5; i < a; i++) sum += Math.log(i);
  return sum;
}
