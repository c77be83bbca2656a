import { drawCounts, LAWS } from '../../../src/engine/montecarlo/sampler/counts.ts';

/** One draw of what n people come to, who share a number. */
export function drawCount(law: keyof typeof LAWS, n: number, number: number, uniform: number): number {
  const drawn = Float64Array.of(n);
  drawCounts(LAWS[law], drawn, 0, Float64Array.of(number), 0, 0, drawn, 0, 1, Float64Array.of(uniform));
  return drawn[0];
}
