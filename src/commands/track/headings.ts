import { InputError } from '../../model/errors.ts';
import { hasRotations, type Metric, readMetric } from '../../model/metric/metric.ts';
import { BAND_PARTS, type MetricIds, seriesNames } from '../../model/metric/names.ts';
import { show } from '../../model/number/scalar.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import { suggestion } from '../../model/scenario/suggest.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { CellFault, CellRow, Cells } from './cells.ts';
import { columnNamer } from './column-names.ts';

/** What the columns of a table of actuals hold, by their place. */
export interface Headings {
  /** Null where there is none. */
  readonly rotation: number | null;
  readonly metrics: ReadonlyMap<number, Metric>;
}

const ROTATION = 'rotation';

/** More than the largest scenario has: 200 stages, each with 400 channels and loops, and visits. */
const MOST_COLUMNS = 100_000;

/** What is wrong with more columns than this is not said: looking for what was meant takes a while. */
const MOST_FAULTS = 100;

/** Reads the names of the columns; adds what is wrong with them to `faults`. */
export function headingsOf(table: Cells, head: CellRow, scenario: Scenario, faults: CellFault[]): Headings {
  if (head.cells.length > MOST_COLUMNS)
    throw InputError.of('up to 100,000 columns are read: leave out what is not to be compared');
  const ids = metricIds(scenario);
  const names = head.cells.map(columnNamer(scenario, ids, [ROTATION]));
  const metrics = new Map<number, Metric>();
  const bands = names.filter((name) => isBand(name, ids));
  const isOfBand = new Set(bands);
  const known = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    const fault = (message: string): void => void faults.push({ offset: table.offsetOf(head, i), message });
    if (name === '' && table.rows.every(({ cells }) => (cells[i] ?? '') === '')) continue;
    if (isOfBand.has(name)) {
      if (name === bands[0] && !known.has(name)) fault(bandsFault(bands));
    } else if (known.has(name)) {
      fault(`there is a column ${show(name)} already: keep one of them`);
    } else if (name !== ROTATION) {
      const metric = metricOf(name, ids);
      if ('fault' in metric) fault(metric.fault);
      else metrics.set(i, metric);
    }
    known.add(name);
  }
  const rotation = names.indexOf(ROTATION);
  if (rotation !== -1) return { rotation, metrics };
  missingRotation(table, head, metrics, faults);
  return { rotation: null, metrics };
}

/** What people call the first column, other than its name. */
const MEANT = /^(rotations?|periods?|cycles?|dates?|days?|weeks?|months?|quarters?|years?)$/i;

/** A column that was meant for the missing one has no other fault. */
function missingRotation(table: Cells, head: CellRow, metrics: ReadonlyMap<number, Metric>, faults: CellFault[]): void {
  const meant = head.cells.findIndex((name, i) => MEANT.test(name) && !metrics.has(i));
  const offset = table.offsetOf(head, Math.max(0, meant));
  const others = faults.filter((fault) => meant === -1 || fault.offset !== offset);
  const message =
    meant === -1
      ? `the first line needs a column "${ROTATION}", which says which rotation a row is about`
      : `call this column "${ROTATION}": it says which rotation a row is about`;
  faults.splice(0, faults.length, ...others, { offset, message });
}

function metricOf(name: string, ids: MetricIds): Metric | { readonly fault: string } {
  if (name === '') return { fault: 'this column has no name, and there is something in it' };
  const metric = readMetric(name, ids);
  if ('fault' in metric) {
    const known = suggestion(name, seriesNames(ids));
    return {
      fault: `there is no metric ${show(name)}${known}: correct the name of this column, or leave the column out`,
    };
  }
  if (!hasRotations(metric.subject))
    return { fault: `${name} belongs to the whole run, and a row is about one rotation: leave the column out` };
  if (metric.when === 'last') return metric;
  const bare = name.replace(/^total:|@\d+$/g, '');
  return { fault: `call this column ${bare}: the row says which rotation it is about` };
}

/** True for a column of `simulate --bands`. */
function isBand(name: string, ids: MetricIds): boolean {
  const at = name.lastIndexOf('.');
  return BAND_PARTS.includes(name.slice(at + 1)) && !('fault' in readMetric(name.slice(0, at), ids));
}

function bandsFault(bands: readonly string[]): string {
  const [first] = bands;
  if (bands.length === 1) return `${first} is a band, which simulate --bands adds, and no actual: leave the column out`;
  return `${bands.length} columns such as ${first} are bands, which simulate --bands adds, and no actuals: leave them out`;
}
