import { type Metric, readMetric } from '../../model/metric/metric.ts';
import { type MetricIds, seriesNames } from '../../model/metric/names.ts';
import { show } from '../../model/number/scalar.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import { suggestion } from '../../model/scenario/suggest.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { CellFault, CellRow, Cells } from './cells.ts';

/** What the columns of a table of actuals hold, by their place. */
export interface Headings {
  /** Null where there is none. */
  readonly rotation: number | null;
  readonly metrics: ReadonlyMap<number, Metric>;
}

const ROTATION = 'rotation';

/** What is wrong with more columns than this is not said: looking for what was meant takes a while. */
const MOST_FAULTS = 100;

/** Reads the names of the columns; adds what is wrong with them to `faults`. */
export function headingsOf(table: Cells, head: CellRow, scenario: Scenario, faults: CellFault[]): Headings {
  const ids = metricIds(scenario);
  const series = new Set(seriesNames(ids));
  const names = head.cells.map(columnNamer(scenario, ids, [ROTATION]));
  const metrics = new Map<number, Metric>();
  const known = new Set<string>();
  const add = (i: number, message: string): void => void faults.push({ offset: table.offsetOf(head, i), message });
  for (const [i, name] of names.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    if (name === '' && table.rows.every(({ cells }) => (cells[i] ?? '') === '')) continue;
    if (known.has(name)) add(i, `there is a column ${show(name)} already: keep one of them`);
    else if (series.has(name)) metrics.set(i, readMetric(name, ids) as Metric);
    else if (name !== ROTATION) add(i, unknown(name, [...series]));
    known.add(name);
  }
  const rotation = names.indexOf(ROTATION);
  if (rotation === -1) add(0, `the first line needs a column "${ROTATION}", which says which rotation a row is about`);
  return { rotation: rotation === -1 ? null : rotation, metrics };
}

function unknown(name: string, series: readonly string[]): string {
  if (name === '') return 'this column has no name, and there is something in it';
  const known = suggestion(name, series);
  return `there is no metric ${show(name)} of a rotation${known}: correct the name of this column, or leave it out`;
}

/** Capitals, blanks and hyphens are where what tables print differs from names: "Media CAC" is mediaCac. */
const alike = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');

/**
 * Tells which name a column goes by: its own, or the one that tables print otherwise: "Engage", the label of a stage,
 * "Active advocate". What may be two names, or none, stays as it is.
 * @param others names of columns that hold no metric
 */
function columnNamer({ stages }: Scenario, ids: MetricIds, others: readonly string[]): (cell: string) => string {
  const own = new Set([...others, ...seriesNames(ids)]);
  const meant = new Map<string, string | null>();
  const add = (text: string, name: string): void => {
    const known = meant.get(alike(text));
    meant.set(alike(text), known === undefined || known === name ? name : null);
  };
  for (const name of own) add(name, name);
  for (const { id, label } of stages) {
    if (label) add(label, id);
    if (ids.pools.includes(id)) add(`active ${label || id}`, `active.${id}`);
  }
  return (cell) => (own.has(cell) ? cell : (meant.get(alike(cell)) ?? cell));
}
