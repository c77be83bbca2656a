import { describe, expect, test } from 'vitest';
import { add, copy, exceeds, multiply, scale } from '../../src/engine/lanes.ts';

const numbers = (length: number, factor: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => (i + 1) * factor);

describe.each([1, 7, 8, 9, 24, 27])(
  'of %d lanes every one has its number, and nothing beside them changes',
  (lanes) => {
    const from = numbers(40, 0.1);
    const by = numbers(40, 0.7);
    const expected = (number: (before: number, one: number, other: number) => number): Float64Array =>
      numbers(40, 3).map((before, i) =>
        i < 5 || i >= 5 + lanes ? before : number(before, from[i - 5 + 2], by[i - 5 + 3]),
      );

    test.each<[string, (into: Float64Array) => void, Float64Array]>([
      ['copied', (into) => copy(from, 2, into, 5, lanes), expected((_, one) => one)],
      ['added', (into) => add(from, 2, into, 5, lanes), expected((before, one) => before + one)],
      ['scaled', (into) => scale(from, 2, 0.3, into, 5, lanes), expected((_, one) => one * 0.3)],
      ['scaled by 1', (into) => scale(from, 2, 1, into, 5, lanes), expected((_, one) => one)],
      [
        'scaled in place',
        (into) => {
          scale(into, 5, 1, into, 5, lanes);
          scale(into, 5, 0.3, into, 5, lanes);
        },
        expected((before) => before * 0.3),
      ],
      ['multiplied', (into) => multiply(from, 2, by, 3, into, 5, lanes), expected((_, one, other) => one * other)],
      [
        'multiplied in place',
        (into) => multiply(into, 5, by, 3, into, 5, lanes),
        expected((before, _, by) => before * by),
      ],
    ])('%s', (_what, run, wanted) => {
      const into = numbers(40, 3);
      run(into);
      expect(into).toEqual(wanted);
    });

    test.each([0, lanes >> 1, lanes - 1])('lane %d is seen where it is above a limit, or no number', (lane) => {
      const some = numbers(40, 1);
      expect(exceeds(5 + lanes, some, 5, lanes)).toBe(false);
      for (const bad of [5 + lanes + 0.5, Infinity, Number.NaN]) {
        expect(exceeds(5 + lanes, some.with(5 + lane, bad), 5, lanes)).toBe(true);
      }
      expect(exceeds(5 + lanes, some.with(4, 1e9).with(5 + lanes, 1e9), 5, lanes)).toBe(false);
    });
  },
);
