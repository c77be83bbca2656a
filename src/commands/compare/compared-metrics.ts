import { metricIn } from '../../analysis/chance/paired-sampler.ts';
import { beyond } from '../../analysis/metric-request.ts';
import { InputError } from '../../model/errors.ts';
import { type Metric, readMetric } from '../../model/metric/metric.ts';
import { thousands } from '../../model/number/scalar.ts';
import { compile } from '../../model/plan/compile.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Contestant } from './types.ts';

/**
 * The metrics to compare: those that a person names, or those that a person would want.
 * @throws InputError with every one that no scenario has
 */
export function comparedMetrics(contestants: readonly Contestant[], names: readonly string[]): string[] {
  if (names.length === 0) return usualMetrics(contestants);
  const distinct = [...new Set(names)];
  const unknown = distinct.filter((name) => contestants.every(({ scenario }) => metricIn(scenario, name) === null));
  if (unknown.length > 0) throw new InputError(unknown.map((name) => faultOf(name, contestants)));
  return distinct;
}

/** What the first scenario says to a metric; or the one that knows it, where it is only beyond the last rotation. */
function faultOf(name: string, contestants: readonly Contestant[]) {
  const faults = contestants.map(({ scenario }) => {
    const metric = readMetric(name, metricIds(scenario));
    return 'fault' in metric
      ? { known: false, message: metric.fault }
      : { known: true, message: beyond(metric, scenario) && beyondAll(metric, scenario) };
  });
  const { message } = faults.find(({ known }) => known) ?? faults[0];
  return { place: null, flag: `--metric ${name}`, message: message ?? '' };
}

/** The scenarios are as long as the shortest of them: more has to be asked of all. */
function beyondAll({ name, when }: Metric, { rotations }: Scenario): string {
  const compared = rotations === 1 ? 'the one rotation' : `the ${thousands(rotations)} rotations`;
  return `${name} is beyond ${compared} that every scenario has: name an earlier one, or run all of them longer with --rotations ${when}`;
}

/** Who comes, how many customers there are, what referrals add; and with money what it brings and costs. */
function usualMetrics(contestants: readonly Contestant[]): string[] {
  const plans = contestants.map(({ scenario, switches }) => compile(scenario, switches));
  const { stages, customer } = plans[0];
  const money = ['total:revenue', 'cash', 'cac', 'ltv', 'ltvToCac', 'cashBreakEven'];
  return [
    ...[stages[0], 'gain', `total:${stages[customer]}`, 'referredShare', 'kFactor'],
    ...(plans.some(({ prices }) => prices !== null) ? money : []),
  ];
}
