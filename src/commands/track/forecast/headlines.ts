import { isIndependent } from '../../../analysis/chance/run-metrics.ts';
import { knownMetric, type Metric } from '../../../model/metric/metric.ts';
import type { Plan } from '../../../model/plan/plan.ts';
import { metricIds } from '../../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../../model/scenario/types.ts';

/**
 * What a run comes to, in few figures: its customers, in the last rotation and in all; the members who are active at its end;
 * its cash, or without money the people whom its loops brought.
 */
export function headlinesOf(scenario: Scenario, plan: Plan): Metric[] {
  const customer = plan.stages[plan.customer];
  const pool = poolOf(plan);
  const names = [
    ...[customer, `total:${customer}`],
    ...(pool === null ? [] : [`active.${pool}`]),
    ...(plan.prices ? ['cash'] : hasGain(plan) ? ['total:gain'] : []),
  ];
  return names.map((name) => knownMetric(name, metricIds(scenario)));
}

/** Where the gain is those referred, it is a number of the run alone. */
const hasGain = (plan: Plan): boolean => plan.origins.length > plan.channels && isIndependent(plan);

/** The stage whose members count most: that of customers, or the next one that keeps members, or the last. */
function poolOf({ stages, pools, customer }: Plan): string | null {
  const later = pools.find((stage) => stage >= customer) ?? pools.at(-1);
  return later === undefined ? null : stages[later];
}
