// What the engine relies on of a library that computes from + - x / alone, so that its bits depend on no engine.
import exp from '@stdlib/math-base-special-exp';
import expm1 from '@stdlib/math-base-special-expm1';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import { describe, expect, test } from 'vitest';

/** One unit in the last place for the library, and one for the engine's own. */
const CLOSE = 2 * 2 ** -52;

/** Arguments in equal steps, none of them round. */
const between = (low: number, high: number): number[] =>
  Array.from({ length: 20_000 }, (_, i) => low + ((high - low) * (i + Math.SQRT1_2)) / 20_000);

/** From 1e-12 up, each by so much larger than the one before. */
function rising(most: number, factor: number): number[] {
  const all: number[] = [];
  for (let x = 1e-12; x < most; x *= factor) all.push(x);
  return all;
}

const off = (theirs: number, known: number): number => (theirs === known ? 0 : Math.abs(theirs / known - 1));

const worst = (args: number[], theirs: (x: number) => number, known: (x: number) => number): number =>
  args.reduce((most, x) => Math.max(most, off(theirs(x), known(x))), 0);

describe('the logarithm', () => {
  test('is right to the last digits', () => {
    expect(worst(between(0, 4), ln, Math.log)).toBeLessThan(CLOSE);
    expect(worst(between(-700, 709).map(Math.exp), ln, Math.log)).toBeLessThan(CLOSE);
  });

  test('at the ends of its domain', () => {
    expect([ln(1), ln(0), ln(Infinity), ln(-1)]).toEqual([0, -Infinity, Infinity, NaN]);
    expect(ln(5e-324)).toBeCloseTo(Math.log(5e-324), 12);
    expect(ln(Number.MAX_VALUE)).toBe(Math.log(Number.MAX_VALUE));
  });
});

describe('the logarithm of one plus a little', () => {
  test('is right to the last digits, from the smallest to the largest', () => {
    expect(worst(between(-0.999999, 3), log1p, Math.log1p)).toBeLessThan(CLOSE);
    expect(worst(between(-1e-9, 1e-9), log1p, Math.log1p)).toBeLessThan(CLOSE);
    expect(worst(rising(1e300, 1.73), log1p, Math.log1p)).toBeLessThan(CLOSE);
  });

  test('at the ends of its domain', () => {
    expect([log1p(0), log1p(-1), log1p(Infinity), log1p(-2)]).toEqual([0, -Infinity, Infinity, NaN]);
  });
});

describe('the exponential', () => {
  test('is right to the last digits', () => {
    expect(worst(between(-707, 709.7), exp, Math.exp)).toBeLessThan(CLOSE);
    expect(worst(between(-1, 1), exp, Math.exp)).toBeLessThan(CLOSE);
    expect(worst(between(-1e-9, 1e-9), exp, Math.exp)).toBeLessThan(CLOSE);
  });

  test('at the ends of its domain', () => {
    expect([exp(0), exp(-Infinity), exp(-750), exp(Infinity), exp(709.9)]).toEqual([1, 0, 0, Infinity, Infinity]);
  });
});

describe('the exponential less one', () => {
  test('is right to the last digits, from the smallest to the largest', () => {
    const sizes = rising(700, 1.37);
    expect(worst([...sizes, ...sizes.map((size) => -size)], expm1, Math.expm1)).toBeLessThan(CLOSE);
    expect(worst(between(-5, 5), expm1, Math.expm1)).toBeLessThan(CLOSE);
  });

  test('at the ends of its domain', () => {
    expect([expm1(0), expm1(900), expm1(-900)]).toEqual([0, Infinity, -1]);
  });
});
