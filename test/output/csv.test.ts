import { expect, test } from 'vitest';
import { csvPieces } from '../../src/output/csv.ts';
import { type Cell, type Sheet, sheetOf } from '../../src/output/sheet.ts';

async function csvOf(sheet: Sheet): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(sheet)) text += piece;
  return text;
}

test('a header, a line per row, what is undefined empty', async () => {
  const rows = [
    [1, null],
    [2, 12.5],
  ];
  expect(await csvOf(sheetOf(['rotation', 'cac'], rows))).toBe('rotation,cac\n1,\n2,12.5\n');
});

test('rows that come some at a time are those that are there at once', async () => {
  async function* arriving(): AsyncGenerator<Cell[][]> {
    yield [[1, 'a,b']];
    yield [];
    yield [
      [2, '=1+1'],
      [3, true],
    ];
  }
  expect(await csvOf({ header: ['n', 'text'], batches: arriving() })).toBe('n,text\n1,"a,b"\n2,\'=1+1\n3,true\n');
});

test('numbers are the shortest text that reads back to the same double', async () => {
  const values = [0.1 + 0.2, 1 / 3, 1e21, 5e-324, 147.07663523461915, -0.5];
  const [, line = ''] = (await csvOf(sheetOf(['a', 'b', 'c', 'd', 'e', 'f'], [values]))).split('\n');
  expect(line.split(',').map(Number)).toEqual(values);
  expect(line.startsWith('0.30000000000000004,0.3333333333333333,')).toBe(true);
});
