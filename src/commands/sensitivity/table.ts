import type { Sensitivity } from '../../analysis/what-if/sensitivity.ts';
import { swingOf } from '../../analysis/what-if/swings.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { isMoneyMeasure, measureCalled, measureText } from '../../output/format/measure-text.ts';
import { elasticity, percentOf } from '../../output/format/number.ts';
import { numberLabels } from '../../output/format/number-label.ts';
import { horizonOf } from '../../output/format/period-words.ts';
import { tableTitle } from '../../output/format/title.ts';
import { isShareAt, rangeInWords } from '../../output/format/written-number.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import { sensitivityRemarks } from './sentences.ts';
import { tornado } from './tornado-bars.ts';

/** What the metric comes to at either end matters more than anything but the name of the number. */
const AT_AN_END = 2;

/** Letters of a name that are enough to know it by, and those that remain where there is hardly any room. */
const SHORT = 24;
const SHORTEST = 12;

/** How short a name may be cut for the sake of a column of this rank. */
export const cutName = (rank: number): number => (rank <= AT_AN_END ? SHORTEST : SHORT);

export interface SensitivityView {
  readonly measure: Measure;
  /** Levers that were on. */
  readonly levers: readonly string[];
  /** Bars need letters of one width, which a page in Markdown does not have. */
  readonly bars: boolean;
}

/** The numbers that move the metric, the one that moves it most first, with a bar for each. */
export function sensitivityGrid(scenario: Scenario, result: Sensitivity, view: SensitivityView): Grid {
  const { measure, bars } = view;
  const moving = result.rows.filter((row) => swingOf(row) !== 0);
  const text = measureText(
    measure,
    scenario,
    result.rows.map(swingOf).filter((swing) => swing !== null),
  );
  const drawn = tornado(moving, result.value);
  const labels = numberLabels(
    scenario,
    moving.map(({ path }) => path),
  );
  return {
    title: titleOf(scenario, result, view),
    columns: [
      { header: 'Number', rank: 0, text: true, cutTo: cutName },
      { header: 'Low to high', ids: ['low', 'high'], rank: 5 },
      { header: 'At low', ids: ['metricLow'], rank: AT_AN_END },
      { header: 'At high', ids: ['metricHigh'], rank: 1 },
      { header: 'Elasticity', ids: ['elasticity'], rank: 3 },
      ...(bars ? [{ header: 'Effect', ids: ['effect'], rank: 4, text: true }] : []),
      { header: 'Path', ids: ['path'], rank: 6, text: true },
    ],
    rows: moving.map((row, i) => [
      labels[i],
      rangeInWords(row, scenario),
      text.cell(row.metricLow),
      text.cell(row.metricHigh),
      elasticity(row.elasticity),
      ...(bars ? [drawn[i]] : []),
      row.path,
    ]),
    total: null,
    remarks: [...sensitivityRemarks(scenario, result, measure, text, bars), ...result.notes],
  };
}

function titleOf(scenario: Scenario, { by, rows }: Sensitivity, view: SensitivityView): string {
  const odds = rows.some(({ path }) => isShareAt(path, scenario)) ? ', shares by their odds' : '';
  const about = [
    `what moves ${measureCalled(view.measure, scenario)}`,
    `every number ±${percentOf(by)}${odds}`,
    horizonOf(scenario),
  ];
  return tableTitle(scenario, about, view.levers, isMoneyMeasure(view.measure));
}

const COLUMNS = ['path', 'base', 'low', 'high', 'metricLow', 'metricHigh', 'elasticity'];

/** The columns of a sheet of numbers, or of a table with bars beside them. */
export const sensitivityColumns = (hasBars: boolean): string[] => (hasBars ? [...COLUMNS, 'effect'] : COLUMNS);

/** A row per number, as in the JSON document. */
export function sensitivitySheet({ rows }: Sensitivity): Sheet {
  return sheetOf(
    sensitivityColumns(false),
    rows.map((row) => [row.path, row.base, row.low, row.high, row.metricLow, row.metricHigh, row.elasticity]),
  );
}
