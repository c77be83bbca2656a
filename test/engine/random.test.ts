import { describe, expect, test } from 'vitest';
import { type Stream, stream } from '../../src/engine/random.ts';
import { BAD_LUCK, chiSquareTail } from './goodness.ts';

const DRAWS = 400_000;
const SIDE = 32;
const limit = BAD_LUCK / 20;

/** Pearson's chi-square of cells that should be hit equally often, as a probability. */
function evenness(cells: Float64Array): number {
  const expected = cells.reduce((sum, hits) => sum + hits) / cells.length;
  const distance = cells.reduce((sum, hits) => sum + (hits - expected) ** 2 / expected, 0);
  return chiSquareTail(distance, cells.length - 1);
}

/** How evenly pairs of numbers lie on a square. */
function evennessOfPairs(next: () => number, other: () => number): number {
  const cells = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < DRAWS; i++) cells[Math.floor(next() * SIDE) * SIDE + Math.floor(other() * SIDE)]++;
  return evenness(cells);
}

const numbers = (from: Stream, count: number): number[] => Array.from({ length: count }, () => from.next());

describe('uniforms', () => {
  test('lie in 0..1, evenly, neighbours too', () => {
    const from = stream('1', 0, 'paid');
    expect(numbers(from, 1000).every((u) => u >= 0 && u < 1)).toBe(true);
    expect(
      evennessOfPairs(
        () => from.next(),
        () => from.next(),
      ),
    ).toBeGreaterThan(limit);
  });

  test('are even in their first bits and in their last: all 53 count', () => {
    const from = stream('2', 0, 'paid');
    for (const shift of [2 ** 10, 2 ** 20, 2 ** 26, 2 ** 27, 2 ** 37, 2 ** 43]) {
      const cells = new Float64Array(1024);
      for (let i = 0; i < DRAWS; i++) cells[Math.floor(((from.next() * shift) % 1) * 1024)]++;
      expect(evenness(cells)).toBeGreaterThan(limit);
    }
  });

  test('below 1e-6 there are as many as there should be', () => {
    const from = stream('3', 0, 'paid');
    let few = 0;
    for (let i = 0; i < 2e7; i++) if (from.next() < 1e-6) few++;
    // Poisson with mean 20: outside 2..50 with a probability below 1e-7.
    expect(few).toBeGreaterThanOrEqual(2);
    expect(few).toBeLessThanOrEqual(50);
  });
});

describe('streams', () => {
  test('the same seed, block and place give the same numbers', () => {
    expect(numbers(stream('5', 3, 'conversion acquire paid'), 1000)).toEqual(
      numbers(stream('5', 3, 'conversion acquire paid'), 1000),
    );
  });

  test('every seed, block and place has its own', () => {
    const firsts = [0, 1, 2, -1, 4294967296].flatMap((seed) =>
      [0, 1, 11].flatMap((block) => ['a', 'b', '1 a', ''].map((place) => stream(String(seed), block, place).next())),
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test.each([
    ['the next seed', stream('2', 1, 'paid')],
    ['the next block', stream('1', 2, 'paid')],
    ['a place of nearly the same name', stream('1', 1, 'paie')],
  ])('%s has nothing to do with this one', (_, other) => {
    const from = stream('1', 1, 'paid');
    expect(
      evennessOfPairs(
        () => from.next(),
        () => other.next(),
      ),
    ).toBeGreaterThan(limit);
  });

  test('what is spare comes from a stream beside, and does not shift the numbers', () => {
    const [from, alone] = [stream('1', 1, 'paid'), stream('1', 1, 'paid')];
    const mixed = Array.from({ length: 600 }, () => [from.spare(), from.next()][1]);
    expect(mixed).toEqual(numbers(alone, 600));
    const beside = stream('1', 1, 'organic');
    expect(
      evennessOfPairs(
        () => beside.next(),
        () => beside.spare(),
      ),
    ).toBeGreaterThan(limit);
  });

  test('golden: the first numbers stay what they are', () => {
    expect(numbers(stream('42', 7, 'golden'), 4)).toMatchInlineSnapshot(`
      [
        0.4176736451807369,
        0.42056168651306003,
        0.2284457452520624,
        0.7442022032746624,
      ]
    `);
    expect(numbers(stream('42', 7, 'golden'), 1000)[999]).toMatchInlineSnapshot(`0.5197119586782933`);
  });
});
