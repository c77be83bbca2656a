import { isMoney, isPeople } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Actual } from './reading/actuals.ts';
import { newsIn } from './significance.ts';
import type { TrackedValue } from './types.ts';

/**
 * What to write where the plan was too sure of itself.
 * @param canVary true where volumes are fixed that need not be
 */
export function fixedNotes(comparisons: readonly TrackedValue[], canVary: boolean): string[] {
  const differing = comparisons.filter(({ certain, verdict }) => certain && verdict !== 'inside');
  const ofTraffic = differing.some(({ actual: { metric }, plan }) => {
    return plan !== 0 && (isPeople(metric) || isMoney(metric));
  });
  const isDoubted = newsIn({ comparisons, expectedOutside: 0 }) === 'fixed';
  return [
    ...(differing.length === 0 ? [] : ['What differs where the plan leaves nothing to chance is no news by itself.']),
    ...(canVary && (ofTraffic || isDoubted) ? [REMEDY] : []),
  ];
}

const REMEDY =
  'Real traffic varies: give the channel "arrival": "poisson" or an uncertain volume, or add --spread 10%.';

/** What the scenario has no value of: nothing there can be compared. */
export function withoutValue(
  actuals: readonly Actual[],
  placed: readonly TrackedValue[],
  { period }: Scenario,
): string[] {
  const compared = new Set(placed.map(({ actual }) => actual));
  const names = new Set(placed.map(({ actual }) => actual.name));
  const missing = new Map<string, number[]>();
  for (const actual of actuals.filter((one) => !compared.has(one))) {
    const rotations = missing.get(actual.name) ?? [];
    rotations.push(actual.rotation);
    missing.set(actual.name, rotations);
  }
  return [...missing].map(([name, rotations]) => {
    if (!names.has(name)) return `${name} has no value in this scenario, and is not compared.`;
    return `${name} has no value in ${period ?? 'rotation'} ${rotations.join(', ')}, and is not compared there.`;
  });
}
