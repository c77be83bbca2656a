import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCells } from '../../../../src/commands/track/reading/cells.ts';

const cellsOf = (text: string) => readCells(text, 'a.csv').rows.map(({ cells }) => cells);

test.each([
  ['commas', 'rotation,engage\n1,100\n2,110\n'],
  ['semicolons', 'rotation;engage\n1;100\n2;110\n'],
  ['tabs', 'rotation\tengage\n1\t100\n2\t110'],
  ['lines as Windows ends them', 'rotation,engage\r\n1,100\r\n2,110\r\n'],
  ['lines as an old Mac ended them', 'rotation,engage\r1,100\r2,110\r'],
  ['quotes', '"rotation","engage"\n"1","100"\n2,"110"\n'],
  ['empty lines, and lines of separators alone', '\nrotation,engage\n\n1,100\n2,110\n,\n\n'],
  ['blanks around cells', 'rotation , engage\n 1, 100\n2 ,110 \n'],
])('reads %s', (_, text) => {
  expect(cellsOf(text)).toEqual([
    ['rotation', 'engage'],
    ['1', '100'],
    ['2', '110'],
  ]);
});

test('a comma within a cell does not separate where semicolons do', () => {
  expect(cellsOf('a;b\n1,5;"2;5"\n')).toEqual([
    ['a', 'b'],
    ['1,5', '2;5'],
  ]);
});

const BREAKS = ['\n', '\r\n', '\r'];
const BREAK = /\r\n|[\r\n]/;

test('every cell is found where it stands, whatever is quoted before it and however lines end', () => {
  // no blanks at the ends, which do not count
  const piece = fc.constantFrom('a', '1', '"', ',', ...BREAKS);
  const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => `x${pieces.join('')}x`);
  const row = fc.record({ cells: fc.array(cell, { minLength: 2, maxLength: 4 }), end: fc.constantFrom(...BREAKS) });
  const written = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // a header without quotes, so that commas are what separates
  const head = { cells: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], end: '\n' };
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.constantFrom(...BREAKS), (rows, end) => {
      const all = [{ ...head, end }, ...rows];
      const text = all.map(({ cells, end }) => cells.map(written).join(',') + end).join('');
      const lines = text.split(BREAK);
      const table = readCells(text, 'a.csv');
      expect(table.rows.map(({ cells }) => cells)).toEqual(
        all.map(({ cells }) => cells.map((cell) => cell.replace(/\r\n?/g, '\n'))),
      );
      for (const [r, row] of table.rows.entries()) {
        for (const [i, cell] of all[r].cells.entries()) {
          const { line, column, excerpt } = table.placeOf(table.offsetOf(row, i));
          expect(excerpt).toBe(lines[line - 1]);
          const [first] = written(cell).split(BREAK);
          expect(lines[line - 1].slice(column - 1).startsWith(first)).toBe(true);
        }
      }
    }),
  );
});

test.each([
  ['line feeds', 'rotation,engage\n1,¶x\n'],
  ['both', 'rotation,engage\r\n1,¶x\r\n'],
  ['carriage returns alone', 'rotation,engage\r1,¶x\r'],
])('no line is beyond the file (%s)', (_what, marked) => {
  const table = readCells(marked.replace('¶', ''), 'a.csv');
  const { line, column } = table.placeOf(table.offsetOf(table.rows[1], 1));
  expect({ line, column }).toEqual({ line: 2, column: 3 });
});

test.each([
  ['a,b\n1,"2\n3,4\n', 2, 3, /never closed/],
  ['a,b\n1,"2"x\n', 2, 3, /starts with a quote/],
])('%j is refused with the place of the quote', (text, line, column, message) => {
  const read = () => readCells(text, 'a.csv');
  expect(read).toThrow(message);
  try {
    read();
  } catch (error) {
    expect(error).toMatchObject({ problems: [{ place: { source: 'a.csv', line, column } }] });
  }
});
