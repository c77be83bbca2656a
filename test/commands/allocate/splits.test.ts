import fc from 'fast-check';
import { expect, test } from 'vitest';
import { added, evenSplits, fitted, splitsOf } from '../../../src/commands/allocate/splits.ts';
import { cases } from '../../cases.ts';

const bounded = fc
  .array(fc.record({ low: fc.nat(100), more: fc.oneof(fc.nat(100), fc.constant(Infinity)) }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((parts) => {
    const lower = parts.map(({ low }) => low);
    const upper = parts.map(({ low, more }) => low + more);
    const most = Math.min(added(upper), added(lower) + 1000);
    return fc.record({
      splits: fc.integer({ min: added(lower), max: most }).map((total) => splitsOf(lower, upper, total)),
      wish: fc.array(fc.nat(500), { minLength: parts.length, maxLength: parts.length }),
    });
  });

test('whatever is wished for becomes a split within the bounds that adds up', () => {
  fc.assert(
    fc.property(bounded, ({ splits, wish }) => {
      for (const split of [fitted(splits, wish), ...evenSplits(splits, 50)]) {
        expect(Math.abs(added(split) - splits.total)).toBeLessThanOrEqual(1e-9 * Math.max(1, splits.total));
        for (const [i, part] of split.entries()) {
          expect(part).toBeGreaterThanOrEqual(splits.lower[i]);
          expect(part).toBeLessThanOrEqual(splits.upper[i]);
        }
      }
    }),
    { numRuns: cases(1000) },
  );
});

test('what fits already stays as it is', () => {
  expect(fitted(splitsOf([0, 10], [50, Infinity], 60), [20, 40])).toEqual([20, 40]);
});

test('even splits are all there are in steps of the same size, corners among them', () => {
  expect(evenSplits(splitsOf([0, 10], [Infinity, Infinity], 30), 3)).toEqual([
    [0, 30],
    [10, 20],
    [20, 10],
  ]);
  const many = evenSplits(splitsOf(new Array(40).fill(0), new Array(40).fill(Infinity), 1), 3);
  expect(many.length).toBe(40);
});
