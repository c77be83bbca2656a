import { expect, test } from 'vitest';
import { Tally } from '../../src/engine/tally.ts';

const tallied = (values: readonly number[], centre = 0, unit = 1000): Tally => {
  const tally = new Tally(centre);
  for (let i = 0; i * unit < values.length; i++) {
    const part = Float64Array.from(values.slice(i * unit, (i + 1) * unit));
    tally.add(i, part, part.length);
  }
  return tally;
};

/** The smallest value that so many of the values are at or below. */
const quantile = (values: readonly number[], level: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(level * values.length - 1e-9) - 1];

/** Numbers that look random and are the same in every run (a linear congruence). */
const numbers = (count: number, spread: number): number[] => {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * spread);
  });
};

test('mean, deviation and quantiles of few values are those of the values', () => {
  // of 1, 2, 3, 4: mean 2.5, squares 5 / 3; 5 % and 50 % and 95 % are the 1st, 2nd and 4th
  expect(tallied([4, 2, 1, 3]).band()).toEqual({ mean: 2.5, sd: Math.sqrt(5 / 3), p5: 1, p50: 2, p95: 4 });
  expect(tallied([7]).band()).toEqual({ mean: 7, sd: null, p5: 7, p50: 7, p95: 7 });
  expect(tallied([]).band()).toBeNull();
});

test('what lies outside two numbers is counted, and what is one of them is not', () => {
  expect(tallied([1, 2, 2.5, 3, 4, 70_000, -1, Number.NaN]).outside(2, 3)).toBe(4);
  expect(tallied([2, 3]).outside(2, 3)).toBe(0);
});

test('values that are undefined are left out', () => {
  expect(tallied([Number.NaN, 5, Number.NaN]).band()).toEqual({ mean: 5, sd: null, p5: 5, p50: 5, p95: 5 });
  expect(tallied([Number.NaN]).band()).toBeNull();
});

test.each([
  ['counts below 65,536', numbers(5000, 60_000), 0],
  ['larger counts', numbers(5000, 1e9), 5e8],
  ['amounts below 0 and with cents', numbers(5000, 1e6).map((n) => n / 100 - 3000), 1000],
])('%s are exact', (_, values, centre) => {
  const band = tallied(values, centre).band();
  expect(band).toMatchObject({ p5: quantile(values, 0.05), p50: quantile(values, 0.5), p95: quantile(values, 0.95) });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(band?.mean).toBeCloseTo(mean, 6);
});

test('of more than 20,000 different values the quantiles are within 0.0123 %, above and below 0', () => {
  const values = numbers(100_000, 2e9).map((n) => n - 1e9 + 0.5);
  const band = tallied(values).band();
  for (const [key, level] of Object.entries({ p5: 0.05, p50: 0.5, p95: 0.95 })) {
    const exact = quantile(values, level);
    expect(Math.abs((band?.[key as 'p5'] ?? NaN) - exact)).toBeLessThanOrEqual(Math.abs(exact) / 2 ** 13);
  }
});

test('where many tallies share the memory, fewer values are exact and the rest within their bins', () => {
  const values = numbers(20_000, 60_000).map((n) => n + 1000);
  const tally = new Tally(30_000, 100_000);
  tally.add(0, Float64Array.from(values), values.length);
  const { dense, others, binned } = tally.toData();
  expect([dense.length, binned]).toEqual([256, true]);
  expect(others.length).toBeLessThan(2 * 7 * 4096);
  const exact = quantile(values, 0.5);
  expect(Math.abs((tally.band()?.p50 ?? NaN) - exact)).toBeLessThanOrEqual(exact / 2 ** 13);
});

test('any split over threads, merged in any order, gives the same to the last bit', () => {
  for (const values of [numbers(9500, 300), numbers(60_000, 1e8).map((n) => n / 7)]) {
    const whole = tallied(values, 40);
    const parts = [0, 1, 2].map(() => new Tally(40));
    for (let unit = 0; unit * 1000 < values.length; unit++) {
      const part = Float64Array.from(values.slice(unit * 1000, (unit + 1) * 1000));
      parts[(unit * 7) % 3].add(unit, part, part.length);
    }
    const merged = new Tally(40);
    for (const part of [parts[2], parts[0], parts[1]]) merged.merge(part.toData());
    expect(merged.band()).toEqual(whole.band());
  }
});
