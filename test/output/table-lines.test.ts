import Table from 'cli-table3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOf } from '../../src/output/format/width.ts';
import type { Column } from '../../src/output/grid.ts';
import { type TableCell, tableLines } from '../../src/output/table-lines.ts';
import { cases } from '../cases.ts';

const TEXTS = [
  '',
  ' ',
  '–',
  '1,234',
  'Café',
  '© ®',
  '推荐人',
  '客 1',
  '🫶 new',
  '👨‍👩‍👧',
  'e\u0301',
  '\u0301',
  '\ue000 private',
  'שלום',
];
const shade = (text: string): string => `\u001b[48;5;17m${text}\u001b[49m`;
const cell = fc.oneof(
  fc.constantFrom(...TEXTS).map((text): TableCell => ({ text })),
  fc.integer().map((number): TableCell => ({ text: String(number), shade })),
);
const COLUMNS = [true, false, true, false].map((text) => ({ header: '', rank: 0, text }));
const rowsOfCells = fc.array(fc.tuple(cell, fc.constant<TableCell>({ text: '' }), cell, cell), {
  minLength: 1,
  maxLength: 10,
});

test('a table without borders looks as cli-table3 draws it', () => {
  fc.assert(
    fc.property(rowsOfCells, fc.nat(3), (rows, gap) => {
      const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i].text))));
      expect(tableLines(rows, COLUMNS, widths, gap)).toEqual(drawnLines(rows, COLUMNS, widths, gap));
    }),
    { numRuns: cases(2000) },
  );
});

/** No borders; what stands between two columns is the gap. */
const BARE = Object.fromEntries(
  ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`, `${side}-${side}`].map((name) => [name, '']),
  ),
);

/** The same lines by cli-table3. */
function drawnLines(
  rows: readonly (readonly TableCell[])[],
  columns: readonly Column[],
  widths: readonly number[],
  gap: number,
): string[] {
  const known = new Known();
  const table = new Table({
    chars: { ...BARE, middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...widths],
    colAligns: columns.map(({ text }) => (text ? 'left' : 'right')),
  });
  for (const row of rows) {
    table.push(row.map(({ text, shade }, i) => (shade ? shade(text.padStart(widths[i])) : known.standInFor(text))));
  }
  return known
    .putBack(table.toString())
    .split('\n')
    .map((line) => line.trimEnd());
}

/** A character for private use, one column wide. */
const BLOCK = '\ue000';

/** Texts whose width any library tells alike. */
const LATIN = /^[\u0020-\u007e\u00a0-\u024f\u2010-\u2027]*$/;

/**
 * cli-table3 knows the widths of Unicode 12: it would cut newer signs, or shift what stands beside them. Other texts
 * than Latin ones are drawn as blocks of the right width, and put back afterwards.
 */
class Known {
  private readonly texts: string[] = [];

  standInFor(text: string): string {
    if (LATIN.test(text)) return text;
    const width = widthOf(text);
    // What takes no room, such as a lone accent, has no block that could be found again.
    if (width === 0) return '';
    this.texts.push(text);
    return BLOCK.repeat(width);
  }

  putBack(drawn: string): string {
    let at = 0;
    return drawn.replace(/\ue000+/g, () => this.texts[at++]);
  }
}
