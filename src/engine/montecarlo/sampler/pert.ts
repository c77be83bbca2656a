import { beta } from './beta.ts';

/**
 * A quantity between a smallest and a largest value with a likeliest one, by inversion: a uniform on 0..1 goes in. It is
 * beta(1 + 4 (mode - min)/(max - min), 1 + 4 (max - mode)/(max - min)) on min..max, whose mean is
 * (min + 4 mode + max)/6 (Malcolm, Roseboom, Clark & Fazar, "Application of a technique for research and development
 * program evaluation", Operations Research 7, 1959).
 * @param mode in min..max
 */
export const pert = (min: number, mode: number, max: number) => {
  const range = max - min;
  if (range === 0) return (): number => min;
  const share = beta(1 + 4 * ((mode - min) / range), 1 + 4 * ((max - mode) / range));
  return (u: number): number => min + range * share(u);
};
