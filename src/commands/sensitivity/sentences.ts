import { isTie } from '../../analysis/tolerance.ts';
import type { Sensitivity } from '../../analysis/what-if/sensitivity.ts';
import { type SensitivityRow, swingOf } from '../../analysis/what-if/swings.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { listed } from '../../model/text/list.ts';
import { sampledBy } from '../../output/chance.ts';
import { measureCalled, measureInWords } from '../../output/format/measure-text.ts';
import type { MetricText } from '../../output/format/metric-text.ts';
import { percentOf } from '../../output/format/number.ts';
import { numberLabels } from '../../output/format/number-label.ts';
import { isShareAt, rangeInWords } from '../../output/format/written-number.ts';
import type { Legend } from '../../output/grid.ts';

/**
 * Which number matters most, which do not matter, and how to read the table.
 * @param bars whether the table has them
 */
export function sensitivityRemarks(
  scenario: Scenario,
  result: Sensitivity,
  measure: Measure,
  text: MetricText,
  bars: boolean,
): (string | Legend)[] {
  const moving = result.rows.some((row) => swingOf(row) !== 0);
  return [
    ...resultRemarks(scenario, result, measure, text),
    ...methodRemark(result),
    ...stillRemark(result),
    ...oddsRemark(scenario, result),
    ...(moving ? legend(result, measureCalled(measure, scenario), text, bars) : []),
  ];
}

/** Which number matters most, and to what it takes the metric. */
function resultRemarks(
  scenario: Scenario,
  { value, by, rows }: Sensitivity,
  measure: Measure,
  text: MetricText,
): string[] {
  const name = measureInWords(measure, scenario);
  if (value === null) return [`${name} has no value in this scenario.`];
  const known = rows.filter((row) => (swingOf(row) ?? 0) > 0);
  const [most] = known;
  if (most === undefined) return [`No number of this scenario moves ${name}.`];
  const level = known.filter((row) => isTie(swingOf(row) ?? 0, swingOf(most) ?? 0));
  // Of numbers with the same swing some may raise the metric and some lower it.
  const alike = level.filter((row) => isTie(row.metricLow ?? 0, most.metricLow ?? 0));
  const subject = listed(subjectsOf(alike, by, scenario), 'or');
  const ends = `from ${text.words(most.metricLow ?? 0)} to ${text.words(most.metricHigh ?? 0)}`;
  return [`${subject} moves ${name} ${ends}${comparedWith(alike.length, level.length, known.length)}.`];
}

/** "10% less or more of Paid: cost (channels.paid.cost)"; of a share, its ends. */
function subjectsOf(rows: readonly SensitivityRow[], by: number, scenario: Scenario): string[] {
  const isShare = ({ path }: SensitivityRow): boolean => isShareAt(path, scenario);
  const names = numberLabels(
    scenario,
    rows.map(({ path }) => path),
  );
  // The path is what is typed behind --set, and has no column where room is short.
  const called = new Map(rows.map((row, i) => [row, names[i] === row.path ? row.path : `${names[i]} (${row.path})`]));
  return [
    ...rows
      .filter((row) => !isShare(row))
      .map((row, i) => (i === 0 ? `${percentOf(by)} less or more of ${called.get(row)}` : `${called.get(row)}`)),
    ...rows.filter(isShare).map((row) => `${called.get(row)} from ${rangeInWords(row, scenario)}`),
  ];
}

function comparedWith(alike: number, level: number, known: number): string {
  if (alike === known) return '';
  return level > alike ? ': no other number moves it more' : ': more than any other number';
}

/** Numbers without an effect, which a table need not show. */
function stillRemark({ rows, value }: Sensitivity): string[] {
  const still = rows.filter((row) => swingOf(row) === 0).map(({ path }) => path);
  if (still.length === 0 || value === null) return [];
  return [`Without any effect on it: ${still.join(', ')}.`];
}

/** How shares were moved, where the table shows any. */
function oddsRemark(scenario: Scenario, { by, rows }: Sensitivity): string[] {
  if (!rows.some((row) => swingOf(row) !== 0 && isShareAt(row.path, scenario))) return [];
  return [
    `A share p moves by its odds, p/(1 - p), ${percentOf(by)} less and more: 92% and 8% are treated alike, and none passes 100%.`,
  ];
}

/** From which runs the effects come. */
const methodRemark = ({ method, runs = 0, seed }: Sensitivity): string[] =>
  method === 'monte-carlo' ? [`From ${sampledBy(runs, seed)}, with the same luck for every number.`] : [];

/** How to read the table. */
function legend({ value, rows }: Sensitivity, name: string, text: MetricText, bars: boolean): Legend[] {
  if (value === null) return [];
  const drawn = bars && rows.some((row) => swingOf(row) !== null);
  const bar = `Effect: ${name} from ${text.words(value)} to there, ░ with the number lower, █ with it higher.`;
  return [
    { column: 'At low', text: `At low and at high: ${name} with the number at either end.` },
    ...(drawn ? [{ column: 'Effect', text: bar }] : []),
    { column: 'Elasticity', text: `Elasticity: by how many percent ${name} moves for each percent of the number.` },
  ];
}
