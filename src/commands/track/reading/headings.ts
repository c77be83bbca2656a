import { knownMetric, type Metric, readMetric } from '../../../model/metric/metric.ts';
import { type MetricIds, seriesNames } from '../../../model/metric/names.ts';
import { show } from '../../../model/number/scalar.ts';
import { metricIds } from '../../../model/scenario/expect-faults.ts';
import { nearest, suggestion } from '../../../model/scenario/suggest.ts';
import type { Scenario } from '../../../model/scenario/types.ts';
import { labelOf } from '../../../output/format/label.ts';
import { metricLabel } from '../../../output/format/metric-label.ts';
import type { CellFault, CellRow, Cells } from './cells.ts';
import { isDated } from './dates.ts';

/** What the columns of a table of actuals hold, by their place. */
export interface Headings {
  /** Null where there is none. */
  readonly rotation: number | null;
  readonly metrics: ReadonlyMap<number, Metric>;
  /** What was not read, in a sentence; empty where all was. */
  readonly notes: readonly string[];
}

const ROTATION = 'rotation';

/** What is wrong with more columns than this is not said: looking for what was meant takes a while. */
const MOST_FAULTS = 100;

/** No note names more columns than this. */
const MOST_NAMED = 10;

/**
 * Reads the names of the columns; adds what is wrong with them to `faults`. Columns that are no metric are skipped where
 * others are.
 */
export function headingsOf(table: Cells, head: CellRow, scenario: Scenario, faults: CellFault[]): Headings {
  const ids = metricIds(scenario);
  const series = new Set(seriesNames(ids));
  const nameOf = columnNamer(scenario, ids);
  const names = head.cells.map((cell, i) => nameOf(cell, () => columnOf(table, i)));
  const rotation = rotationIn(names, series, scenario, () => columnOf(table, 0));
  const metrics = new Map<number, Metric>();
  const unknown: number[] = [];
  const known = new Set<string>();
  const add = (i: number, message: string): void => void faults.push({ offset: table.offsetOf(head, i), message });
  for (const [i, name] of names.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    if (i === rotation || (name === '' && columnOf(table, i).length === 0)) continue;
    if (!series.has(name) && name !== ROTATION) unknown.push(i);
    else if (known.has(name)) add(i, `there is a column ${show(name)} already: keep one of them`);
    else metrics.set(i, readMetric(name, ids) as Metric);
    known.add(name);
  }
  if (rotation === -1) add(0, `the first line needs a column "${ROTATION}", which says which rotation a row is about`);
  const isFault = metrics.size === 0;
  if (isFault) for (const i of unknown.slice(0, MOST_FAULTS)) add(i, faultOf(names[i], [...series]));
  const skipped = unknown.map((i) => calledBy(head.cells[i], i, series));
  const notes = isFault || skipped.length === 0 ? [] : [skippedNote(skipped)];
  return { rotation: rotation === -1 ? null : rotation, metrics, notes };
}

/** What stands in a column below its header. */
const columnOf = ({ rows }: Cells, i: number): string[] =>
  rows.slice(1).flatMap(({ cells }) => ((cells[i] ?? '') === '' ? [] : [cells[i]]));

/**
 * The column that says which rotation a row is about: "rotation", or what tables and spreadsheets call it; failing these the
 * first, in whatever language, where dates or names of rotations stand in it.
 */
function rotationIn(
  names: readonly string[],
  series: ReadonlySet<string>,
  { period }: Scenario,
  first: () => readonly string[],
): number {
  const others = [...(period === undefined ? [] : [period]), 'date', 'period'];
  for (const wanted of [ROTATION, ...others]) {
    const found = names.findIndex((name) => name.toLowerCase() === wanted && !series.has(name));
    if (found !== -1) return found;
  }
  const cells = series.has(names[0]) ? [] : first();
  return cells.length > 0 && cells.every(isDated) ? 0 : -1;
}

function faultOf(name: string, series: readonly string[]): string {
  if (name === '') return 'this column has no name, and there is something in it';
  const known = suggestion(name, series);
  return `there is no metric ${show(name)} of a rotation${known}: correct the name of this column, or leave it out`;
}

/** A column as a note calls it, with what was meant if that is near. */
function calledBy(name: string, i: number, series: ReadonlySet<string>): string {
  if (name === '') return `column ${i + 1}, which has no name`;
  const near = nearest(name, [...series]);
  return near === null ? show(name) : `${show(name)} (did you mean ${near}?)`;
}

function skippedNote(skipped: readonly string[]): string {
  const named = skipped.slice(0, MOST_NAMED);
  const more = skipped.length - named.length;
  const all = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `Not read, since this scenario has no figure of that name: ${all}.`;
}

/** Capitals, blanks and hyphens are where what tables print differs from names: "Media CAC" is mediaCac. */
const alike = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');

/**
 * Tells which name a column goes by: its own, or the one that tables print otherwise: "Engage", the label of a stage,
 * "Active advocate", "Engage by Paid", and "Paid" alone where the origins of the first stage are shown. What may be two names,
 * or none, stays as it is.
 */
function columnNamer(scenario: Scenario, ids: MetricIds): (cell: string, column: () => readonly string[]) => string {
  const series = seriesNames(ids);
  const own = new Set([ROTATION, ...series]);
  const meant = new Map<string, string | null>();
  const add = (text: string, name: string): void => {
    const known = meant.get(alike(text));
    meant.set(alike(text), known === undefined || known === name ? name : null);
  };
  for (const name of own) add(name, name);
  for (const { id, label } of scenario.stages) if (label) add(label, id);
  // Figures of pools: "Active advocate".
  for (const name of series) {
    const [first, pool] = name.split('.');
    if (pool !== undefined && !ids.stages.includes(first)) add(metricLabel(scenario, knownMetric(name, ids)), name);
  }
  // The table of members: "Advocate joined", "Advocate closing".
  for (const pool of ids.pools) {
    const label = labelOf(scenario, 'stages', pool);
    add(`${label} joined`, pool);
    add(`${label} lapsed`, `lapsed.${pool}`);
    add(`${label} closing`, `active.${pool}`);
  }
  const parts = once(() => partNames(scenario, ids));
  return (cell, column) => {
    // The table of origins calls the share so.
    if (cell === 'Referred' && column().length > 0 && column().every((text) => /%$/.test(text))) return 'referredShare';
    return own.has(cell)
      ? cell
      : (meant.get(alike(cell)) ?? (meant.has(alike(cell)) ? cell : (parts().get(alike(cell)) ?? cell)));
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What tables call the parts of a stage, without what may be two of them. */
function partNames(scenario: Scenario, ids: MetricIds): Map<string, string> {
  const meant = new Map<string, string | null>();
  const add = (text: string, name: string): void => {
    meant.set(alike(text), meant.has(alike(text)) ? null : name);
  };
  for (const stage of ids.stages) {
    for (const part of [...ids.origins, 'returning']) {
      const metric = knownMetric(`${stage}.${part}`, ids);
      add(metricLabel(scenario, metric), metric.name);
    }
  }
  const [first] = ids.stages;
  for (const origin of ids.origins) {
    const isChannel = scenario.channels?.some(({ id }) => id === origin);
    add(labelOf(scenario, isChannel ? 'channels' : 'loops', origin), `${first}.${origin}`);
  }
  return new Map([...meant].flatMap(([text, name]) => (name === null ? [] : [[text, name]])));
}
