import { drawCounts, LAWS } from '../../../src/engine/montecarlo/sampler/counts.ts';
import type { SmallLaws } from '../../../src/engine/montecarlo/sampler/small-laws.ts';

/** One draw of what n people come to, who share a number. */
export function drawCount(
  law: keyof typeof LAWS,
  n: number,
  number: number,
  uniform: number,
  kept: SmallLaws | null = null,
): number {
  const drawn = Float64Array.of(n);
  drawCounts(LAWS[law], drawn, 0, Float64Array.of(number), 0, 0, drawn, 0, 1, Float64Array.of(uniform), kept);
  return drawn[0];
}
