/**
 * ln 2 in two parts: the first has 32 bits, so that its product with an exponent is exact; the second is the rest,
 * ln 2 - 2977044471/2^32 = 1.908214929270587816...e-10.
 */
export const LN2_HIGH = 2977044471 / 4294967296;
export const LN2_LOW = 1.9082149292705877e-10;

/** 1/3, 1/5, ..., 1/21. */
const ARTANH = Float64Array.from({ length: 10 }, (_, i) => 1 / (2 * i + 3));

/** 2^-1022: below it, the leading bit of a double is no longer implied. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

const bits = new DataView(new ArrayBuffer(8));

/**
 * The natural logarithm from + - x / alone, so that its bits do not depend on the engine: with x = m 2^e and m in
 * sqrt(1/2)..sqrt(2), ln x = e ln 2 + 2 artanh((m - 1)/(m + 1)) (DLMF 4.6.4). Within 2 units in the last place.
 * @param x 0 gives -Infinity, Infinity gives Infinity, below 0 is NaN
 */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return x;
  if (x < SMALLEST_NORMAL) return ln(x * 4503599627370496) - 52 * (LN2_HIGH + LN2_LOW);
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  return exponent * LN2_HIGH + (logarithmOfOnePlus(mantissa - 1) + exponent * LN2_LOW);
}

/**
 * ln(1 + x) without the rounding of 1 + x, which matters for small x.
 * @param x above -1
 */
export function ln1p(x: number): number {
  return x > -0.29 && x < 0.41 ? logarithmOfOnePlus(x) : ln(1 + x);
}

/**
 * 2 artanh(s) with s = x/(2 + x), for 1 + x in sqrt(1/2)..sqrt(2): |s| is at most 0.1716, where the first term left out,
 * s^23/23, is below 1e-18 of the first. Written as x - s (x - 2 s^2 (1/3 + s^2/5 + ...)), whose correction to the exact
 * x is small, and so is its rounding error.
 */
function logarithmOfOnePlus(x: number): number {
  const s = x / (2 + x);
  const z = s * s;
  let sum = 0;
  for (let i = ARTANH.length - 1; i >= 0; i--) sum = sum * z + ARTANH[i];
  return x - s * (x - 2 * z * sum);
}
