import { LN2_HIGH, LN2_LOW } from './logarithm.ts';

const TERMS = 14;

/** 1/0!, 1/1!, 1/2!, ... */
const INVERSE_FACTORIAL = new Float64Array(TERMS).fill(1);
for (let i = 1, factorial = 1; i < TERMS; i++) {
  factorial *= i;
  INVERSE_FACTORIAL[i] = 1 / factorial;
}

const bits = new DataView(new ArrayBuffer(8));

/**
 * e^x from + - x / alone, so that its bits do not depend on the engine: with k the whole number nearest to x / ln 2 and
 * r = x - k ln 2, it is 2^k times the series of e^r (DLMF 4.2.19), whose first term left out is below 1e-17. Within
 * 2 units in the last place; 0 where e^x would be below 1e-307.
 */
export function exp(x: number): number {
  if (x < -707) return 0;
  if (x > 710) return Infinity;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 0;
  for (let i = TERMS - 1; i >= 0; i--) sum = sum * r + INVERSE_FACTORIAL[i];
  // 2^k has no double for k = 1024, which x close to 710 needs; 2^(k - 1) has.
  bits.setUint32(0, (k + 1022) << 20);
  return sum * 2 * bits.getFloat64(0);
}
