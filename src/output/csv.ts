import type { Batches, Cell, Sheet } from './sheet.ts';

/** Draws a sheet as CSV (RFC 4180, with line feeds), piece by piece. What is undefined is an empty cell. */
export function csvPieces({ header, batches }: Sheet): Iterable<string> | AsyncIterable<string> {
  const head = linesOf([header]);
  return Symbol.asyncIterator in batches ? arriving(head, batches) : present(head, batches);
}

async function* arriving(head: string, batches: Batches<readonly Cell[]>): AsyncGenerator<string> {
  yield head;
  for await (const rows of batches) if (rows.length > 0) yield linesOf(rows);
}

function* present(head: string, batches: Iterable<readonly (readonly Cell[])[]>): Generator<string> {
  yield head;
  for (const rows of batches) yield linesOf(rows);
}

const linesOf = (rows: readonly (readonly Cell[])[]): string => rows.map((row) => `${csvLine(row)}\n`).join('');

/** One row as a line of CSV, without its end. */
export const csvLine = (row: readonly Cell[]): string => row.map(cell).join(',');

const cell = (value: Cell): string => (value === null ? '' : typeof value === 'string' ? textCell(value) : `${value}`);

/** A text as a cell: quoted where it has to be, and never taken for a formula. */
function textCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
