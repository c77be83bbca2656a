import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundedBudgets, roundedParts } from '../../../src/commands/allocate/rounding.ts';
import { cases } from '../../cases.ts';

test('rounded parts add up to the money, and none is off by a whole unit', () => {
  const shares = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 })
    .filter((all) => all.some(Boolean));
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(0, 2, 3), (weights, units, decimals) => {
      const scale = [1, 10, 100, 1000][decimals];
      const all = weights.reduce((sum, one) => sum + one, 0);
      const parts = weights.map((weight) => (weight / all) * (units / scale));
      const rounded = roundedParts(parts, decimals);
      expect(rounded.reduce((sum, one) => sum + Math.round(one * scale), 0)).toBe(units);
      for (const [i, part] of parts.entries()) expect(Math.abs(rounded[i] - part) * scale).toBeLessThan(1.001);
    }),
    { numRuns: cases(2000) },
  );
});

test.each([
  ['EUR', [[3333.333333], [6666.666667]], [3333.33, 6666.67]],
  ['JPY', [[333.4], [333.3], [333.3]], [334, 333, 333]],
  // A sum with more decimals than the currency has keeps them.
  ['EUR', [[0.0005], [0.0005]], [0.001, 0]],
  [
    undefined,
    [
      [1, 1],
      [1, 1],
    ],
    [1, 1],
  ],
])('in %s %j becomes %j', (currency, budgets, wanted) => {
  expect(
    roundedBudgets(
      budgets.map((one) => Float64Array.from(one)),
      currency,
      false,
    ),
  ).toEqual(wanted);
});

test('by rotation only the sum over all of them has to stay', () => {
  const budgets = [Float64Array.of(0.4, 0.4), Float64Array.of(0.4, 0.8)];
  expect(roundedBudgets(budgets, 'JPY', true)).toEqual([
    [1, 0],
    [0, 1],
  ]);
});
