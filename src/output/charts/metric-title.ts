import type { Metric } from '../../model/metric.ts';
import type { Scenario } from '../../model/scenario.ts';
import { labelOf } from '../label.ts';
import { unitOf } from '../metric-value.ts';
import { periodOf } from '../spoken.ts';
import { moneyTitle, NUMBERS } from './chart.ts';

const SERIES: Readonly<Record<string, string>> = {
  referred: 'Referred people',
  gain: 'Gain',
  referredShare: 'Referred share',
  revenue: 'Revenue',
  cost: 'Cost',
  spend: 'Spend',
  profit: 'Profit',
  cash: 'Cash so far',
  cac: 'Cost of a customer (CAC)',
  mediaCac: 'Spend per customer (media CAC)',
  keepCost: 'Cost of keeping a member',
};

/** What a metric is called over a chart: "Arrivals at Engage". Names that only analysts know stay as they are. */
export function metricTitle(scenario: Scenario, { name, subject }: Metric): string {
  switch (subject.kind) {
    case 'arrivals': {
      const stage = `Arrivals at ${labelOf(scenario, 'stages', subject.stage)}`;
      return subject.origin === null ? stage : `${stage} from ${originLabel(scenario, subject.origin)}`;
    }
    case 'returning':
      return `Visits returning to ${labelOf(scenario, 'stages', subject.stage)}`;
    case 'active':
      return `Active members of ${labelOf(scenario, 'stages', subject.stage)}`;
    case 'series':
      return SERIES[subject.key] ?? name;
    default:
      return name;
  }
}

function originLabel(scenario: Scenario, id: string): string {
  return labelOf(scenario, scenario.channels?.some((channel) => channel.id === id) ? 'channels' : 'loops', id);
}

/** The unit of a metric as the title of an axis: "People per month", "Amount (EUR)". */
export function unitTitle(scenario: Scenario, metric: Metric): string {
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
  const what = subject.kind === 'returning' ? 'Visits' : 'People';
  return when === 'total' || subject.kind === 'figure' ? what : `${what} per ${periodOf(scenario)}`;
}

/** How Vega writes values of a metric on an axis. */
export const axisFormat = (metric: Metric): string => (unitOf(metric) === 'share' ? '~%' : NUMBERS);
