/** Draws rows of texts and numbers as CSV (RFC 4180, with line feeds). What is undefined is an empty cell. */
export function renderCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = rows.map((row) =>
    row.map((value) => (value === null ? '' : typeof value === 'string' ? textCell(value) : String(value))).join(','),
  );
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

/** A text as a cell: quoted where it has to be, and never taken for a formula. */
function textCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
