import { InputError } from '../model/errors.ts';
import { isOfChance, type Measure } from '../model/metric/measure.ts';
import type { Metric } from '../model/metric/metric.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { defaultMetric, measuresNamed } from './metric-request.ts';
import { numberIn } from './metric-value.ts';
import { metricsIn } from './what-if/what-if.ts';

/**
 * The one measure that numbers or levers are judged by: the one named, else cash where there is money, else gain.
 * @throws InputError for more than one, or one that the scenario does not have or that is not a number
 */
export function objectiveOf(names: readonly string[] | undefined, scenario: Scenario): Measure {
  const asked = names ?? [defaultMetric(scenario)];
  if (asked.length > 1) {
    throw InputError.of(`one metric at a time: ask for ${asked.join(' and ')} in commands of their own`, '--metric');
  }
  const [measure] = measuresNamed(asked, scenario);
  const { metric } = measure;
  if (isOfChance(measure) || metric.type === 'number') return measure;
  const what = metric.type === 'truth' ? 'yes or no' : 'a stage';
  throw InputError.of(
    `${metric.name} is ${what}, and only a number can rise or fall: ask for one such as gain, cash or cac`,
    `--metric ${metric.name}`,
  );
}

/** What a metric that is a number comes to by expected values; null where it is undefined. */
export function measured(plan: Plan, metric: Metric): number | null {
  const [value] = metricsIn(plan, [metric]);
  return numberIn(value);
}
