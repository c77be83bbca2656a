import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOf } from '../../src/output/format/width.ts';
import { DRAWN, type TableCell, tableLines } from '../../src/output/table-lines.ts';
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

test('far down a table, where cli-table3 no longer draws it, rows look as they do further up', () => {
  fc.assert(
    fc.property(rowsOfCells, fc.nat(3), (rows, gap) => {
      const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i].text))));
      const times = Math.ceil((2 * DRAWN) / (rows.length * COLUMNS.length));
      const lines = tableLines(Array(times).fill(rows).flat(), COLUMNS, widths, gap);
      expect(lines).toHaveLength(times * rows.length);
      expect(lines.slice(-rows.length)).toEqual(lines.slice(0, rows.length));
    }),
    { numRuns: cases(40) },
  );
});
