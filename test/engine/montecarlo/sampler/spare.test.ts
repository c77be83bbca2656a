import { describe, expect, test } from 'vitest';
import { spare } from '../../../../src/engine/montecarlo/sampler/spare.ts';
import { stream } from '../../../../src/engine/montecarlo/streams.ts';
import { sized } from '../../../cases.ts';
import { BAD_LUCK, chiSquareTail } from '../../goodness.ts';

const DRAWS = sized(100_000, 4_000_000);
const limit = BAD_LUCK / 100;

/** How evenly points lie in a cube of `side` cells along each of its axes, as a probability. */
function evenness(side: number, axes: number, point: (i: number) => number[]): number {
  const cells = new Float64Array(side ** axes);
  for (let i = 0; i < DRAWS; i++) {
    cells[point(i).reduce((cell, share) => cell * side + Math.floor(share * side), 0)]++;
  }
  const expected = DRAWS / cells.length;
  const distance = cells.reduce((sum, hits) => sum + (hits - expected) ** 2 / expected, 0);
  return chiSquareTail(distance, cells.length - 1);
}

/** The digits of a number from some binary place on. */
const from = (bit: number, share: number): number => (share * 2 ** bit) % 1;

describe('spares', () => {
  test('are whole numbers of 2^-53 in 0..1, and follow from the first number and the count alone', () => {
    for (const first of [0, 2 ** -53, 0.5, 1 - 2 ** -53]) {
      const spares = Array.from({ length: 100 }, (_, nth) => spare(first, nth));
      expect(spares.every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53))).toBe(true);
      expect(new Set(spares).size).toBe(100);
      expect(Array.from({ length: 100 }, (_, nth) => spare(first, nth))).toEqual(spares);
    }
  });

  test('golden: they stay what they are', () => {
    expect([spare(0, 0), spare(0.3, 0), spare(0.3, 1), spare(0.3, -1)]).toMatchInlineSnapshot(`
      [
        0,
        0.2546334243894105,
        0.14971863207992142,
        0.3280893375222197,
      ]
    `);
  });

  test.each([0, 10, 20, 26, 31, 32, 43])('are even from binary place %d on, the first and the next together', (bit) => {
    const numbers = stream('1', 0, 'spare');
    const point = () => {
      const first = numbers.next();
      return [from(bit, spare(first, 0)), from(bit, spare(first, 1))];
    };
    expect(evenness(32, 2, point)).toBeGreaterThan(limit);
  });

  test.each([-1, 0, 1, 2, 7, 100])('the one of count %d has nothing to do with the first number', (nth) => {
    const numbers = stream('2', nth + 1, 'spare');
    for (const bit of [0, 21, 43]) {
      const point = () => {
        const first = numbers.next();
        return [from(bit, first), spare(first, nth)];
      };
      expect(evenness(32, 2, point)).toBeGreaterThan(limit);
    }
  });

  test('three in a row lie evenly in a cube, the first number among them', () => {
    const numbers = stream('3', 0, 'spare');
    const point = () => {
      const first = numbers.next();
      return [first, spare(first, 0), spare(first, 1)];
    };
    expect(evenness(12, 3, point)).toBeGreaterThan(limit);
  });

  test.each([
    ['the step between numbers', 2 ** -53],
    ['the last digit of the first word', 2 ** -32],
    ['a thousandth', 1 / 1024],
    ['half', 0.5],
  ])('first numbers that differ by %s have spares of their own', (_, step) => {
    const numbers = stream('4', 0, 'spare');
    for (const nth of [0, 1, 2]) {
      const point = () => {
        const first = numbers.next();
        return [spare(first, nth), spare((first + step) % 1, nth)];
      };
      expect(evenness(32, 2, point)).toBeGreaterThan(limit);
    }
  });

  test('of the first number after number, and of all counts of one, one after the other', () => {
    expect(evenness(32, 2, (i) => [spare(i * 2 ** -53, 0), spare((i + 1) * 2 ** -53, 0)])).toBeGreaterThan(limit);
    expect(evenness(32, 2, (i) => [spare(i / DRAWS, 0), spare((i + 1) / DRAWS, 0)])).toBeGreaterThan(limit);
    expect(evenness(32, 2, (i) => [spare(0.3, i), spare(0.3, i + 1)])).toBeGreaterThan(limit);
  });

  test('each bit of the first number and of the count flips each bit of the spare half of the time', () => {
    const numbers = stream('5', 0, 'spare');
    const [rounds, bits] = [sized(400, 4000), 53];
    const digits = (share: number, flips: Float64Array, other: number) => {
      for (let bit = 0; bit < bits; bit++) {
        if (Math.floor(from(bit, share) * 2) !== Math.floor(from(bit, other) * 2)) flips[bit]++;
      }
    };
    for (let place = 0; place < bits + 8; place++) {
      const flips = new Float64Array(bits);
      for (let i = 0; i < rounds; i++) {
        const first = numbers.next();
        const flipped = from(place, first) < 0.5 ? first + 2 ** -(place + 1) : first - 2 ** -(place + 1);
        const nth = 1 << (place - bits);
        digits(spare(first, 0), flips, place < bits ? spare(flipped, 0) : spare(first, nth));
      }
      // 7.2 standard errors: 3,233 tests of a probability below 6e-13 each.
      const farthest = flips.reduce((far, seen) => Math.max(far, Math.abs(seen - rounds / 2)), 0);
      expect(farthest).toBeLessThan(7.2 * Math.sqrt(rounds / 4));
    }
  });
});
