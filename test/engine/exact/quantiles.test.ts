import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/engine/exact/distribution.ts';
import { bandOf, chanceOf, quantilesOf } from '../../../src/engine/exact/quantiles.ts';

const law = (offset: number, ...probabilities: number[]): Distribution => {
  return { mean: 0, sd: 0, offset, probabilities: Float64Array.from(probabilities), size: 8 };
};

describe('a quantile is the smallest value whose cumulative probability reaches the level', () => {
  test.each([
    ['a level between two values', law(7, 0.2, 0.5, 0.3), [0.1, 0.3, 0.9], [7, 8, 9]],
    ['a level that is reached exactly', law(7, 0.2, 0.5, 0.3), [0.2, 0.7, 1], [7, 8, 9]],
    ['a level that rounding misses', law(0, 0.1, 0.1, 0.1, 0.7), [0.3], [2]],
    ['a level that is missed by more than rounding', law(0, 0.3 - 2e-12, 0.7 + 2e-12), [0.3], [1]],
    ['probabilities that do not quite add up to 1', law(0, 0.5, 0.5 - 1e-10), [1], [1]],
    ['values in between that cannot be', law(0, 0.5, 0, 0, 0.5), [0.5, 0.6], [0, 3]],
    ['a certain value', law(100, 1), [0.05, 0.5, 0.95], [100, 100, 100]],
  ])('%s', (_name, distribution, levels, values) => {
    expect(quantilesOf(distribution, levels)).toEqual(values);
  });
});

test('a band has the mean and the deviation of the distribution, and the middle 90 %', () => {
  const dice = { ...law(1, ...Array.from({ length: 6 }, () => 1 / 6)), mean: 3.5, sd: Math.sqrt(35 / 12) };
  expect(bandOf(dice)).toEqual({ mean: 3.5, sd: Math.sqrt(35 / 12), p5: 1, p50: 3, p95: 6 });
});

describe('chances of a count', () => {
  const four = law(10, 0.1, 0.2, 0.3, 0.4);

  test.each([
    ['atLeast', 12, 0.7],
    ['above', 12, 0.4],
    ['atMost', 11, 0.3],
    ['below', 11, 0.1],
    ['atLeast', 11.5, 0.7],
    ['atLeast', 99, 0],
    ['atMost', 99, 1],
  ] as const)('%s %d is %d', (comparison, value, chance) => {
    expect(chanceOf(four, comparison, value)).toBeCloseTo(chance, 14);
  });

  test('are 0 or 1 where only rounding is in the way', () => {
    expect(chanceOf(law(0, 1e-14, 1 - 1e-14), 'atMost', 0)).toBe(0);
    expect(chanceOf(law(0, 1e-14, 1 - 1e-14), 'atLeast', 1)).toBe(1);
  });
});
