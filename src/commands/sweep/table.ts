import type { Answers } from '../../analysis/chance/estimate.ts';
import type { Estimate } from '../../analysis/measure/evaluator.ts';
import type { SweepRow } from '../../analysis/what-if/sweep.ts';
import type { MetricValue } from '../../model/result.ts';
import { factorOf } from '../../model/scenario/number-target.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandNames, PARTS } from '../../output/band-csv.ts';
import { measureHeader, shownMeasure } from '../../output/format/measure-text.ts';
import { shownRange } from '../../output/format/metric-value.ts';
import { variedHeading } from '../../output/format/number-label.ts';
import type { Grid } from '../../output/grid.ts';
import type { Cell } from '../../output/sheet.ts';
import type { SweepColumns, SweepRecord } from './sweep.ts';

/** A row with what chance makes of it, where that was asked for. */
export interface MeasuredRow extends SweepRow {
  readonly chance?: Pick<Answers, 'bands' | 'method' | 'runs' | 'tooLong' | 'notes'> & {
    /** Of the measures of chance; null for others, and where there is none. */
    readonly estimates: readonly (Estimate | null)[];
  };
}

/** The header of the sheet. */
export function sweepHeader({ paths, measures, banded }: SweepColumns): string[] {
  return [...paths, ...measures.map(({ name }) => name), ...banded.flatMap(({ name }) => bandNames(name))];
}

/** A row of the sheet. */
export function sweepCells({ values, metrics, chance }: MeasuredRow): Cell[] {
  const bands = chance?.bands ?? [];
  return [...values, ...metrics, ...bands.flatMap((band) => PARTS.map((part) => band?.[part] ?? null))];
}

/** A row of the JSON document. */
export function sweepRecord({ paths, measures, banded }: SweepColumns, row: MeasuredRow): SweepRecord {
  const { chance } = row;
  const errors = measures.flatMap(({ name }, i): [string, number | null][] => {
    const estimate = chance?.estimates[i];
    return estimate?.method === 'monte-carlo' ? [[name, estimate.standardError]] : [];
  });
  return {
    vary: Object.fromEntries(paths.map((path, i) => [path, row.values[i]])),
    metrics: Object.fromEntries(measures.map(({ name }, i) => [name, row.metrics[i]])),
    ...(errors.length > 0 ? { standardErrors: Object.fromEntries(errors) } : {}),
    ...(chance && banded.length > 0
      ? { bands: Object.fromEntries(banded.map(({ name }, i) => [name, chance.bands[i]])) }
      : {}),
  };
}

/** What goes above and below the table of a sweep. */
export interface Frame {
  readonly title: string;
  readonly remarks: readonly string[];
}

/** A row per combination; for two numbers and one metric a grid instead, that of the first number downwards. */
export const sweepGrid = (
  scenario: Scenario,
  columns: SweepColumns,
  rows: readonly MeasuredRow[],
  frame: Frame,
): Grid =>
  columns.paths.length === 2 && columns.measures.length === 1
    ? heatMap(scenario, columns, rows, frame)
    : rowGrid(scenario, columns, rows, frame);

/** A row per combination. */
export function rowGrid(scenario: Scenario, columns: SweepColumns, rows: readonly MeasuredRow[], frame: Frame): Grid {
  const { paths, measures, banded } = columns;
  const idsOf = (name: string): string[] => (banded.some((one) => one.name === name) ? bandNames(name) : []);
  return {
    title: frame.title,
    keys: paths.length,
    columns: [
      ...paths.map((path) => ({ header: variedHeading(scenario, path), ids: [path], rank: 0, whole: true })),
      ...measures.map((measure, i) => ({
        header: measureHeader(measure),
        ids: [measure.name, ...idsOf(measure.name)],
        rank: i,
      })),
    ],
    rows: rows.map((row) => [
      ...row.values.map((value, i) => variedText(paths[i], value)),
      ...measures.map((_, i) => cellOf(scenario, columns, row, i)),
    ]),
    total: null,
    remarks: frame.remarks,
  };
}

/** A value that a number is given, or by which all of it is multiplied. */
const variedText = (path: string, value: number): string => (factorOf(path) === null ? '' : '× ') + String(value);

/** A value with its band, where there is one: "147 (135-160)". */
function cellOf(
  scenario: Scenario,
  { measures, banded }: SweepColumns,
  { metrics: values, chance }: MeasuredRow,
  i: number,
): string {
  const measure = measures[i];
  const show = (value: MetricValue): string => shownMeasure(measure, value, scenario, 'bare');
  const band = chance?.bands[banded.findIndex(({ name }) => name === measure.name)];
  return band ? `${show(values[i])} (${shownRange(measure.metric, band, scenario, 'bare')})` : show(values[i]);
}

function heatMap(scenario: Scenario, columns: SweepColumns, rows: readonly MeasuredRow[], frame: Frame): Grid {
  const { paths, measures } = columns;
  const [down, right] = paths.map((path) => variedHeading(scenario, path));
  const across = [...new Set(rows.map(({ values }) => values[1]))];
  const lines = Array.from({ length: rows.length / across.length }, (_, i) =>
    rows.slice(i * across.length, (i + 1) * across.length),
  );
  const found = rows.flatMap(({ metrics: [value] }) => (typeof value === 'number' ? [value] : []));
  const [low, high] = [Math.min(...found), Math.max(...found)];
  const heat = ({ metrics: [value] }: MeasuredRow): number | null =>
    typeof value === 'number' && high > low ? (value - low) / (high - low) : null;
  return {
    title: `${frame.title} · ${measureHeader(measures[0])}`,
    columns: [{ header: '', rank: 0 }, ...across.map((value, i) => ({ header: variedText(paths[1], value), rank: i }))],
    rows: lines.map((line) => [
      variedText(paths[0], line[0].values[0]),
      ...line.map((row) => cellOf(scenario, columns, row, 0)),
    ]),
    total: null,
    heat: lines.map((line) => [null, ...line.map(heat)]),
    remarks: [`Downwards: ${down}. Across: ${right}.`, ...frame.remarks],
  };
}
