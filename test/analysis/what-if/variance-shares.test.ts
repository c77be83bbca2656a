import { expect, test } from 'vitest';
import { type Pair, VarianceShareSums } from '../../../src/analysis/what-if/variance-shares.ts';

function shareOf(pairs: readonly Pair[]) {
  const sums = new VarianceShareSums();
  for (const pair of pairs) sums.add(pair);
  return sums.share();
}

const RESULTS = [
  [1, 4],
  [2, -3],
  [5, 5.5],
  [0, 9],
];

test('a number without effect explains nothing, for certain', () => {
  const nothing = { value: 0, standardError: 0 };
  const pairs = RESULTS.map(([a, b]) => ({ a, b, aWithB: a, bWithA: b }));
  expect(shareOf(pairs)).toEqual({ alone: nothing, inAll: nothing });
});

test('a number that is alone explains everything, for certain', () => {
  const everything = { value: 1, standardError: 0 };
  const pairs = RESULTS.map(([a, b]) => ({ a, b, aWithB: b, bWithA: a }));
  expect(shareOf(pairs)).toEqual({ alone: everything, inAll: everything });
});

test('a number that only acts together with another one explains nothing alone and all of it together', () => {
  // f = x y with x and y of 1 or -1, every pair of draws once, x exchanged.
  const signs = [1, -1];
  const pairs = signs.flatMap((x) =>
    signs.flatMap((y) =>
      signs.flatMap((u) => signs.map((v) => ({ a: x * y, b: u * v, aWithB: u * y, bWithA: x * v }))),
    ),
  );
  const share = shareOf(pairs);
  expect(share?.alone.value).toBe(0);
  expect(share?.inAll.value).toBe(1);
});

test('the standard error is that of a quotient of means, by hand', () => {
  // Numerators 2 (bWithA - b)(a - aWithB) are 8 and 0, denominators 1 + 9 and 4 + 4.
  const pairs = [
    { a: 1, b: 0, aWithB: -1, bWithA: 2 },
    { a: 2, b: 0, aWithB: 2, bWithA: 0 },
  ];
  const share = shareOf(pairs);
  const quotient = 8 / 18;
  expect(share?.alone.value).toBeCloseTo(quotient, 15);
  const residuals = [8 - quotient * 10, 0 - quotient * 8];
  const variance = residuals[0] * residuals[0] + residuals[1] * residuals[1];
  // Of two pairs the sample variance divides by one, and the mean by two once more.
  expect(share?.alone.standardError).toBeCloseTo(Math.sqrt((2 * variance) / 1) / 18, 14);
});

test('results that do not differ, or by more than doubles hold, have no shares', () => {
  expect(shareOf([])).toBeNull();
  expect(shareOf([{ a: 3, b: 3, aWithB: 3, bWithA: 3 }])).toBeNull();
  expect(shareOf([{ a: 1e200, b: -1e200, aWithB: 3, bWithA: 3 }])).toBeNull();
});
