import type { Answers } from '../../analysis/chance/estimate.ts';
import type { SweepRow } from '../../analysis/what-if/sweep.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { MetricValue } from '../../model/result.ts';
import { factorOf } from '../../model/scenario/number-target.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandNames, PARTS } from '../../output/band-csv.ts';
import { shownMetric } from '../../output/format/metric-value.ts';
import { variedHeading } from '../../output/format/number-label.ts';
import type { Grid } from '../../output/grid.ts';
import type { Cell } from '../../output/sheet.ts';
import type { SweepColumns, SweepRecord } from './sweep.ts';

/** A row with what chance makes of its metrics, where that was asked for. */
export interface BandedRow extends SweepRow {
  readonly chance?: Pick<Answers, 'bands' | 'method' | 'runs' | 'tooLong'>;
}

/** The header of the sheet. */
export function sweepHeader({ paths, metrics }: SweepColumns, banded: boolean): string[] {
  const names = metrics.map(({ name }) => name);
  return [...paths, ...names, ...(banded ? names.flatMap(bandNames) : [])];
}

/** A row of the sheet. */
export function sweepCells({ values, metrics, chance }: BandedRow): Cell[] {
  const bands = chance?.bands ?? [];
  return [...values, ...metrics, ...bands.flatMap((band) => PARTS.map((part) => band?.[part] ?? null))];
}

/** A row of the JSON document. */
export function sweepRecord({ paths, metrics }: SweepColumns, row: BandedRow): SweepRecord {
  const named = <T>(values: readonly T[]): [string, T][] => metrics.map(({ name }, i) => [name, values[i]]);
  return {
    vary: Object.fromEntries(paths.map((path, i) => [path, row.values[i]])),
    metrics: Object.fromEntries(named<MetricValue>(row.metrics)),
    ...(row.chance ? { bands: Object.fromEntries(named(row.chance.bands)) } : {}),
  };
}

/** What goes above and below the table of a sweep. */
export interface Frame {
  readonly title: string;
  readonly remarks: readonly string[];
}

/** A row per combination; for two numbers and one metric a grid instead, that of the first number downwards. */
export const sweepGrid = (scenario: Scenario, columns: SweepColumns, rows: readonly BandedRow[], frame: Frame): Grid =>
  columns.paths.length === 2 && columns.metrics.length === 1
    ? heatMap(scenario, columns, rows, frame)
    : rowGrid(scenario, columns, rows, frame);

/** A row per combination. */
export function rowGrid(
  scenario: Scenario,
  { paths, metrics }: SweepColumns,
  rows: readonly BandedRow[],
  frame: Frame,
): Grid {
  return {
    title: frame.title,
    keys: paths.length,
    columns: [
      ...paths.map((path) => ({ header: variedHeading(scenario, path), ids: [path], rank: 0, whole: true })),
      ...metrics.map(({ name }, i) => ({ header: name, ids: [name, ...bandNames(name)], rank: i })),
    ],
    rows: rows.map((row) => [
      ...row.values.map((value, i) => variedText(paths[i], value)),
      ...metrics.map((_, i) => cellOf(scenario, metrics, row, i)),
    ]),
    total: null,
    remarks: frame.remarks,
  };
}

/** A value that a number is given, or by which all of it is multiplied. */
const variedText = (path: string, value: number): string => (factorOf(path) === null ? '' : '× ') + String(value);

/** A value with its band, where there is one: "147 (135-160)". */
function cellOf(scenario: Scenario, metrics: readonly Metric[], { metrics: values, chance }: BandedRow, i: number) {
  const show = (value: MetricValue): string => shownMetric(metrics[i], value, scenario, 'bare');
  const band = chance?.bands[i];
  return band ? `${show(values[i])} (${show(band.p5)} to ${show(band.p95)})` : show(values[i]);
}

function heatMap(scenario: Scenario, { paths, metrics }: SweepColumns, rows: readonly BandedRow[], frame: Frame): Grid {
  const [down, right] = paths.map((path) => variedHeading(scenario, path));
  const across = [...new Set(rows.map(({ values }) => values[1]))];
  const lines = Array.from({ length: rows.length / across.length }, (_, i) =>
    rows.slice(i * across.length, (i + 1) * across.length),
  );
  const found = rows.flatMap(({ metrics: [value] }) => (typeof value === 'number' ? [value] : []));
  const [low, high] = [Math.min(...found), Math.max(...found)];
  const heat = ({ metrics: [value] }: BandedRow): number | null =>
    typeof value === 'number' && high > low ? (value - low) / (high - low) : null;
  return {
    title: `${frame.title} · ${metrics[0].name}`,
    columns: [{ header: '', rank: 0 }, ...across.map((value, i) => ({ header: variedText(paths[1], value), rank: i }))],
    rows: lines.map((line) => [
      variedText(paths[0], line[0].values[0]),
      ...line.map((row) => cellOf(scenario, metrics, row, 0)),
    ]),
    total: null,
    heat: lines.map((line) => [null, ...line.map(heat)]),
    remarks: [`Downwards: ${down}. Across: ${right}.`, ...frame.remarks],
  };
}
