import alea from 'seedrandom/lib/alea.js';
import { describe, expect, test } from 'vitest';
import { type Stream, stream } from '../../../src/engine/montecarlo/streams.ts';
import { BAD_LUCK, chiSquareTail } from '../goodness.ts';

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
  test('are made of two generators of seedrandom, one for the first 32 bits and one for the others', () => {
    const [high, low] = [alea('7 2 paid'), alea('7 2 paid low')];
    const plainly = Array.from({ length: 3000 }, () => high() + Math.floor(low() * 2 ** 21) * 2 ** -53);
    expect(numbers(stream('7', 2, 'paid'), 3000)).toEqual(plainly);
  });

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

  test('golden: the first numbers stay what they are', () => {
    expect(numbers(stream('42', 7, 'golden'), 4)).toMatchInlineSnapshot(`
      [
        0.629666198790698,
        0.4557209832539747,
        0.6470414426208635,
        0.3784932515496463,
      ]
    `);
    expect(numbers(stream('42', 7, 'golden'), 1000)[999]).toMatchInlineSnapshot(`0.8850447276470188`);
  });
});

describe('the generator is the one that it is said to be', () => {
  const MULTIPLIER = 2091639n;
  const WORD = 2n ** 32n;
  const MODULUS = MULTIPLIER * WORD ** 3n - 1n;

  test('each word is 2091639 times the third before it and the carry, modulo 2^32', () => {
    const from = alea('1 0 paid', { state: true });
    const { s0, s1, s2, c } = from.state();
    const word = (share: number): bigint => BigInt(share * 2 ** 32);
    const state = [word(s0), word(s1), word(s2)];
    let carry = BigInt(c);
    for (let i = 0; i < 10_000; i++) {
      const product = MULTIPLIER * (state.shift() ?? 0n) + carry;
      carry = product / WORD;
      state.push(product % WORD);
      expect(BigInt(from.int32() >>> 0)).toBe(product % WORD);
    }
  });

  test('its modulus is a safe prime, so that 2^32 has an order of about 2^116: no stream is short', () => {
    expect([MODULUS, (MODULUS - 1n) / 2n].map(isPrime)).toEqual([true, true]);
    // The order divides the modulus less 1, whose only factors are 1, 2 and a prime of 116 bits.
    expect([powerOf(WORD, 1n, MODULUS), powerOf(WORD, 2n, MODULUS)]).not.toContain(1n);
    expect((MODULUS - 1n) / 2n > 2n ** 115n).toBe(true);
  });

  test('texts that differ in one letter, wherever it is, have streams of their own', () => {
    const text = '1 0 conversion acquire word-of-mouth';
    const others = Array.from(text, (_, i) => `${text.slice(0, i)}*${text.slice(i + 1)}`);
    const words = [text, ...others].flatMap((seed) => Array.from({ length: 4 }, alea(seed).int32));
    expect(new Set(words).size).toBe(words.length);
  });

  test('the first numbers of neighbouring seeds, blocks and places lie evenly, one after the other in pairs', () => {
    for (const nth of [
      (i: number) => stream(String(i), 0, 'paid'),
      (i: number) => stream('1', i, 'paid'),
      (i: number) => stream('1', 0, `paid ${i}`),
    ]) {
      const firsts = Float64Array.from({ length: 30_001 }, (_, i) => nth(i).next());
      const cells = new Float64Array(1024);
      for (let i = 0; i < 30_000; i++) cells[Math.floor(firsts[i] * SIDE) * SIDE + Math.floor(firsts[i + 1] * SIDE)]++;
      expect(evenness(cells)).toBeGreaterThan(limit);
    }
  });
});

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let power = 1n;
  for (let [square, left] = [base % modulus, exponent]; left > 0n; left /= 2n, square = (square * square) % modulus) {
    if (left % 2n === 1n) power = (power * square) % modulus;
  }
  return power;
}

/** Miller and Rabin's test: composite numbers pass it for each base with a chance of at most a quarter. */
function isPrime(n: bigint): boolean {
  let [odd, twos] = [n - 1n, 0];
  for (; odd % 2n === 0n; odd /= 2n) twos++;
  return Array.from({ length: 40 }, (_, i) => BigInt(i + 2)).every((base) => {
    let power = powerOf(base, odd, n);
    if (power === 1n) return true;
    for (let i = 1; i < twos && power !== n - 1n; i++) power = (power * power) % n;
    return power === n - 1n;
  });
}
