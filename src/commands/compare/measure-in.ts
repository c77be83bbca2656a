import { beyond } from '../../analysis/metric-request.ts';
import { isOfChance, type Measure, readMeasure } from '../../model/metric/measure.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Contestant } from './types.ts';

/** A measure as a scenario has it; null where it has none of that name, or its rotation is beyond the last one. */
export function measureIn(scenario: Scenario, name: string): Measure | null {
  const measure = readMeasure(name, metricIds(scenario));
  return 'fault' in measure || beyond(measure.metric, scenario) !== null ? null : measure;
}

/** True where expected values are compared; false where all metrics are of chance themselves. */
export const isExpected = (contestants: readonly Contestant[], names: readonly string[]): boolean =>
  names.length === 0 || !names.every((name) => isNamedOfChance(contestants, name));

const isNamedOfChance = (contestants: readonly Contestant[], name: string): boolean =>
  contestants.some(({ scenario }) => {
    const measure = measureIn(scenario, name);
    return measure !== null && isOfChance(measure);
  });
