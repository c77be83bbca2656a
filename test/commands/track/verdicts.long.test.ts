import { expect, test } from 'vitest';
import { mostOf, newsAmong } from './news-rate.ts';
import { holdsOn } from './verdict-and-tail.ts';

test.each([
  // Of 48 sides, 1 in 1,001 runs: 4.8 %. A tail of k in 1,000 would come to 9 %, some 37 wheels.
  { values: 24, runs: 1000, wheels: 400 },
  // Of 498 sides, 1 in 10,001 runs: 4.98 %.
  { values: 249, runs: 10_000, wheels: 60 },
])('$values values of $wheels wheels that run to plan, from $runs runs: fewer than 5 % are news', async (all) => {
  const { values, runs, wheels } = all;
  expect(await newsAmong(wheels, values, runs)).toBeLessThanOrEqual(mostOf(wheels, 0.05));
});

test('verdict and tail never contradict each other, on 60 random scenarios', () => holdsOn(60));
