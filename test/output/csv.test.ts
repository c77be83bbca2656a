import { expect, test } from 'vitest';
import { renderCsv } from '../../src/output/csv.ts';

test('a header, a line per row, what is undefined empty', () => {
  expect(
    renderCsv(
      ['rotation', 'cac'],
      [
        [1, null],
        [2, 12.5],
      ],
    ),
  ).toBe('rotation,cac\n1,\n2,12.5\n');
});

test('numbers are the shortest text that reads back to the same double', () => {
  const values = [0.1 + 0.2, 1 / 3, 1e21, 5e-324, 147.07663523461915, -0.5];
  const [, line = ''] = renderCsv(['a', 'b', 'c', 'd', 'e', 'f'], [values]).split('\n');
  expect(line.split(',').map(Number)).toEqual(values);
  expect(line.startsWith('0.30000000000000004,0.3333333333333333,')).toBe(true);
});
