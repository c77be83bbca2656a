import { expect, test } from 'vitest';
import { quantityFaults, seriesOf } from '../../../src/model/number/forms.ts';
import { multiplied } from '../../../src/model/number/multiplied.ts';
import { ANY } from '../../../src/model/number/range.ts';
import type { Quantity } from '../../../src/model/scenario/types.ts';

test.each<[Quantity, Quantity]>([
  [4, 2],
  ['30%', 0.15],
  [
    [1, '50%'],
    [0.5, 0.25],
  ],
  [{ repeat: [80, '1/2'] }, { repeat: [40, 0.25] }],
  [
    { start: 8, growth: '10%', season: [0.5, 2] },
    { start: 4, growth: '10%', season: [0.5, 2] },
  ],
  [
    { start: 8, step: -2, season: [0.5, 2] },
    { start: 4, step: -1, season: [0.5, 2] },
  ],
  [
    { exposures: 3, notice: 0.5, needed: 2 },
    { exposures: 3, notice: 0.5, needed: 2, times: 0.5 },
  ],
  [
    { got: 12, of: 400 },
    { got: 12, of: 400, times: 0.5 },
  ],
  [
    { beta: [2, 6], times: '60%' },
    { beta: [2, 6], times: 0.3 },
  ],
  [{ normal: [5, 1] }, { normal: [5, 1], times: 0.5 }],
])('half of %j is %j, in every rotation', (number, half) => {
  expect(multiplied(number, 0.5)).toEqual(half);
  expect(quantityFaults(half, ANY, 5)).toEqual([]);
  const [whole, halved] = [number, half].map((one) => [...seriesOf(one, ANY, 5)]);
  for (const [t, value] of whole.entries()) expect(halved[t]).toBeCloseTo(value / 2, 14);
});
