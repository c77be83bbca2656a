import { type Sensitivity, type SensitivityRow, swingOf } from '../analysis/sensitivity.ts';
import { isTie } from '../analysis/tie.ts';
import type { Metric } from '../model/metric.ts';
import type { Scenario } from '../model/scenario.ts';
import { renderCsv } from './csv.ts';
import type { Grid } from './grid.ts';
import { listed } from './listed.ts';
import { isMoney, type MetricText, metricInWords, metricText } from './metric-text.ts';
import { elasticity, factor, fine } from './number.ts';
import { horizonOf } from './spoken.ts';
import { tornado } from './tornado.ts';
import { rangeInWords } from './written-number.ts';

export interface SensitivityView {
  readonly metric: Metric;
  /** Levers that were on. */
  readonly levers: readonly string[];
  /** Bars need letters of one width, which a page in Markdown does not have. */
  readonly bars: boolean;
}

/** The numbers that move the metric, the one that moves it most first, with a bar for each. */
export function sensitivityGrid(scenario: Scenario, result: Sensitivity, view: SensitivityView): Grid {
  const { metric, bars } = view;
  const moving = result.rows.filter((row) => swingOf(row) !== 0);
  const text = metricText(
    metric,
    scenario,
    result.rows.map(swingOf).filter((swing) => swing !== null),
  );
  const drawn = tornado(moving, result.value);
  return {
    title: titleOf(scenario, result, view),
    columns: [
      { header: 'Number', rank: 0, text: true },
      { header: 'Low to high', rank: 5 },
      { header: 'At low', rank: 2 },
      { header: 'At high', rank: 1 },
      { header: 'Elasticity', rank: 4 },
      ...(bars ? [{ header: 'Effect', rank: 3, text: true }] : []),
    ],
    rows: moving.map((row, i) => [
      row.path,
      rangeInWords(row, scenario),
      text.cell(row.metricLow),
      text.cell(row.metricHigh),
      elasticity(row.elasticity),
      ...(bars ? [drawn[i]] : []),
    ]),
    total: null,
    remarks: [
      ...resultRemarks(scenario, result, metric, text),
      ...stillRemark(result),
      ...stoppedRemark(result),
      ...(moving.length > 0 ? legend(result, metric, text, bars) : []),
      ...result.notes,
    ],
  };
}

function titleOf({ name, currency, ...scenario }: Scenario, { by }: Sensitivity, view: SensitivityView): string {
  return [
    name || 'Scenario',
    `what moves ${view.metric.name}`,
    `every number ±${percentOf(by)}`,
    horizonOf(scenario),
    ...(currency !== undefined && isMoney(view.metric) ? [`amounts in ${currency}`] : []),
    ...(view.levers.length > 0 ? [`with ${view.levers.join(', ')}`] : []),
  ].join(' · ');
}

/** How far the numbers were moved, without rounding it away: "10%", "0.01%". */
function percentOf(by: number): string {
  const percent = factor(100 * by);
  return `${percent === '0' ? fine(100 * by, 100 * by) : percent}%`;
}

/** Which number matters most, and to what it takes the metric. */
function resultRemarks(
  scenario: Scenario,
  { value, by, rows }: Sensitivity,
  metric: Metric,
  text: MetricText,
): string[] {
  const name = metricInWords(metric, scenario);
  if (value === null) return [`${name} has no value in this scenario.`];
  const known = rows.filter((row) => (swingOf(row) ?? 0) > 0);
  const [most] = known;
  if (most === undefined) return [`No number of this scenario moves ${name}.`];
  const level = known.filter((row) => isTie(swingOf(row) ?? 0, swingOf(most) ?? 0));
  // Of numbers with the same swing some may raise the metric and some lower it.
  const alike = level.filter((row) => isTie(row.metricLow ?? 0, most.metricLow ?? 0));
  const subject = `${percentOf(by)} less or more of ${listed(
    alike.map(({ path }) => path),
    'or',
  )}`;
  const ends = `from ${text.words(most.metricLow ?? 0)} to ${text.words(most.metricHigh ?? 0)}`;
  return [`${subject} moves ${name} ${ends}${comparedWith(rows, alike.length, level.length, known.length)}.`];
}

function comparedWith(rows: readonly SensitivityRow[], alike: number, level: number, known: number): string {
  if (alike === known) return '';
  if (rows.some((row) => swingOf(row) === null)) return ': no other number that can be told moves it more';
  return level > alike ? ': no other number moves it more' : ': more than any other number';
}

/** Numbers without an effect, which a table need not show. */
function stillRemark({ rows, value }: Sensitivity): string[] {
  const still = rows.filter((row) => swingOf(row) === 0).map(({ path }) => path);
  if (still.length === 0 || value === null) return [];
  return [`Without any effect on it: ${still.join(', ')}.`];
}

/** Shares that could not go all the way. */
function stoppedRemark({ by, rows }: Sensitivity): string[] {
  const stopped = rows.filter(({ base, high }) => high === 1 && base * (1 + by) > 1 && base <= 1);
  return stopped.length === 0 ? [] : [`A share stops at 100%: ${stopped.map(({ path }) => path).join(', ')}.`];
}

/** How to read the table. */
function legend({ value, rows }: Sensitivity, { name }: Metric, text: MetricText, bars: boolean): string[] {
  if (value === null) return [];
  const drawn = bars && rows.some((row) => swingOf(row) !== null);
  const sentences = [
    `At low and at high: ${name} with the number at either end.`,
    ...(drawn
      ? [`Effect: ${name} from ${text.words(value)} to there, ░ with the number lower, █ with it higher.`]
      : []),
    `Elasticity: by how many percent ${name} moves for each percent of the number.`,
  ];
  return [sentences.join(' ')];
}

/** A row per number, as in the JSON document. */
export function sensitivityCsv({ rows }: Sensitivity): string {
  return renderCsv(
    ['path', 'base', 'low', 'high', 'metricLow', 'metricHigh', 'elasticity'],
    rows.map((row) => [row.path, row.base, row.low, row.high, row.metricLow, row.metricHigh, row.elasticity]),
  );
}
