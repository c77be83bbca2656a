import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCells } from '../../src/model/cells.ts';

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

test('every cell is found where it stands, whatever is quoted before it', () => {
  // no blanks at the ends, which do not count
  const cell = fc.stringMatching(/^[a-z0-9",\n]{0,6}$/).map((text) => `x${text}x`);
  const grid = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  const written = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(grid, (rows) => {
      // a header without quotes, so that commas are what separates
      const all = [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], ...rows];
      const table = readCells(all.map((row) => row.map(written).join(',')).join('\n'), 'a.csv');
      expect(table.rows.map(({ cells }) => cells)).toEqual(all);
      for (const [r, row] of table.rows.entries()) {
        for (const [i, text] of all[r].entries()) {
          expect(table.text.startsWith(written(text), table.offsetOf(row, i))).toBe(true);
        }
      }
    }),
  );
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
