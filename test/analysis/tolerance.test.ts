import { expect, test } from 'vitest';
import { isTie, largestFirst } from '../../src/analysis/tolerance.ts';

test('values that differ by rounding only are the same', () => {
  expect(isTie(0.1 + 0.2, 0.3)).toBe(true);
  expect(isTie(-1e6, -1e6 - 1e-4)).toBe(true);
  expect(isTie(0, 0)).toBe(true);
  expect(isTie(1, 1 + 1e-8)).toBe(false);
  expect(isTie(1e-300, 0)).toBe(false);
});

test('the largest first, equals in the order given', () => {
  const items = [3, 1, 3 * (1 + 1e-15), 2, 3].map((size, i) => ({ size, i }));
  expect(largestFirst(items, ({ size }) => size).map(({ i }) => i)).toEqual([0, 2, 4, 3, 1]);
  expect(largestFirst([], () => 0)).toEqual([]);
});
