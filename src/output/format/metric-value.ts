import type { Unit } from '../../model/metric/catalogue.ts';
import { entryOf, type Metric } from '../../model/metric/metric.ts';
import type { BandResult, MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from './label.ts';
import { amount, count, factor, grainOf, NOTHING, price, share, times, toGrain } from './number.ts';
import { periodOf, spoken } from './period-words.ts';

/** How amounts are written: with their currency, or bare where a title names it for all. */
export type Amounts = 'priced' | 'bare';

const money = (value: number, { currency }: Scenario, amounts: Amounts): string =>
  amounts === 'bare' ? amount(value, currency) : price(value, currency);

/** What the numbers of a metric are; values that are no numbers have no unit, and would be plain numbers. */
export function unitOf({ subject }: Metric): Unit {
  const { unit } = entryOf(subject);
  return unit === 'stage' || unit === 'truth' ? 'factor' : unit;
}

/**
 * The value of a metric as people read it: "147", "USD 1,234.50", "32.0%", "month 7", a stage's label, "yes".
 * @param decimals of a quotient such as ltvToCac
 */
export function shownMetric(
  metric: Metric,
  value: MetricValue,
  scenario: Scenario,
  amounts: Amounts = 'priced',
  decimals = 1,
): string {
  if (value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return labelOf(scenario, 'stages', value);
  switch (unitOf(metric)) {
    case 'people':
      return count(value);
    case 'money':
      return money(value, scenario, amounts);
    case 'share':
      return share(value);
    case 'factor':
      return factor(value);
    case 'times':
      return times(value, decimals);
    case 'rotation':
      return Number.isInteger(value) ? spoken(scenario, value) : `${periodOf(scenario)} ${times(value)}`;
    case 'rotations':
      return `${periodOf(scenario)} ${factor(value)}`;
  }
}

/** A difference between two values of a metric, always signed: "+13", "-USD 20.00", "+5.1 points", "+2 months". */
export function shownChange(
  metric: Metric,
  change: number | null,
  scenario: Scenario,
  amounts: Amounts = 'priced',
  decimals = 1,
): string {
  return change === null ? NOTHING : signed(shownSize(metric, Math.abs(change), scenario, amounts, decimals), change);
}

/** The size of a change of a metric, without its sign. */
export function shownSize(
  metric: Metric,
  size: number,
  scenario: Scenario,
  amounts: Amounts = 'priced',
  decimals = 1,
): string {
  const unit = unitOf(metric);
  // Less than half a person more is still more.
  if (unit === 'people' && size < 0.5) return times(size);
  if (unit === 'share') return share(size).replace('%', ' points');
  if (unit === 'rotation' || unit === 'rotations')
    return `${factor(size)} ${periodOf(scenario)}${size === 1 ? '' : 's'}`;
  return shownMetric(metric, size, scenario, amounts, decimals);
}

/** A relative change: "+27.7%". */
export const shownRelative = (relative: number): string => signed(share(Math.abs(relative)), relative);

/** With its sign, unless all its digits are 0. */
function signed(size: string, value: number): string {
  if (!/[1-9]/.test(size)) return size.replace(/\b0\.0\b/, '0');
  return `${value < 0 ? '-' : '+'}${size}`;
}

/** The ends of a range by chance. */
type Ends = Pick<BandResult, 'p5' | 'p95'>;

/**
 * The values that a metric stays between nine times in ten, to three digits of their distance: "135-160",
 * "USD 127,200 to USD 159,900".
 */
export function shownRange(
  metric: Metric,
  band: Ends,
  scenario: Scenario,
  amounts: Amounts = 'priced',
  decimals = 1,
): string {
  const [low, high] = [band.p5, band.p95].map((value) => shownIn(band, metric, value, scenario, amounts, decimals));
  return unitOf(metric) === 'people' && band.p5 >= 0 ? `${low}-${high}` : `${low} to ${high}`;
}

/** A value that chance may move between these ends, rounded as they are. */
export function shownIn(
  { p5, p95 }: Ends,
  metric: Metric,
  value: number,
  scenario: Scenario,
  amounts: Amounts = 'priced',
  decimals = 1,
): string {
  const unit = unitOf(metric);
  const grain = grainOf(p5, p95);
  if ((unit !== 'people' && unit !== 'money') || grain <= 1)
    return shownMetric(metric, value, scenario, amounts, decimals);
  const rounded = toGrain(value, grain);
  if (unit === 'people') return count(rounded);
  return amounts === 'bare' ? amount(rounded, scenario.currency, 0) : price(rounded, scenario.currency, 0);
}
