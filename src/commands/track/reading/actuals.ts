import { InputError, type Problem } from '../../../model/errors.ts';
import { entryOf, isMoney, isPeople, isShare, type Metric } from '../../../model/metric/metric.ts';
import { show } from '../../../model/number/scalar.ts';
import type { Scenario } from '../../../model/scenario/types.ts';
import { type CellFault, type CellRow, type Cells, readCells } from './cells.ts';
import { headingsOf } from './headings.ts';
import { type CellReading, numberReader } from './numbers.ts';
import { type NumberedRow, rotationsOf } from './rotations.ts';

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

/** What a table of actuals says. */
export interface ReadActuals {
  /** By rotation, then in the order of the columns. */
  readonly actuals: Actual[];
  /** What was not read, and what was read in one of two ways. */
  readonly notes: readonly string[];
}

/** Cells that say that there is nothing to compare. */
const NOTHING = /^(?:|[–—-]|n\/a|#n\/a)$/i;

/** More than a person reads; finding the place of each takes time. */
const MOST_PROBLEMS = 100;

/**
 * Reads actuals from CSV with the columns that `simulate --format csv` or a table prints: which rotation a row is about, and
 * any metrics, in any order, with numbers as spreadsheets write them. Empty cells are left out, and so are columns that are no
 * metric.
 * @param source what messages call the text
 * @throws InputError with everything that is wrong, each with line and column
 */
export function readActuals(raw: string, source: string, scenario: Scenario): ReadActuals {
  const table = readCells(raw, source);
  const faults: CellFault[] = [];
  const [head, ...rows] = table.rows;
  if (!head) throw InputError.of(`${source} is empty: it needs a column "rotation", and one for each metric`);
  const columns = headingsOf(table, head, scenario, faults);
  const numbered = columns.rotation === null ? [] : rotationsOf(table, rows, columns.rotation, scenario, faults);
  const people = [...columns.metrics].flatMap(([column, metric]) => (isPeople(metric) ? [column] : []));
  const read = numberReader({ ...table, rows }, [...columns.metrics.keys()], new Set(people));
  const guesses: string[] = [];
  const reading = { table, scenario, metrics: columns.metrics, read, faults, guesses };
  const found = numbered.map((row) => actualsIn(reading, row));
  for (const row of rows) faults.push(...tooMany(table, row, head.cells.length));
  if (faults.length > 0) throw new InputError(problemsOf(table, faults));
  const actuals = found.flat().sort((a, b) => a.rotation - b.rotation);
  const [guess] = guesses;
  if (actuals.length > 0) return { actuals, notes: [...columns.notes, ...(guess ? [guess] : [])] };
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

/** What the cells of a table are read with. */
interface CellReader {
  readonly table: Cells;
  readonly scenario: Scenario;
  readonly metrics: ReadonlyMap<number, Metric>;
  readonly read: (cell: string, column: number) => CellReading;
  readonly faults: CellFault[];
  readonly guesses: string[];
}

function actualsIn({ table, scenario, metrics, read, faults, guesses }: CellReader, { row, rotation }: NumberedRow) {
  return [...metrics].flatMap(([column, metric]): Actual[] => {
    const cell = row.cells[column] ?? '';
    if (NOTHING.test(cell)) return [];
    const reading = read(cell, column);
    const fault = 'fault' in reading ? `${metric.name} must be a number, ${reading.fault}` : null;
    const wrong = 'fault' in reading ? fault : wrongWith(cell, metric, reading, scenario);
    if (wrong !== null) faults.push({ offset: table.offsetOf(row, column), message: wrong });
    if (wrong !== null || 'fault' in reading) return [];
    if (reading.note) guesses.push(`${metric.name}: ${reading.note}`);
    return [actualOf(metric, rotation, reading.value)];
  });
}

const actualOf = (metric: Metric, rotation: number, value: number): Actual => ({
  ...{ rotation, name: metric.name, value },
  metric: { ...metric, name: `${metric.name}@${rotation}`, when: rotation },
});

/** The currencies that a sign may stand for. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP', 'EGP', 'FKP', 'GIP', 'SHP'],
  $: 'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BRL'.split(' '),
  '¥': ['JPY', 'CNY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
};

/** Why a number cannot be a value of a metric; null where it can. */
function wrongWith(
  cell: string,
  metric: Metric,
  { value, isPercent, currency }: Extract<CellReading, { value: number }>,
  scenario: Scenario,
): string | null {
  const { name } = metric;
  if (currency !== null) {
    if (!isMoney(metric)) return `${name} is no amount of money, so what is ${show(cell)}?`;
    const codes = SIGNS[currency] ?? (/^[A-Z]{3}$/.test(currency) ? [currency] : null);
    if (codes && scenario.currency !== undefined && !codes.includes(scenario.currency))
      return `${name} is in ${scenario.currency} in this scenario, and ${show(cell)} is not: convert it`;
  }
  if (isShare(metric)) {
    const percent = value >= 2 && value <= 100 ? ` (did you mean ${cell}%?)` : '';
    return entryOf(metric.subject).isSigned || (value >= 0 && value <= 1)
      ? null
      : `${name} must be a share between 0 and 1, got ${cell}${percent}`;
  }
  if (isPercent) return `${name} is no share, so ${cell} of what? Write how many, or how much`;
  return isPeople(metric) && value < 0 ? `${name} counts people: it cannot be ${cell}` : null;
}
