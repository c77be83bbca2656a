import { LOGARITHMS, POWERS_OF_E } from './memory';

/** ln 2 in two parts, the first of which times a small whole number is exact (fdlibm). */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** The binary digits of 11/16: numbers are taken between it and its double, in 128 parts. */
const FROM: i64 = 0x3fe6000000000000;

/**
 * ln x by a table (Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic",
 * 1990) and a Taylor series: within 2 units of the last digit, and in a fraction of the time of fdlibm's.
 * The table has, of each part, its centre, the inverse of that, and its logarithm.
 * @param x in 2^-1022..2^1023; 0 gives a number below -700
 */
export function ln(x: f64): f64 {
  const above = reinterpret<i64>(x) - FROM;
  const part = LOGARITHMS + 24 * (<usize>(above >> 45) & 127);
  const power = above >> 52;
  const inPart = reinterpret<f64>(reinterpret<i64>(x) - (power << 52));
  const r = ((x === 0 ? 0 : inPart) - load<f64>(part)) * load<f64>(part, 8);
  const rr = r * r;
  const series = 1.0 / 3 - r / 4 + rr * (1.0 / 5 - r / 6 + rr / 7);
  const exponent = <f64>power;
  return exponent * LN2_HIGH + (load<f64>(part, 16) + (exponent * LN2_LOW + (rr * (r * series - 0.5) + r)));
}

/**
 * ln(1 + x), to the last digits for small x as well.
 * @param x above -1
 */
export function log1p(x: f64): f64 {
  const sum = 1 + x;
  return ln(sum) + (x - (sum - 1)) / sum;
}

/** e^-x is tabulated in steps of 1/32 up to here. */
export const FARTHEST: f64 = 32;

/**
 * e^-x by a table and a Taylor series: within 2 units of the last digit, and in a fraction of the time of fdlibm's.
 * @param x in 0..32
 */
export function expMinus(x: f64): f64 {
  const i = <i32>(32 * x + 0.5);
  const r = <f64>i / 32 - x;
  const rr = r * r;
  const series = 1 + r + rr * (1.0 / 2 + r / 6 + rr * (1.0 / 24 + r / 120 + rr / 720));
  return load<f64>(POWERS_OF_E + ((<usize>i) << 3)) * series;
}
