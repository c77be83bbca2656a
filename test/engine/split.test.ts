import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaleTo, toWhole } from '../../src/engine/split.ts';

const scaled = (total: number, numbers: number[], among = [...numbers.keys()], weights = numbers): number[] => {
  scaleTo(total, numbers, among, (i) => weights[i]);
  return numbers;
};

describe('numbers that have to add up to a total', () => {
  test('keep their proportions, and others stay as they are', () => {
    expect(scaled(30, [1, 2])).toEqual([10, 20]);
    expect(scaled(30, [1, 2, 7], [0, 1])).toEqual([10, 20, 7]);
    expect(scaled(0, [1, 2])).toEqual([0, 0]);
  });

  test('are as large as their weights where all are 0, or else one of them is all', () => {
    expect(scaled(30, [0, 0, 0], [1, 2], [9, 1, 2])).toEqual([0, 10, 20]);
    expect(scaled(30, [0, 0])).toEqual([30, 0]);
    expect(scaled(30, [5], [])).toEqual([5]);
  });

  test('that do so already keep every bit', () => {
    expect(scaled(0.1 + 0.2, [0.1, 0.2])).toEqual([0.1, 0.2]);
  });
});

describe('rounding to whole people', () => {
  test('goes up where most was lost', () => {
    expect(toWhole([1.2, 2.7, 3.1])).toEqual([1, 3, 3]);
    expect(toWhole([0.5, 0.5])).toEqual([1, 0]);
    expect(toWhole([2.9999999999999996, 1])).toEqual([3, 1]);
    expect(toWhole([-0.5, 1.5])).toEqual([0, 1]);
  });

  test('moves no number by one or more, and no total by more than a half', () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(numbers, (parts) => {
        const whole = toWhole(parts);
        const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
        for (const [i, number] of whole.entries()) {
          expect(Number.isInteger(number)).toBe(true);
          expect(Math.abs(number - parts[i])).toBeLessThan(1);
        }
        expect(Math.abs(sum(whole) - sum(parts))).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});
