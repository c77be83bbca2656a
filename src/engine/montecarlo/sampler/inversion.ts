/** 1/k, as multiplying is faster than dividing. */
export const RECIPROCALS = Float64Array.from({ length: 1024 }, (_, k) => 1 / k);

/**
 * The smallest count whose cumulative probability is above a uniform, summed up from 0: a larger uniform never gives a
 * smaller count. Neighbouring probabilities have the ratio f(k)/f(k-1) = a + b/k, which makes the law binomial, Poisson
 * or negative binomial (Panjer, "Recursive evaluation of a family of compound distributions", ASTIN Bulletin 12, 1981).
 * @param none f(0), above 0
 */
export function invert(uniform: number, none: number, a: number, b: number): number {
  let count = 0;
  let mass = none;
  let sum = none;
  while (uniform >= sum) {
    const k = count + 1;
    mass *= (b + a * k) * RECIPROCALS[k];
    const further = sum + mass;
    // All that is left is less than a uniform can tell.
    if (further === sum) break;
    sum = further;
    count = k;
  }
  return count;
}
