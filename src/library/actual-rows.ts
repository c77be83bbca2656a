import { InputError } from '../model/errors.ts';
import { show } from '../model/number/scalar.ts';
import { isMapping } from '../model/text/source.ts';
import { csvLine } from '../output/csv.ts';
import { mustBe } from './options.ts';

/** What really happened in one rotation: its number from 1 (or its date), and the value of any metrics, by name. */
export interface ActualRow {
  readonly rotation: number | string;
  /** Null and undefined stand for what is not known, and not compared. */
  readonly [metric: string]: number | string | null | undefined;
}

/**
 * Rows as the CSV that `readActuals` reads, a column for every key.
 * @throws InputError for what is no list of such rows
 */
export function csvOf(rows: unknown): string {
  if (!Array.isArray(rows) || rows.length === 0)
    throw mustBe('actuals', 'CSV, or a list of rows such as { rotation: 1, engage: 104 }', rows);
  const bad = rows.findIndex((row) => !isMapping(row));
  if (bad !== -1) throw mustBe(`actuals[${bad}]`, 'like { rotation: 1, engage: 104 }', rows[bad]);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row, i) => columns.map((column) => cellOf(row[column], `actuals[${i}].${column}`)))]
    .map(csvLine)
    .join('\n');
}

function cellOf(value: unknown, name: string): string | number | null {
  if (value === null || value === undefined || typeof value === 'string') return value ?? null;
  if (typeof value === 'number' && Number.isFinite(value)) return unmistakable(value);
  throw InputError.of(`${name} must be a number, or null where it is not known, got ${show(value)}`);
}

/** A number may have three decimals, as no text may that says nothing of its point. */
const unmistakable = (value: number): string => (/^-?\d+\.\d{3}$/.test(String(value)) ? `${value}0` : String(value));
