/** 1/1, 1/3, ..., 1/23: |ratio| below is at most 1/5, and the first term left out 5^-24 / 25 = 7e-19 of the first one. */
const SERIES = Float64Array.from({ length: 12 }, (_, k) => 1 / (2 * k + 1));

/**
 * log(1 + a) for a > -1, within a few rounding errors: the series of 2 artanh(a / (2 + a)) (Abramowitz and Stegun,
 * 1964, 4.1.27) once 1 + a has been halved or doubled to lie between 2/3 and 4/3. -Infinity at -1, NaN below.
 */
export function log1p(a: number): number {
  if (!(a > -1)) return a === -1 ? -Infinity : NaN;
  if (a === Infinity) return a;
  let rest = a;
  let doublings = 0;
  for (; rest > 1 / 3; doublings++) rest = (rest - 1) / 2;
  for (; rest < -1 / 3; doublings--) rest = 2 * rest + 1;
  const ratio = rest / (2 + rest);
  const square = ratio * ratio;
  let sum = 0;
  for (let k = SERIES.length - 1; k >= 0; k--) sum = sum * square + SERIES[k];
  return doublings * Math.LN2 + 2 * ratio * sum;
}
