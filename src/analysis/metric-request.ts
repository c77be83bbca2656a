import { InputError } from '../model/errors.ts';
import { type Measure, readMeasure } from '../model/metric/measure.ts';
import { type Metric, readMetric } from '../model/metric/metric.ts';
import type { MetricIds } from '../model/metric/names.ts';
import { hasMoney } from '../model/plan/prices.ts';
import { metricIds } from '../model/scenario/expect-faults.ts';
import type { Scenario } from '../model/scenario/types.ts';

/**
 * The metrics that a person names.
 * @param flag how they were asked for: messages name it
 * @throws InputError with every one that the scenario does not have, or that is beyond its last rotation
 */
export const metricsNamed = (names: readonly string[], scenario: Scenario, flag = '--metric'): Metric[] =>
  readEach(readMetric, (metric) => metric, names, scenario, flag);

/**
 * The measures that a person names: metrics, parts of their bands, and chances of goals.
 * @throws InputError as `metricsNamed`
 */
export const measuresNamed = (names: readonly string[], scenario: Scenario, flag = '--metric'): Measure[] =>
  readEach(readMeasure, ({ metric }) => metric, names, scenario, flag);

function readEach<Read>(
  read: (name: string, ids: MetricIds) => Read | { readonly fault: string },
  metricOf: (read: Read) => Metric,
  names: readonly string[],
  scenario: Scenario,
  flag: string,
): Read[] {
  const ids = metricIds(scenario);
  const found = names.map((name) => read(name, ids));
  const faults = found.flatMap((one, i) => {
    const message = isFault(one) ? one.fault : beyond(metricOf(one), scenario);
    return message === null ? [] : [{ place: null, flag: `${flag} ${names[i]}`, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
  return found.filter((one): one is Read => !isFault(one));
}

const isFault = (read: unknown): read is { readonly fault: string } =>
  typeof read === 'object' && read !== null && 'fault' in read;

/** Why a metric has no value in any run of this scenario, or null. */
export function beyond({ name, when }: Metric, { rotations }: Scenario): string | null {
  if (typeof when !== 'number' || when <= rotations) return null;
  const run = rotations === 1 ? 'only rotation' : `${rotations} rotations`;
  return `${name} is beyond the ${run} of this run: add --rotations ${when}`;
}

/** What somebody wants to know first: where the money ends, and without money what the loops add. */
export const defaultMetric = (scenario: Scenario): string => (hasMoney(scenario) ? 'cash' : 'gain');
