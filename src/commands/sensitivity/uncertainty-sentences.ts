import { swingOf } from '../../analysis/what-if/swings.ts';
import type { UncertaintyRow, UncertaintySensitivity } from '../../analysis/what-if/uncertain-sensitivity.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type MetricText, metricInWords } from '../../output/format/metric-text.ts';
import { count, margin, NOTHING, share } from '../../output/format/number.ts';
import { numberLabels } from '../../output/format/number-label.ts';
import type { Legend } from '../../output/grid.ts';

/** A row whose shares are known. */
interface Explaining extends UncertaintyRow {
  readonly explains: number;
  readonly explainsStandardError: number;
  readonly explainsInAll: number;
}

const explaining = ({ rows }: UncertaintySensitivity): Explaining[] =>
  rows.filter((row): row is Explaining => row.explains !== null).sort((a, b) => b.explains - a.explains);

/** True for a number that moves the metric, between its ends or anywhere. */
export const hasEffect = (row: UncertaintyRow): boolean => swingOf(row) !== 0 || (row.explainsInAll ?? 0) > 0;

/**
 * How a share of the variance is written: to a whole percent where it may be off by half of one, else to a tenth. What
 * chance took below 0 is 0.
 */
export function explainedText(result: UncertaintySensitivity): (share: number | null) => string {
  const whole = largestError(result) >= 0.005;
  return (value) => {
    if (value === null) return NOTHING;
    const least = whole ? 0.005 : 0.0005;
    if (value > 0 && value < least) return whole ? '<1%' : '<0.1%';
    return whole ? `${count(100 * Math.max(0, value))}%` : share(Math.max(0, value));
  };
}

const largestError = ({ rows }: UncertaintySensitivity): number =>
  rows
    .flatMap((row) => [row.explainsStandardError ?? 0, row.explainsInAllStandardError ?? 0])
    .reduce((most, error) => Math.max(most, error), 0);

/**
 * Which number makes the metric most uncertain, how far it differs at all, what no number explains, and how to read the
 * table.
 * @param bars whether the table has them
 */
export function uncertaintyRemarks(
  scenario: Scenario,
  result: UncertaintySensitivity,
  metric: Metric,
  text: MetricText,
  bars: boolean,
): (string | Legend)[] {
  const name = metricInWords(metric, scenario);
  const known = explaining(result);
  return [
    ...mostRemark(scenario, result, name),
    ...(known.length > 0 ? [spreadRemark(result, name, text), ...togetherRemark(result)] : []),
    ...luckRemark(result, name),
    ...stillRemark(scenario, result),
    ...certainRemark(scenario, result),
    ...(known.length > 0 ? legend(result, name, text, bars) : []),
  ];
}

/** Which number explains most, and whether another one explains as much. */
function mostRemark(scenario: Scenario, result: UncertaintySensitivity, name: string): string[] {
  if (result.mean === null) return [`${name} has no value in this scenario.`];
  const [most, next] = explaining(result).filter(hasEffect);
  if (most === undefined) return [`No uncertain number of this scenario moves ${name}.`];
  const text = (share: number): string => explainedText(result)(share).replace('.0%', '%');
  const called = namesOf(scenario, result);
  const how = `How sure you are of ${called(most)} explains ${text(most.explains)} of how far ${name} may come out differently`;
  if (next === undefined) return [`${how}: no other uncertain number moves it.`];
  if (most.explains - next.explains > CLEARLY * (most.explainsStandardError + next.explainsStandardError))
    return [`${how}, more than any other number.`];
  return [`${how}, and ${called(next)} about as much (${text(next.explains)}).`];
}

/** Estimates that differ by more standard errors than this are not the same. */
const CLEARLY = 2;

/** "Paid: cost (channels.paid.cost)": the path is what one types, and has no column where room is short. */
function namesOf(scenario: Scenario, { rows }: UncertaintySensitivity): (row: UncertaintyRow) => string {
  const paths = rows.map(({ path }) => path);
  const labels = numberLabels(scenario, paths);
  return ({ path }) => {
    const label = labels[paths.indexOf(path)];
    return label === path ? path : `${label} (${path})`;
  };
}

const spreadRemark = ({ mean, sd }: UncertaintySensitivity, name: string, text: MetricText): string =>
  `With every uncertain number drawn, ${name} comes to ${text.words(mean ?? 0)} on average, give or take ${text.step(sd ?? 0)} (one standard deviation).`;

/** What is left of the variance when each number has explained its share: what several do together. */
function togetherRemark(result: UncertaintySensitivity): string[] {
  const known = explaining(result);
  if (known.length < 2) return [];
  const sum = known.reduce((all, { explains }) => all + explains, 0);
  const error = Math.sqrt(
    known.reduce((all, { explainsStandardError }) => all + explainsStandardError * explainsStandardError, 0),
  );
  const rest = 1 - sum;
  if (rest < Math.max(WORTH_SAYING, CLEARLY * error)) return [];
  return [
    `One by one the numbers explain ${share(sum)} of that; the other ${share(rest)} comes from what several of them do together.`,
  ];
}

/** Less than this nobody needs to know. */
const WORTH_SAYING = 0.02;

/** What no number explains, since people are whole. */
function luckRemark({ unexplained }: UncertaintySensitivity, name: string): string[] {
  if (unexplained === null || unexplained < 0.0005) return [];
  const about = unexplained < 0.1 ? share(unexplained) : `${count(100 * unexplained)}%`;
  return [
    `Luck comes on top (who happens to come, to go on and to stay): about ${about} of all that may make ${name} come out differently, which no number explains.`,
  ];
}

/** Uncertain numbers without an effect, which a table need not show. */
function stillRemark(scenario: Scenario, { rows }: UncertaintySensitivity): string[] {
  const still = rows.filter((row) => !hasEffect(row)).map(({ path }) => path);
  return still.length === 0 ? [] : [`Uncertain, and without any effect on it: ${named(scenario, still)}.`];
}

/** The numbers that stand at their value, and what to write to see what they explain. */
function certainRemark(scenario: Scenario, { notUncertain }: UncertaintySensitivity): string[] {
  if (notUncertain.length === 0) return [];
  return [
    `Not uncertain, taken for what the file says: ${named(scenario, notUncertain)}. Write those that you are not sure of ` +
      'as {"got": 12, "of": 400} or {"pert": [lowest, likeliest, highest]} to see what they explain.',
  ];
}

/** So many names are read; the rest are counted. */
const MOST_NAMES = 8;

function named(scenario: Scenario, paths: readonly string[]): string {
  const more = paths.length - MOST_NAMES;
  const names = numberLabels(scenario, paths).slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${names} and ${count(more)} more` : names;
}

/** How to read the table. */
function legend(result: UncertaintySensitivity, name: string, text: MetricText, bars: boolean): Legend[] {
  const { value } = result;
  const error = largestError(result);
  const off = error > 0 ? `; standard errors up to ${margin(error)}` : '';
  const bar = `Effect: from ${text.words(value ?? 0)} to there, ░ with the number low, █ with it high.`;
  return [
    { column: '5% to 95%', text: '5% to 95%: the number lies between these nine times in ten.' },
    { column: 'At low', text: `At low and at high: ${name} with the number at either end, all others at their mean.` },
    {
      column: 'Explains',
      text: `Explains: how much of the variance (the squared standard deviation) would go if you knew this number exactly${off}.`,
    },
    {
      column: 'In all',
      text: 'In all: with what the number does together with others, so that these may add up to more than 100%.',
    },
    ...(bars && value !== null ? [{ column: 'Effect', text: bar }] : []),
  ];
}
