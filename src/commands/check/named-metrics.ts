import type { Sampling } from '../../analysis/chance/estimate.ts';
import type { Pause } from '../../analysis/chance/exactly.ts';
import { oneByOne } from '../../analysis/chance/one-thread.ts';
import { MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { metricValue } from '../../analysis/metric-value.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure, readMeasure } from '../../model/metric/measure.ts';
import type { MetricValue, Run } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Series } from './snapshot-format.ts';

/** How runs are made, where chance is asked for. */
export interface Drawing {
  readonly seed: string;
  readonly sampling: Sampling;
  readonly pause: Pause;
}

/** The metrics that a scenario names for its snapshot, as it names them, and which runs those of chance come from. */
export interface NamedMetrics {
  readonly values: Series;
  /** Null where none had to be made. */
  readonly runs: number | null;
}

/** @throws InputError for a metric beyond the last rotation, or one that cannot be had */
export async function namedMetrics(
  names: readonly string[],
  scenario: Scenario,
  run: Run,
  { seed, sampling, pause }: Drawing,
): Promise<NamedMetrics> {
  const measures = measuresKept(names, scenario);
  const drawn = measures.filter(isOfChance);
  const evaluator = new MeasureEvaluator(drawn, { runs: null, seed, pause }, oneByOne(sampling));
  const estimates = drawn.length === 0 ? [] : await evaluator.of({ scenario, switches: [] });
  const byChance = new Map<Measure, MetricValue>(drawn.map((measure, i) => [measure, estimates[i].value]));
  const valueIn = (measure: Measure): MetricValue =>
    isOfChance(measure) ? (byChance.get(measure) ?? null) : (metricValue(run, measure.metric) ?? null);
  return { values: new Map(measures.map((measure, i) => [names[i], valueIn(measure)])), runs: evaluator.runs };
}

function measuresKept(names: readonly string[], scenario: Scenario): Measure[] {
  const known = metricIds(scenario);
  return names.map((name) => {
    const measure = readMeasure(name, known);
    if ('fault' in measure) throw new Error(`a metric passed validation but ${measure.fault}`);
    const { when } = measure.metric;
    if (typeof when !== 'number' || when <= scenario.rotations) return measure;
    throw InputError.of(`snapshot.metrics has ${name}, beyond the last rotation, ${scenario.rotations}`);
  });
}
