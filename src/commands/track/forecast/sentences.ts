import { rotationName } from '../../../model/scenario/period.ts';
import type { Scenario } from '../../../model/scenario/types.ts';
import { labelOf } from '../../../output/format/label.ts';
import { type Amounts, shownIn, shownMetric } from '../../../output/format/metric-value.ts';
import { horizonOf, periodOf, spoken } from '../../../output/format/period-words.ts';
import type { Forecast, ForecastValue } from './forecast.ts';

/** "3 of 12 months known", "known to Mar 2027". */
export function knownWords(scenario: Scenario, known: number): string {
  const { period, start } = scenario;
  if (period === undefined || start === undefined) return `${known} of ${horizonOf(scenario)} known`;
  return `known up to ${rotationName(known, period, start)}`;
}

/**
 * "If the rest goes to plan, December now comes to 1,432 active at Subscribe (plan 1,500; nine times in ten 1,380 to 1,490)."
 * The same of cash, where there is money.
 */
export function forecastRemarks(scenario: Scenario, { values }: Forecast): string[] {
  const members = values.find(({ metric }) => metric.subject.kind === 'active');
  const first = members ?? values.find(({ metric }) => metric.when === 'last');
  const cash = values.find(({ metric }) => metric.name === 'cash');
  const last = spoken(scenario, scenario.rotations);
  return [
    ...(first ? [`If the rest goes to plan, ${last} now comes to ${peopleOf(scenario, first)}.`] : []),
    ...(cash ? [`Cash then comes to ${beside(scenario, cash, ` at the end of ${last}`)}.`] : []),
  ];
}

function peopleOf(scenario: Scenario, value: ForecastValue): string {
  const { subject } = value.metric;
  const stage = 'stage' in subject ? labelOf(scenario, 'stages', subject.stage) : periodOf(scenario);
  return beside(scenario, value, subject.kind === 'active' ? ` active at ${stage}` : ` at ${stage}`);
}

/** "1,432 active (plan 1,500; nine times in ten 1,380 to 1,490)" */
function beside(scenario: Scenario, value: ForecastValue, what: string): string {
  const { plan, now, p5, p95 } = value;
  const text = textOf(scenario, value, 'priced');
  const band = p5 === null || p95 === null ? '' : `; nine times in ten ${text(p5)} to ${text(p95)}`;
  return `${text(now)}${what} (plan ${text(plan)}${band})`;
}

/** How the figures of a forecast are written: all as far as chance leaves a meaning in them. */
export function textOf(scenario: Scenario, { metric, p5, p95 }: ForecastValue, amounts: Amounts) {
  return (value: number | null): string =>
    value === null || p5 === null || p95 === null
      ? shownMetric(metric, value, scenario, amounts)
      : shownIn({ p5, p95 }, metric, value, scenario, amounts);
}
