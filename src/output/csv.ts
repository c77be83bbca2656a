type Cell = string | number | boolean | null;

/** Draws rows of texts and numbers as CSV (RFC 4180, with line feeds). What is undefined is an empty cell. */
export function renderCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${[header.join(','), ...rows.map(csvLine)].join('\n')}\n`;
}

/** One row, without its line feed. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(cell).join(',');

const cell = (value: Cell): string => (value === null ? '' : typeof value === 'string' ? textCell(value) : `${value}`);

/** A text as a cell: quoted where it has to be, and never taken for a formula. */
function textCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
