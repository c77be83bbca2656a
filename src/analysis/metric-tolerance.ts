import { isAmount, type Metric } from '../model/metric/metric.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Run } from '../model/result.ts';
import { wholeCountOf } from './chance/run-metrics.ts';

/**
 * What rounding may do to the values of a metric: nothing to counts, up to 1e-9 of a value of that size to anything else,
 * and to amounts, which are sums and differences, up to 1e-12 of all the money that is expected to move.
 * @param value of the size that values of the metric have
 */
export function roundingOf(plan: Plan, { rotations }: Run, metric: Metric, value: number): number {
  if (wholeCountOf(plan, metric)) return 0;
  if (!isAmount(metric)) return 1e-9 * Math.abs(value);
  const moved = rotations.reduce((all, { revenue, cost }) => all + (revenue ?? 0) + (cost ?? 0), 0);
  return Math.max(1e-9 * Math.abs(value), 1e-12 * moved);
}
