import { InputError, type Problem } from '../../model/errors.ts';
import { entryOf, isPeople, isShare, type Metric } from '../../model/metric/metric.ts';
import { type Reading, show } from '../../model/number/scalar.ts';
import { rotationDate, rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type CellFault, type CellRow, type Cells, readCells } from './cells.ts';
import { numberReader } from './decimals.ts';
import { headingsOf } from './headings.ts';

/** What really happened: the value that a metric had in one rotation, as somebody counted it. */
export interface Actual {
  /** From 1. */
  readonly rotation: number;
  /** As the column is called: `engage`. */
  readonly name: string;
  /** The metric in its rotation: `engage@3`. */
  readonly metric: Metric;
  readonly value: number;
}

/** Cells that say that there is nothing to compare. */
const NOTHING = ['', '–'];

/** More than a person reads; finding the place of each takes time. */
const MOST_PROBLEMS = 100;

/**
 * Reads actuals from CSV with the columns that `simulate --format csv` prints: `rotation` and any metrics, a row per
 * rotation, in any order; decimals may have a comma where semicolons separate cells. Empty cells are left out.
 * @param source what messages call the text
 * @returns by rotation, then in the order of the columns
 * @throws InputError with everything that is wrong, each with line and column
 */
export function readActuals(raw: string, source: string, scenario: Scenario): Actual[] {
  const table = readCells(raw, source);
  const faults: CellFault[] = [];
  const [head, ...rows] = table.rows;
  if (!head) throw InputError.of(`${source} is empty: it needs a column "rotation", and one for each metric`);
  const columns = headingsOf(table, head, scenario, faults);
  const reading = numberReader({ ...table, rows }, [...columns.metrics.keys()]);
  const numbered = columns.rotation === null ? [] : rotationsOf(table, rows, columns.rotation, scenario, faults);
  const read = numbered.map(({ row, rotation }) => actualsIn(table, row, rotation, columns.metrics, reading, faults));
  for (const row of rows) faults.push(...tooMany(table, row, head.cells.length));
  if (faults.length > 0) throw new InputError(problemsOf(table, faults));
  const actuals = read.flat().sort((a, b) => a.rotation - b.rotation);
  if (actuals.length > 0) return actuals;
  throw InputError.of(
    `${source} has nothing to compare: write what happened below its column, in the row of its rotation`,
  );
}

function problemsOf({ placeOf }: Cells, faults: readonly CellFault[]): Problem[] {
  const shown = faults.toSorted((a, b) => a.offset - b.offset).slice(0, MOST_PROBLEMS);
  const problems = shown.map(({ offset, message }) => ({ place: placeOf(offset), flag: null, message }));
  const left = faults.length - shown.length;
  return left > 0 ? [...problems, { place: null, flag: null, message: `... and ${left} more errors` }] : problems;
}

/** Cells beyond the last column mean that something has slipped, unless they are empty. */
function tooMany(table: Cells, row: CellRow, columns: number): CellFault[] {
  const extra = row.cells.findIndex((cell, i) => i >= columns && cell !== '');
  if (extra === -1) return [];
  const message = `there are ${columns} columns, and this is cell ${extra + 1} of its row: was a number written with a comma?`;
  return [{ offset: table.offsetOf(row, extra), message }];
}

interface NumberedRow {
  readonly row: CellRow;
  readonly rotation: number;
}

/** The rows whose rotation can be told, each rotation once. */
function rotationsOf(
  table: Cells,
  rows: readonly CellRow[],
  column: number,
  scenario: Scenario,
  faults: CellFault[],
): NumberedRow[] {
  const known = new Set<number>();
  const byName = rotationNames(scenario);
  return rows.flatMap((row) => {
    const cell = row.cells[column] ?? '';
    const rotation =
      /^\d{1,9}$/.test(cell) && !byName.has(cell) ? Number(cell) : (byName.get(cell.toLowerCase()) ?? null);
    const message = rotationFault(cell, rotation, known, scenario);
    if (message !== null) faults.push({ offset: table.offsetOf(row, column), message });
    if (message !== null || rotation === null) return [];
    known.add(rotation);
    return [{ row, rotation }];
  });
}

/** What people call the rotations of a scenario with dates: "jan 2027" as in tables, "2027-01" as in its start. */
function rotationNames({ rotations, period, start }: Scenario): Map<string, number> {
  if (period === undefined || start === undefined) return new Map();
  const numbers = Array.from({ length: rotations }, (_, t) => t + 1);
  // Years look like numbers of rotations, and those come first.
  const names = numbers.flatMap((t): [string, number][] => [
    [rotationName(t, period, start).toLowerCase(), t],
    [rotationDate(t, period, start), t],
  ]);
  return new Map(names.filter(([name]) => !(Number(name) <= rotations)));
}

function rotationFault(cell: string, rotation: number | null, known: Set<number>, scenario: Scenario): string | null {
  const { rotations, period, start } = scenario;
  const names = new Set([rotationName(1, period, start), rotationDate(1, period, start)].map(show));
  const named = start === undefined ? '' : `, or a name such as ${[...names].join(' or ')}`;
  const wanted = `rotation must be a whole number from 1 to ${rotations}${named}`;
  if (rotation === null || rotation < 1) return `${wanted}, got ${cell === '' ? 'nothing' : show(cell)}`;
  if (rotation > rotations)
    return `rotation ${rotation} is beyond the ${rotations === 1 ? 'only rotation' : `${rotations} rotations`} of this run: add --rotations ${rotation}`;
  return known.has(rotation) ? `rotation ${cell} stands here a second time: keep one row of it` : null;
}

function actualsIn(
  table: Cells,
  row: CellRow,
  rotation: number,
  metrics: ReadonlyMap<number, Metric>,
  read: (cell: string) => Reading,
  faults: CellFault[],
): Actual[] {
  return [...metrics].flatMap(([column, metric]): Actual[] => {
    const cell = row.cells[column] ?? '';
    if (NOTHING.includes(cell)) return [];
    const reading = readValue(cell, metric, read);
    if ('value' in reading) return [actualOf(metric, rotation, reading.value)];
    faults.push({ offset: table.offsetOf(row, column), message: reading.fault });
    return [];
  });
}

const actualOf = (metric: Metric, rotation: number, value: number): Actual => ({
  ...{ rotation, name: metric.name, value },
  metric: { ...metric, name: `${metric.name}@${rotation}`, when: rotation },
});

function readValue(
  cell: string,
  metric: Metric,
  read: (cell: string) => Reading,
): { readonly value: number } | { readonly fault: string } {
  const { name } = metric;
  const reading = read(cell);
  if ('fault' in reading) return { fault: `${name} must be a number, ${reading.fault}` };
  const { value } = reading;
  if (isShare(metric)) {
    const percent = value >= 2 && value <= 100 ? ` (did you mean ${cell}%?)` : '';
    return entryOf(metric.subject).isSigned || (value >= 0 && value <= 1)
      ? reading
      : { fault: `${name} must be a share between 0 and 1, got ${cell}${percent}` };
  }
  if (/[%/]/.test(cell)) return { fault: `${name} is no share, so ${cell} of what? Write how many, or how much` };
  return isPeople(metric) && value < 0 ? { fault: `${name} counts people: it cannot be ${cell}` } : reading;
}
