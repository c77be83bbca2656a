import { kernel } from '../kernel.ts';

/**
 * A geometric number, 0, 1, 2, ...: P(count >= k) = (mean / (1 + mean))^k, solved for k.
 * @param mean at least 1
 * @param uniform in 0..1, 1 excluded
 */
export function drawGeometric(mean: number, uniform: number): number {
  const { ln, log1p } = kernel();
  // Taken from 0, so that there is no -0.
  return Math.floor((0 - ln(1 - uniform)) / log1p(1 / mean));
}
