import { InputError } from '../model/errors.ts';
import { type Metric, readMetric } from '../model/metric/metric.ts';
import { hasMoney } from '../model/plan/prices.ts';
import { metricIds } from '../model/scenario/expect-faults.ts';
import type { Scenario } from '../model/scenario/types.ts';

/**
 * The metrics that a person names.
 * @param flag how they were asked for: messages name it
 * @throws InputError with every one that the scenario does not have, or that is beyond its last rotation
 */
export function metricsNamed(names: readonly string[], scenario: Scenario, flag = '--metric'): Metric[] {
  const ids = metricIds(scenario);
  const read = names.map((name) => readMetric(name, ids));
  const faults = read.flatMap((metric, i) => {
    const message = 'fault' in metric ? metric.fault : beyond(metric, scenario);
    return message === null ? [] : [{ place: null, flag: `${flag} ${names[i]}`, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
  return read as Metric[];
}

/** Why a metric has no value in any run of this scenario, or null. */
export function beyond({ name, when }: Metric, { rotations }: Scenario): string | null {
  if (typeof when !== 'number' || when <= rotations) return null;
  const run = rotations === 1 ? 'only rotation' : `${rotations} rotations`;
  return `${name} is beyond the ${run} of this run: add --rotations ${when}`;
}

/** What somebody wants to know first: where the money ends, and without money what the loops add. */
export const defaultMetric = (scenario: Scenario): string => (hasMoney(scenario) ? 'cash' : 'gain');
