/** Draws rows of ids and numbers, which need no quoting, as CSV (RFC 4180, with line feeds). What is undefined is an empty cell. */
export function renderCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = rows.map((row) => row.map((value) => (value === null ? '' : String(value))).join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}
