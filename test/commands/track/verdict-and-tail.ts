import fc from 'fast-check';
import { expect } from 'vitest';
import { isIndependent } from '../../../src/analysis/chance/run-metrics.ts';
import { hasUncertainNumbers } from '../../../src/analysis/chance/uncertainty.ts';
import { track } from '../../../src/commands/track/track.ts';
import type { TrackedValue } from '../../../src/commands/track/types.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { actualOf, sampling } from './drawn-wheels.ts';

/** People have exact answers where nobody is in anybody's way and all numbers are certain; money and ratios have none. */
function namesOf(scenario: Scenario, isExact: boolean): string[] {
  const { stages, pools } = metricIds(scenario);
  const people = [stages[0], stages[1], ...pools.map((id) => `active.${id}`).slice(0, 1), 'referred'];
  return isExact ? people : [...people, 'cash', 'spend', 'cac', 'referredShare'];
}

/** Holds values in and around its own band against metrics of random scenarios, exactly and from few and more runs. */
export const holdsOn = (numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(scenarios({ money: true }), fc.constantFrom(null, 1, 7, 100), async (scenario, wanted) => {
      const isExact = wanted === null && isIndependent(compile(scenario)) && !hasUncertainNumbers(scenario, []);
      const options = { switches: [], runs: isExact ? null : (wanted ?? 100), seed: '1' };
      const zeros = namesOf(scenario, isExact).map((name) => actualOf(name, scenario.rotations, 0, scenario));
      const first = await track(scenario, zeros, { ...options, runs: 20 }, sampling);
      const around = first.comparisons.flatMap(({ actual, band: { mean, p5, p50, p95 } }) =>
        [mean, p5, p5 - 1, p5 + 0.5, p50, p95, p95 + 1, 2 * p95].map((value) => ({ ...actual, value })),
      );
      const { comparisons } = await track(scenario, around, options, sampling);
      for (const one of comparisons) agrees(one);
    }),
    { numRuns, seed: 11 },
  );

/** The verdict, the tail and the band beside them say the same. */
function agrees({ actual, verdict, tail, counted, band: { p5, p95 } }: TrackedValue): void {
  const said = `${actual.metric.name} of ${actual.value}: ${verdict} ${tail}`;
  if (verdict === 'inside') expect(tail, said).toBeGreaterThanOrEqual(0.05);
  else expect(tail, said).toBeLessThanOrEqual(counted ? (0.05 * counted.runs + 1) / (counted.runs + 1) : 0.05);
  // Of amounts, what is so near to a bound may be that bound, rounded.
  const rounding = 1e-6 * Math.max(1, Math.abs(p5), Math.abs(p95));
  if (actual.value > p95 + rounding) expect(verdict, said).toBe('above');
  else if (actual.value < p5 - rounding) expect(verdict, said).toBe('below');
  else if (actual.value > p5 + rounding && actual.value < p95 - rounding) expect(verdict, said).toBe('inside');
}
