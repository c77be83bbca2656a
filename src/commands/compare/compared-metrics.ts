import { beyond } from '../../analysis/metric-request.ts';
import { InputError } from '../../model/errors.ts';
import { readMeasure } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { thousands } from '../../model/number/scalar.ts';
import { compile } from '../../model/plan/compile.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { measureIn } from './measure-in.ts';
import type { Contestant } from './types.ts';

/**
 * The metrics to compare: those that a person names, or those that a person would want.
 * @throws InputError with every one that no scenario has
 */
export function comparedMetrics(contestants: readonly Contestant[], names: readonly string[]): string[] {
  if (names.length === 0) return usualMetrics(contestants);
  const distinct = [...new Set(names)];
  const unknown = distinct.filter((name) => contestants.every(({ scenario }) => measureIn(scenario, name) === null));
  if (unknown.length > 0) throw new InputError(unknown.map((name) => faultOf(name, contestants)));
  // Written the same way by all, whatever a person wrote.
  return [...new Set(distinct.map((name) => nameIn(contestants, name)))];
}

const nameIn = (contestants: readonly Contestant[], name: string): string =>
  contestants.map(({ scenario }) => measureIn(scenario, name)).find((measure) => measure !== null)?.name ?? name;

/** What the first scenario says to a metric; or the one that knows it, where it is only beyond the last rotation. */
function faultOf(name: string, contestants: readonly Contestant[]) {
  const faults = contestants.map(({ scenario }) => {
    const measure = readMeasure(name, metricIds(scenario));
    return 'fault' in measure
      ? { known: false, message: measure.fault }
      : { known: true, message: beyond(measure.metric, scenario) && beyondAll(measure.metric, scenario) };
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
