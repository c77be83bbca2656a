import { metricIn } from '../../analysis/chance/paired-sampler.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import { isBetterLow, type Metric } from '../../model/metric/metric.ts';
import type { MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { listed } from '../../model/text/list.ts';
import { measureInWords, measureLegend, shownMeasure } from '../../output/format/measure-text.ts';
import { metricMeaning } from '../../output/format/metric-label.ts';
import { metricText, toldApart } from '../../output/format/metric-text.ts';
import { shownMetric, unitOf } from '../../output/format/metric-value.ts';
import {
  chanceText,
  decimalsOfTimes,
  isBeyondWords,
  margin,
  plural,
  shareInWords,
} from '../../output/format/number.ts';
import type { Legend } from '../../output/grid.ts';
import { differs, isSame } from './comparable.ts';
import { measureIn } from './measure-in.ts';
import {
  type Beats,
  type ComparedMetric,
  type Comparison,
  type ComparisonResult,
  type Contestant,
  hasBands,
} from './types.ts';

/** What the first column is called where a scenario is held against itself with a change. */
export const AS_IT_IS = 'as it is';

/** Sentences for below the table: what it comes to, what the columns mean, and what to know about the numbers. */
export function comparisonRemarks(comparison: Comparison): (string | Legend)[] {
  const { contestants, result, first } = comparison;
  return [
    ...first,
    ...closing(comparison),
    ...(hasBands(result) ? meanings(contestants, result) : []),
    ...legendOf(contestants, result),
    ...result.notes.filter((note) => !first.includes(note)),
  ];
}

/** What is headed by a word that only analysts know. */
function legendOf(contestants: readonly Contestant[], { metrics }: ComparisonResult): string[] {
  const [{ scenario, label }] = contestants;
  const measures = metrics.flatMap(
    ({ metric }) => contestants.map(({ scenario }) => measureIn(scenario, metric)).find((one) => one !== null) ?? [],
  );
  const kFactor = metrics.some(({ metric }) => metric === 'kFactor') ? metricIn(scenario, 'kFactor') : null;
  return [
    ...measureLegend(measures),
    ...(label === AS_IT_IS ? ['As it is: without the change.'] : []),
    ...(kFactor ? [`kFactor: ${metricMeaning(scenario, kFactor)}.`] : []),
  ];
}

/** For each scenario but the first what the leading metric comes to. */
function closing({ contestants, result, lead }: Comparison): string[] {
  const row = result.metrics.find(({ metric }) => metric === lead);
  return contestants.slice(1).flatMap((contestant, i) => {
    if (row) return sentence(contestant, i + 1, row, contestants[0], result);
    if (result.metrics.some((one) => differs(one, i + 1))) return [];
    return [`${contestants.length === 2 ? 'Nothing' : `In ${contestant.label}, nothing`} differs in these metrics.`];
  });
}

/** "With --referral-rate 1.2, gain is 60 instead of 47: 28% more; it comes out ahead in 91.0% of 10,000 runs." */
function sentence(
  contestant: Contestant,
  c: number,
  row: ComparedMetric,
  first: Contestant,
  { runs = 0 }: ComparisonResult,
): string[] {
  const { scenario, label } = contestant;
  const measure = measureIn(scenario, row.metric);
  if (measure && isOfChance(measure)) return ofChance(measure, contestant, c, row, first);
  const [before, now] = [read(row, 0, first.scenario), read(row, c, scenario)];
  // Amounts in different currencies have no difference to speak of.
  if (!before || !now || (typeof now.value === 'number' && row.change[c] === null)) return [];
  const where = whereOf(label);
  const outcome = outcomeOf(row.beats?.[c] ?? null, runs);
  if (isSame(row, c)) return [`${where}, ${row.metric} stays ${textOf(now)}${outcome}.`];
  const [from, to] = textsApart(before, now);
  return [`${where}, ${row.metric} is ${to} instead of ${from}${howMuch(row, c, contestant)}${outcome}.`];
}

const whereOf = (label: string): string =>
  label.startsWith('--') ? `With ${label.replace(/^--with (?=\S+$)/, '')}` : `In ${label}`;

/** "With --referral-rate 1.2, the chance that gain in rotation 5 is at least 47 is 92.3% instead of 51.9%." */
function ofChance(
  measure: Measure,
  { scenario, label }: Contestant,
  c: number,
  row: ComparedMetric,
  first: Contestant,
): string[] {
  const [before, now] = [row.values[0], row.values[c]];
  if (typeof before !== 'number' || typeof now !== 'number' || row.change[c] === null) return [];
  const [from, to] = [
    shownMeasure(measure, before, first.scenario, 'priced'),
    shownMeasure(measure, now, scenario, 'priced'),
  ];
  const what = measureInWords(measure, scenario);
  return [`${whereOf(label)}, ${what} ${from === to ? `stays ${to}` : `is ${to} instead of ${from}`}.`];
}

/** A value of a metric in one scenario. */
interface Reading {
  readonly metric: Metric;
  readonly value: MetricValue;
  readonly scenario: Scenario;
}

/** Null where the scenario has no such metric, or the metric no value. */
function read({ metric: name, values }: ComparedMetric, c: number, scenario: Scenario): Reading | null {
  const metric = metricIn(scenario, name);
  return metric === null || values[c] === null ? null : { metric, value: values[c], scenario };
}

const textOf = ({ metric, value, scenario }: Reading, decimals = 1): string =>
  shownMetric(metric, value, scenario, 'priced', decimals);

/** Two values that differ, with as many digits as it takes to see that. */
function textsApart(a: Reading, b: Reading): [string, string] {
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return [textOf(a), textOf(b)];
  const [one, other, difference] = [a.value, b.value, b.value - a.value];
  const decimals = decimalsOfTimes([difference], [[one, other]]);
  const texts: [string, string] = [textOf(a, decimals), textOf(b, decimals)];
  if (texts[0] !== texts[1]) return texts;
  return [toldApart(a.metric, one, difference, a.scenario), toldApart(b.metric, other, difference, b.scenario)];
}

/** "; it comes out ahead in 91.0% of 10,000 runs", or where the runs are all the same " in every run". */
function outcomeOf(beats: Beats | null, runs: number): string {
  if (beats === null) return '';
  if (beats.ties === 1) return ' in every run';
  return `; it comes out ${often(beats, runs)}`;
}

/** ": 28% more", or where a percentage says nothing ": USD 700.00 more". */
function howMuch(row: ComparedMetric, c: number, { scenario }: Contestant): string {
  const [first, value] = [row.values[0], row.values[c]];
  const [change, relative] = [row.change[c], row.relative[c]];
  const metric = metricIn(scenario, row.metric);
  if (!metric || change === null || change === 0 || typeof first !== 'number' || typeof value !== 'number') return '';
  const unit = unitOf(metric);
  const isTime = unit === 'rotation' || unit === 'rotations';
  const way = change > 0 ? (isTime ? 'later' : 'more') : isTime ? 'earlier' : 'less';
  if (relative === null || isBeyondWords(relative) || first < 0 || value < 0 || isTime || unit === 'share') {
    return `: ${metricText(metric, scenario, [change]).step(change)} ${way}`;
  }
  const size = Math.abs(relative);
  const share = size < LEAST_SHARE ? margin(size) : shareInWords(size >= 0.1 ? Math.round(size * 100) / 100 : size);
  return `: ${share} ${way}`;
}

/** Less than this would be 0.0%. */
const LEAST_SHARE = 0.0005;

/** Fewer ties than this share of the runs are not worth a word. */
const LEAST_TIES = 0.0005;

/** "ahead in 47.7% of 10,000 runs, and is never behind". */
function often({ probability, ties }: Beats, runs: number): string {
  const all = plural(runs, 'run');
  if (probability === 1) return `ahead in all of ${all}`;
  const isNeverBehind = Math.round((probability + ties) * runs) === runs;
  const even = ties < LEAST_TIES ? '' : `, and ties in ${chanceText(ties)}`;
  const rest = isNeverBehind ? ', and is never behind' : even;
  return `ahead in ${probability === 0 ? 'none' : chanceText(probability)} of ${all}${rest}`;
}

/** What the columns of chance mean. */
function meanings(contestants: readonly Contestant[], { metrics }: ComparisonResult): Legend[] {
  const [{ scenario, label }] = contestants;
  const low = metrics.flatMap(({ metric }) => {
    const known = metricIn(scenario, metric);
    return known && isBetterLow(known) ? [metric] : [];
  });
  const than = label === AS_IT_IS ? 'without the change' : label;
  const less = low.length === 0 ? '' : `; for ${listed(low, 'and')}, less is better`;
  const ahead = `Ahead: in how many runs it does better than ${than} under the same luck${less}.`;
  const range =
    '5%-95%: what chance makes of a number. At most 5% of such wheels come to less, and at most 5% to more.';
  return [
    { column: 'Ahead', text: `${ahead} A tie is not ahead; even means a tie in every run.` },
    { column: '5%-95%', text: range },
  ];
}
