import type { Comparator } from '../../model/scenario/expect-faults.ts';
import type { Distribution } from './distribution.ts';

/** What a count comes to, and the middle 90 % of it. */
export interface CountBand {
  readonly mean: number;
  readonly sd: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

export function bandOf(distribution: Distribution): CountBand {
  const [p5, p50, p95] = quantilesOf(distribution, [0.05, 0.5, 0.95]);
  return { mean: distribution.mean, sd: distribution.sd, p5, p50, p95 };
}

/** So much below a level is rounding: a cumulative probability of 0.5 may come out as 0.5 - 1e-16. */
const ROUNDING = 1e-12;

/** For each level, in rising order: the smallest value whose cumulative probability reaches it. */
export function quantilesOf({ offset, probabilities }: Distribution, levels: readonly number[]): number[] {
  let cumulative = probabilities[0];
  let i = 0;
  return levels.map((level) => {
    while (cumulative < level - ROUNDING && i < probabilities.length - 1) cumulative += probabilities[++i];
    return offset + i;
  });
}

/** Chances nearer than this to 0 or 1 count as that: so much the transform and its window may be off. */
const CERTAIN = 1e-13;

/**
 * The probability that a count compares so with a number.
 * @param within how far `is` may be off; without it 1e-9 relative, as in assertions
 */
export function chanceOf(distribution: Distribution, comparison: Comparator, value: number, within?: number): number {
  const { offset, probabilities } = distribution;
  const holds = (count: number): boolean =>
    compares(count, comparison, value, within ?? 1e-9 * Math.max(count, Math.abs(value)));
  let chance = 0;
  for (let i = 0; i < probabilities.length; i++) if (holds(offset + i)) chance += probabilities[i];
  if (chance < CERTAIN) return 0;
  return chance > 1 - CERTAIN ? 1 : chance;
}

function compares(count: number, comparison: Comparator, value: number, within: number): boolean {
  switch (comparison) {
    case 'is':
      return Math.abs(count - value) <= within;
    case 'above':
      return count > value;
    case 'below':
      return count < value;
    case 'atLeast':
      return count >= value;
    case 'atMost':
      return count <= value;
  }
}
