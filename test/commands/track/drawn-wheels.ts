import { RunMetrics } from '../../../src/analysis/chance/run-metrics.ts';
import type { Actual } from '../../../src/commands/track/reading/actuals.ts';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { onThreads } from '../../analysis/chance/threads.ts';
import { drawPeople } from '../../engine/montecarlo/draw-people.ts';

/** Makes all runs here and now. */
export const sampling = onThreads(1);

export function metricOf(name: string, scenario: Scenario): Metric {
  const metric = readMetric(name, metricIds(scenario));
  if ('fault' in metric) throw new Error(metric.fault);
  return metric;
}

/** A value of a metric in a rotation. */
export const actualOf = (name: string, rotation: number, value: number, scenario: Scenario): Actual => {
  return { rotation, name, metric: metricOf(`${name}@${rotation}`, scenario), value };
};

/** What so many wheels, drawn with this luck, had of each name in each rotation, as actuals; a list for each wheel. */
export function drawn(scenario: Scenario, names: readonly string[], wheels: number, seed: string): Actual[][] {
  const plan = compile(scenario);
  const asked = Array.from({ length: plan.rotations }, (_, t) =>
    names.map((name) => actualOf(name, t + 1, 0, scenario)),
  ).flat();
  const flow = drawPeople(plan, wheels, { seed });
  const metrics = asked.map(({ metric }) => metric);
  const values: Float64Array[] = [];
  new RunMetrics(plan, flow, metrics, false).read((i, found) => {
    values[i] = Float64Array.from(found);
  });
  return Array.from({ length: wheels }, (_, r) => asked.map((one, i) => ({ ...one, value: values[i][r] })));
}
