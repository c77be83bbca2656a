import { expect, test } from 'vitest';
import { binomialMass, chiSquare, chiSquareTail, negativeBinomialMass, poissonMass } from './goodness.ts';

test('the tail of chi-square, by tables and by closed forms', () => {
  expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
  expect(chiSquareTail(6.634896601021213, 1)).toBeCloseTo(0.01, 12);
  expect(chiSquareTail(124.3421134, 100)).toBeCloseTo(0.05, 8);
  for (const x of [0.1, 1, 5, 30]) {
    expect(chiSquareTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 14);
    expect(chiSquareTail(x, 4) / (Math.exp(-x / 2) * (1 + x / 2))).toBeCloseTo(1, 12);
  }
});

test('the probabilities, by hand', () => {
  expect(binomialMass(4, 0.5)(2)).toBeCloseTo(6 / 16, 14);
  expect(binomialMass(3, 0.9)(3)).toBeCloseTo(0.729, 14);
  expect(poissonMass(2)(3)).toBeCloseTo((8 / 6) * Math.exp(-2), 14);
  expect(negativeBinomialMass(2, 1)(1)).toBeCloseTo(2 / 8, 14);
});

test('the probabilities add up, so that none has lost its digits', () => {
  const sum = (mass: (k: number) => number, from: number, to: number) => {
    let all = 0;
    for (let k = from; k <= to; k++) all += mass(k);
    return all;
  };
  expect(sum(binomialMass(1e9, 0.3), 3e8 - 2e5, 3e8 + 2e5)).toBeCloseTo(1, 4);
  expect(sum(poissonMass(1e9), 1e9 - 4e5, 1e9 + 4e5)).toBeCloseTo(1, 4);
  expect(sum(negativeBinomialMass(1e6, 100), 1e8 - 1.2e6, 1e8 + 1.2e6)).toBeCloseTo(1, 4);
  expect(sum(negativeBinomialMass(1, 0.3), 0, 100)).toBeCloseTo(1, 12);
});

test('draws as they should be pass, draws a little off do not', () => {
  const even = Float64Array.from({ length: 1600 }, (_, i) => [0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4][i % 16]);
  expect(chiSquare(even, binomialMass(4, 0.5), 0, 4)).toBeCloseTo(1, 12);
  expect(chiSquare(even, binomialMass(4, 0.45), 0, 4)).toBeLessThan(1e-6);
  expect(chiSquare(Float64Array.of(0, 0, 1), binomialMass(5, 0), 0, 0)).toBe(0);
});
