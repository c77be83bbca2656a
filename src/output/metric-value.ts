import { AMOUNTS, type Metric } from '../model/metric.ts';
import { rotationName } from '../model/period.ts';
import type { MetricValue } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { labelOf } from './label.ts';
import { amount, count, factor, NOTHING, share, times } from './number.ts';

/** What the values of a metric are, which decides how they are written. */
export type Unit = 'people' | 'money' | 'share' | 'times' | 'factor' | 'rotation';

/** The unit of a metric that is a number. */
export function unitOf({ subject }: Metric): Unit {
  switch (subject.kind) {
    case 'series':
      return seriesUnit(subject.key);
    case 'figure':
      return FIGURE_UNITS[subject.key];
    case 'journey':
      return subject.key === 'reach' ? 'share' : 'money';
    case 'ltvOf':
      return 'money';
    default:
      return 'people';
  }
}

function seriesUnit(key: string): Unit {
  if (key === 'referredShare') return 'share';
  const isMoney = (AMOUNTS as readonly string[]).includes(key) || ['cac', 'mediaCac', 'keepCost'].includes(key);
  return isMoney ? 'money' : 'people';
}

const FIGURE_UNITS = {
  npv: 'money',
  cashBreakEven: 'rotation',
  ltv: 'money',
  ltvToCac: 'times',
  cacPayback: 'factor',
  referralValue: 'money',
  kFactor: 'factor',
  intrinsicGrowth: 'factor',
  steadyState: 'people',
} as const;

/** A value of a metric as people read it: people whole, money in the currency's minor unit, shares in percent. */
export function shownMetric(metric: Metric, value: MetricValue, scenario: Scenario): string {
  if (value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return labelOf(scenario, 'stages', value);
  switch (unitOf(metric)) {
    case 'money':
      return amount(value, scenario.currency);
    case 'share':
      return share(value);
    case 'times':
      return times(value);
    case 'factor':
      return factor(value);
    case 'rotation':
      return rotationName(value, scenario.period, scenario.start);
    case 'people':
      return count(value);
  }
}
