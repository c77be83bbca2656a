import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import { kernel } from '../kernel.ts';

/**
 * A quantity whose logarithm is normal, by inversion: a uniform on 0..1 goes in. With v = deviation / mean, the logarithm
 * has variance s^2 = ln(1 + v^2) and mean ln(mean) - s^2/2 (Johnson, Kotz & Balakrishnan, Continuous Univariate
 * Distributions 1, chapter 14).
 * @param mean of the quantity itself, above 0
 * @param deviation of the quantity itself, at least 0
 */
export const lognormal = (mean: number, deviation: number) => {
  const v = deviation / mean;
  const variance = v < 1e8 ? log1p(v * v) : 2 * (ln(deviation) - ln(mean)); // v^2 may be beyond all doubles
  const spread = Math.sqrt(variance);
  return (u: number): number => mean * exp(spread * kernel().normalQuantile(u) - variance / 2);
};
