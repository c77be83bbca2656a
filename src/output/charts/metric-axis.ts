import type { Measure } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { unitOf } from '../format/metric-value.ts';
import { periodOf } from '../format/period-words.ts';
import { type ChartPart, moneyTitle, NUMBERS } from './chart.ts';

/** The unit of a measure as the title of an axis: "People per month", "Amount (EUR)", "Chance". */
export function unitTitle(scenario: Scenario, { by, metric }: Measure): string {
  if (by === 'chance') return 'Chance';
  switch (unitOf(metric)) {
    case 'money':
      return moneyTitle(scenario);
    case 'share':
      return 'Share';
    case 'factor':
    case 'times':
      return metric.name;
    case 'rotation':
    case 'rotations':
      return periodOf(scenario);
    case 'people':
      return peopleTitle(scenario, metric);
  }
}

function peopleTitle(scenario: Scenario, { subject, when }: Metric): string {
  if (subject.kind === 'active') return 'Active members';
  if (subject.kind === 'lapsed') return 'Members who left';
  const what = subject.kind === 'returning' ? 'Visits' : 'People';
  return when === 'total' || subject.kind === 'figure' ? what : `${what} per ${periodOf(scenario)}`;
}

/** How Vega writes values of a measure on an axis. */
export const axisFormat = ({ by, metric }: Measure): string =>
  by === 'chance' || unitOf(metric) === 'share' ? '~%' : NUMBERS;

/** The values of a measure along an axis, which need not begin at 0. */
export const metricAxis = (
  scenario: Scenario,
  measure: Measure,
  field: string,
  title = unitTitle(scenario, measure),
): ChartPart => ({
  field,
  type: 'quantitative',
  title,
  scale: { zero: false },
  axis: { format: axisFormat(measure) },
});
