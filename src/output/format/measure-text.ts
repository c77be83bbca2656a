import type { Measure } from '../../model/metric/measure.ts';
import { hasRotations, isMoney, type Metric } from '../../model/metric/metric.ts';
import type { BandPart } from '../../model/metric/names.ts';
import type { MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { capitalised } from './label.ts';
import { metricTitle } from './metric-label.ts';
import { type MetricText, metricInWords, metricText, numberText } from './metric-text.ts';
import { type Amounts, shownMetric } from './metric-value.ts';
import { chanceInCell, chanceText } from './number.ts';
import { horizonOf, spoken } from './period-words.ts';

/** What a part of a band is, for those who never heard of quantiles. */
const IN_WORDS: Readonly<Record<BandPart, (metric: string) => string>> = {
  p5: (metric) => `the low end of ${metric} (a 5% chance of less)`,
  p50: (metric) => `the middle of ${metric} (as likely more as less)`,
  p95: (metric) => `the high end of ${metric} (a 5% chance of more)`,
  mean: (metric) => `the average of ${metric}`,
  sd: (metric) => `the spread of ${metric} (standard deviation)`,
};

/** Above a column, where there is room for few letters; what they mean is said below. */
const HEADED: Readonly<Record<BandPart, string>> = {
  p5: 'Low end of',
  p50: 'Middle of',
  p95: 'High end of',
  mean: 'Average',
  sd: 'Spread of',
};

const EXPLAINED: Readonly<Record<BandPart, string>> = {
  p5: 'there is a 5% chance of less',
  p50: 'it is as likely to be more as to be less',
  p95: 'there is a 5% chance of more',
  mean: 'the mean of all that may happen',
  sd: 'the standard deviation of what may happen',
};

const SIGNS = { atLeast: '≥', atMost: '≤', above: '>', below: '<' } as const;

/** A measure in a sentence: "cash by Dec 2027", "the chance that cash by Dec 2027 is at least 100,000". */
export function measureInWords(measure: Measure, scenario: Scenario): string {
  if (measure.by === 'expected') return metricInWords(measure.metric, scenario);
  if (measure.by !== 'chance') return IN_WORDS[measure.by](metricInWords(measure.metric, scenario));
  return `the chance that ${metricInWords(measure.metric, scenario)} is ${boundInWords(measure, scenario)}`;
}

/** A measure where its time need not be said: an expected value by the name of its metric, which has it. */
export const measureCalled = (measure: Measure, scenario: Scenario): string =>
  measure.by === 'expected' ? measure.name : measureInWords(measure, scenario);

/** A measure at the head of a column: "Low end of cash@12"; an expected value by the name of its metric. */
export function measureHeader(measure: Measure): string {
  if (measure.by === 'expected') return measure.name;
  if (measure.by !== 'chance') return `${HEADED[measure.by]} ${measure.metric.name}`;
  const { comparison, text } = measure.goal;
  const bound = text.slice(text.lastIndexOf(' ') + 1);
  return `Chance of ${measure.metric.name} ${SIGNS[comparison]} ${bound}`;
}

/** What such headers mean, a sentence for each that is no plain metric or chance. */
export const measureLegend = (measures: readonly Measure[]): string[] =>
  measures.flatMap((measure) =>
    measure.by === 'expected' || measure.by === 'chance'
      ? []
      : [`${measureHeader(measure)}: ${EXPLAINED[measure.by]}.`],
  );

/** A measure as a title, which has room. */
function titled(measure: Measure, scenario: Scenario): string {
  const metric = datedTitle(measure.metric, scenario);
  if (measure.by === 'chance') return `Chance of ${metric} ${boundInWords(measure, scenario)}`;
  return measure.by === 'expected' ? metric : `${HEADED[measure.by]} ${metric} (${EXPLAINED[measure.by]})`;
}

/** What a measure is called over a chart: see `metricTitle`. */
export const measureTitle = (scenario: Scenario, measure: Measure): string =>
  measure.by === 'expected' ? metricTitle(scenario, measure.metric) : titled(measure, scenario);

/** "Cash so far in month 12". */
function datedTitle(metric: Metric, scenario: Scenario): string {
  const title = capitalised(metricTitle(scenario, metric));
  if (!hasRotations(metric.subject)) return title;
  if (metric.when === 'total') return `${title} over ${horizonOf(scenario)}`;
  return `${title} in ${spoken(scenario, metric.when === 'last' ? scenario.rotations : metric.when)}`;
}

const BOUNDS = { atLeast: 'at least', atMost: 'at most', above: 'above', below: 'below' } as const;

const boundInWords = ({ goal }: Measure & { readonly by: 'chance' }, scenario: Scenario): string =>
  `${BOUNDS[goal.comparison]} ${shownMetric(goal.metric, goal.value, scenario)}`;

/** How the values of a measure are written; see `metricText`. */
export function measureText(measure: Measure, scenario: Scenario, apart: readonly number[]): MetricText {
  return measure.by === 'chance' ? chanceTexts(apart) : metricText(measure.metric, scenario, apart);
}

/** A chance is a share that is certain only where nothing is left to chance. */
function chanceTexts(apart: readonly number[]): MetricText {
  const text = numberText('share', undefined, apart);
  return { ...text, words: (value) => (value === 0 || value === 1 ? text.words(value) : chanceText(value)) };
}

/** A value of a measure in a cell, or a sentence where amounts are priced. */
export function shownMeasure(
  measure: Measure,
  value: MetricValue,
  scenario: Scenario,
  amounts: Amounts = 'priced',
): string {
  if (measure.by !== 'chance' || typeof value !== 'number')
    return shownMetric(measure.metric, value, scenario, amounts);
  return amounts === 'priced' ? chanceText(value) : chanceInCell(value);
}

/** True for a measure that is an amount of money or money per head. */
export const isMoneyMeasure = (measure: Measure): boolean => measure.by !== 'chance' && isMoney(measure.metric);
