import exactly from '@stdlib/math-base-special-ln';

/** The binary digits of a number: where its two words are depends on the machine. */
const number = new Float64Array(1);
const words = new Int32Array(number.buffer);
number[0] = 1;
const UPPER = words[1] === 0 ? 0 : 1;

/** 2^1023, 2^1022, ..., 2^-1023 */
const POWERS = new Float64Array(2047);
for (let i = 0, power = 1; i <= 1023; i++, power *= 2) {
  POWERS[1023 - i] = power;
  POWERS[1023 + i] = 1 / power;
}

/** Numbers are taken between 11/16 and 11/8, in 128 parts. */
const FROM = 0x3fe60000;
const centres = new Float64Array(128);
const inverses = new Float64Array(128);
const logarithms = new Float64Array(128);
for (let part = 0; part < 128; part++) {
  // A part is 2^-8 wide below 1 and 2^-7 above. Beside 1 the centre is 1 itself, where the logarithm is 0 to the last digit.
  const centre = part < 80 ? (176.5 + part) / 256 : (48.5 + part) / 128;
  centres[part] = part === 79 || part === 80 ? 1 : centre;
  inverses[part] = 1 / centres[part];
  logarithms[part] = exactly(centres[part]);
}

/** ln 2 in two parts, the first of which times a small whole number is exact (fdlibm). */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * ln x by a table (Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic",
 * 1990) and a Taylor series: within 2 units of the last digit, and in a fraction of the time of fdlibm's.
 * @param x in 2^-1022..2^1023; 0 gives a number below -700
 */
export function ln(x: number): number {
  number[0] = x;
  const above = words[UPPER] - FROM;
  const part = (above >> 13) & 127;
  const power = above >> 20;
  const r = (x * POWERS[power + 1023] - centres[part]) * inverses[part];
  const rr = r * r;
  const series = 1 / 3 - r / 4 + rr * (1 / 5 - r / 6 + rr / 7);
  return power * LN2_HIGH + (logarithms[part] + (power * LN2_LOW + (rr * (r * series - 0.5) + r)));
}

/**
 * ln(1 + x), to the last digits for small x as well.
 * @param x above -1
 */
export function log1p(x: number): number {
  const sum = 1 + x;
  return ln(sum) + (x - (sum - 1)) / sum;
}
