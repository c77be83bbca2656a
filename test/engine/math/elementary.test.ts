import { describe, expect, test } from 'vitest';
import { exp } from '../../../src/engine/math/exponential.ts';
import { ln, ln1p } from '../../../src/engine/math/logarithm.ts';

/** Two units in the last place; those of the engine are within one. */
const CLOSE = 3 * 2 ** -53 + 2 ** -53;

/** Arguments in equal steps, none of them round. */
const between = (low: number, high: number): number[] =>
  Array.from({ length: 20_000 }, (_, i) => low + ((high - low) * (i + Math.SQRT1_2)) / 20_000);

const off = (ours: number, theirs: number): number => (ours === theirs ? 0 : Math.abs(ours / theirs - 1));

const worst = (args: number[], ours: (x: number) => number, theirs: (x: number) => number): number =>
  args.reduce((most, x) => Math.max(most, off(ours(x), theirs(x))), 0);

describe('the logarithm', () => {
  test('is that of the engine to the last digits', () => {
    expect(worst(between(0, 4), ln, Math.log)).toBeLessThan(CLOSE);
    expect(worst(between(-700, 709).map(Math.exp), ln, Math.log)).toBeLessThan(CLOSE);
    expect(worst(between(-0.9, 3), ln1p, Math.log1p)).toBeLessThan(2 * CLOSE);
    expect(worst(between(-1e-9, 1e-9), ln1p, Math.log1p)).toBeLessThan(CLOSE);
  });

  test('at the ends of its domain', () => {
    expect(ln(1)).toBe(0);
    expect(ln(0)).toBe(-Infinity);
    expect(ln(Infinity)).toBe(Infinity);
    expect(ln(5e-324)).toBeCloseTo(Math.log(5e-324), 12);
    expect(ln(Number.MAX_VALUE)).toBe(Math.log(Number.MAX_VALUE));
  });
});

describe('the exponential', () => {
  test('is that of the engine to the last digits', () => {
    expect(worst(between(-707, 709.7), exp, Math.exp)).toBeLessThan(CLOSE);
    expect(worst(between(-1, 1), exp, Math.exp)).toBeLessThan(CLOSE);
    expect(worst(between(-1e-9, 1e-9), exp, Math.exp)).toBeLessThan(CLOSE);
  });

  test('at the ends of its domain', () => {
    expect(exp(0)).toBe(1);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(-708)).toBe(0);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(709.9)).toBe(Infinity);
  });
});
