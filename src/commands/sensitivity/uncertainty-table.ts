import { swingOf } from '../../analysis/what-if/swings.ts';
import type { UncertaintyRow, UncertaintySensitivity } from '../../analysis/what-if/uncertain-sensitivity.ts';
import { isMoney } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { sampledBy } from '../../output/chance.ts';
import { metricText } from '../../output/format/metric-text.ts';
import { numberLabels } from '../../output/format/number-label.ts';
import { horizonOf } from '../../output/format/period-words.ts';
import { tableTitle } from '../../output/format/title.ts';
import { spreadInWords } from '../../output/format/written-number.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import { cutName, type SensitivityView } from './table.ts';
import { tornado } from './tornado-bars.ts';
import { explainedText, hasEffect, uncertaintyRemarks } from './uncertainty-sentences.ts';

/** The uncertain numbers, the one that moves the metric most first, and how much of its variance each explains. */
export function uncertaintyGrid(scenario: Scenario, result: UncertaintySensitivity, view: SensitivityView): Grid {
  const {
    measure: { metric },
    bars,
  } = view;
  const shown = result.rows.filter(hasEffect);
  const swings = result.rows.map(swingOf).filter((swing) => swing !== null);
  const text = metricText(metric, scenario, swings);
  const share = explainedText(result);
  const drawn = tornado(shown, result.value);
  const labels = numberLabels(
    scenario,
    shown.map(({ path }) => path),
  );
  return {
    title: titleOf(scenario, result, view),
    columns: [
      { header: 'Number', rank: 0, text: true, cutTo: cutName },
      { header: '5% to 95%', ids: ['low', 'high'], rank: 5 },
      { header: 'At low', ids: ['metricLow'], rank: 2 },
      { header: 'At high', ids: ['metricHigh'], rank: 1 },
      { header: 'Explains', ids: ['explains'], rank: 0 },
      { header: 'In all', ids: ['explainsInAll'], rank: 3 },
      ...(bars ? [{ header: 'Effect', ids: ['effect'], rank: 4, text: true }] : []),
      { header: 'Path', ids: ['path'], rank: 6, text: true },
    ],
    rows: shown.map((row, i) => [
      labels[i],
      spreadInWords(row, scenario),
      text.cell(row.metricLow),
      text.cell(row.metricHigh),
      share(row.explains),
      share(row.explainsInAll),
      ...(bars ? [drawn[i]] : []),
      row.path,
    ]),
    total: null,
    remarks: [...uncertaintyRemarks(scenario, result, metric, text, bars), ...result.notes],
  };
}

function titleOf(
  scenario: Scenario,
  { runs, seed }: UncertaintySensitivity,
  { measure: { metric }, levers }: SensitivityView,
): string {
  const about = [
    `what makes ${metric.name} uncertain`,
    'every uncertain number from its 5% to its 95% value',
    horizonOf(scenario),
    sampledBy(runs, seed),
  ];
  return tableTitle(scenario, about, levers, isMoney(metric));
}

/** Columns of CSV, each the key of a row in the JSON document. */
const COLUMNS = [
  ...['path', 'base', 'low', 'high', 'metricLow', 'metricHigh', 'elasticity'],
  ...['explains', 'explainsStandardError', 'explainsInAll', 'explainsInAllStandardError'],
] as readonly (keyof UncertaintyRow)[];

/** The columns of a sheet of numbers, or of a table with bars beside them. */
export const uncertaintyColumns = (hasBars: boolean): string[] => (hasBars ? [...COLUMNS, 'effect'] : [...COLUMNS]);

/** A row per uncertain number, as in the JSON document. */
export const uncertaintySheet = ({ rows }: UncertaintySensitivity): Sheet =>
  sheetOf(
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column])),
  );
