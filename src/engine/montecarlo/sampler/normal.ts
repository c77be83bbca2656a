import { kernel } from '../kernel.ts';

/**
 * A normal quantity, by inversion: a uniform on 0..1 goes in.
 * @param deviation at least 0
 */
export const normal =
  (mean: number, deviation: number) =>
  (u: number): number =>
    mean + deviation * kernel().normalQuantile(u);
