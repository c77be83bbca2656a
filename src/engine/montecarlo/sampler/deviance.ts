import ln from '@stdlib/math-base-special-ln';

/** ln(2 pi) / 2 */
const LN_ROOT_2PI = 0.9189385332046728;

/**
 * D(x; m) = x ln(x/m) + m - x: what a count x costs, in logarithms, for being away from its mean m. Written this way the
 * logarithm of a probability has no large terms that cancel, and keeps its digits for any size of count: Loader, "Fast
 * and accurate computation of binomial probabilities" (2000), whose series this is for x close to m.
 * @param x at least 0
 * @param mean above 0
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const apart = x - mean;
  const v = apart / (x + mean);
  if (v > 0.1 || v < -0.1) return x * ln(x / mean) - apart;
  const w = v * v;
  const ww = w * w;
  const series = 1 / 3 + w / 5 + ww * (1 / 7 + w / 9) + ww * ww * (1 / 11 + w / 13 + ww * (1 / 15 + w / 17));
  return v * (apart + 2 * x * w * series);
}

/** ln n! less Stirling's (n + 1/2) ln n - n + ln(2 pi)/2, for n = 1..15; that of 0 is not defined. */
const SMALL = new Float64Array(16);
for (let n = 1, factorial = 1; n < SMALL.length; n++) {
  factorial *= n;
  SMALL[n] = ln(factorial) - ((n + 0.5) * ln(n) - n + LN_ROOT_2PI);
}

/**
 * What Stirling's formula leaves of ln n! (DLMF 5.11.1); the first term left out is below 1e-16 from 16 on.
 * @param n whole number, at least 1
 */
export function stirlingRest(n: number): number {
  if (n < SMALL.length) return SMALL[n];
  const z = 1 / (n * n);
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / n;
}
