import { beyond } from '../../analysis/metric-request.ts';
import { type Measure, readMeasure } from '../../model/metric/measure.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** A measure as a scenario has it; null where it has none of that name, or its rotation is beyond the last one. */
export function measureIn(scenario: Scenario, name: string): Measure | null {
  const measure = readMeasure(name, metricIds(scenario));
  return 'fault' in measure || beyond(measure.metric, scenario) !== null ? null : measure;
}
