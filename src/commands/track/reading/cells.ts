import Papa from 'papaparse';
import { InputError, type Place } from '../../../model/errors.ts';
import { placeAt } from '../../../model/text/source.ts';

/** One line of a table (more than one where a quoted cell breaks lines), with where it starts in the text. */
export interface CellRow {
  readonly cells: readonly string[];
  readonly offset: number;
}

/** Something wrong with a table, and where in its text. */
export interface CellFault {
  readonly offset: number;
  readonly message: string;
}

/** A text of comma-separated values, read. */
export interface Cells {
  /** Where an offset stands. Offsets count in the text with each line break as a line feed. */
  readonly placeOf: (offset: number) => Place;
  /** What stands between cells. */
  readonly separator: string;
  /** Rows that have anything in them. */
  readonly rows: readonly CellRow[];
  /** Where a cell of a row starts, counted from 0; the end of the row where it has no such cell. */
  readonly offsetOf: (row: CellRow, cell: number) => number;
}

/** What Excel takes a first line for, and writes for itself: "sep=;". */
const SEPARATOR_LINE = /^"?sep=([^\n"])"?[^\n]*(?:\n|$)/i;

/** Commas, or what spreadsheets write where the comma is for decimals. */
const SEPARATORS = [',', ';', '\t'];

/**
 * Reads CSV as RFC 4180 has it, with the separator that its first line says, or that there is most of in it. Blanks around a
 * cell do not count.
 * @throws InputError where a quote is opened and not closed, or closed and followed by more
 */
export function readCells(raw: string, source: string): Cells {
  const text = raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const placeOf = (offset: number): Place => placeAt(source, text, offset);
  const told = SEPARATOR_LINE.exec(text);
  const separator = told?.[1] ?? separatorOf(text);
  const rows: CellRow[] = [];
  let offset = 0;
  const parser = new Papa.Parser({
    delimiter: separator,
    newline: '\n',
    step: ({ data: [cells], errors: [error], meta }: Papa.ParseStepResult<string[][]>) => {
      if (error) throw faultAt(placeOf((error.index ?? 1) - 1), FAULTS[error.code] ?? error.message);
      const row = { cells: cells.map((cell) => cell.trim()), offset };
      const isTold = told !== null && offset === 0;
      if (!isTold && row.cells.some((cell) => cell !== '')) rows.push(row);
      offset = meta.cursor;
    },
  });
  parser.parse(text, 0, false);
  return { placeOf, separator, rows, offsetOf: (row, cell) => offsetIn(text, row.offset, cell, separator) };
}

const faultAt = (place: Place, message: string): InputError => new InputError([{ place, flag: null, message }]);

const FAULTS: Readonly<Record<string, string>> = {
  MissingQuotes: 'the quote that opens here is never closed',
  InvalidQuotes:
    'a cell that starts with a quote ends with one too: double the quotes within it, or leave them all out',
};

function separatorOf(text: string): string {
  const [first = ''] = text.trimStart().split('\n', 1);
  const times = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[times.indexOf(Math.max(...times))];
}

/** Steps over so many separators outside quotes, and over blanks. */
function offsetIn(text: string, from: number, cell: number, separator: string): number {
  let [at, left, quoted] = [from, cell, false];
  for (; left > 0 && at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (text[at] === '\n') break;
    else if (text[at] === separator) left--;
  }
  while (text[at] === ' ') at++;
  return at;
}
