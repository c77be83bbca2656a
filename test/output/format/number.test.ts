import { describe, expect, test } from 'vitest';
import {
  amount,
  apart,
  chanceText,
  change,
  count,
  elasticity,
  factor,
  fine,
  margin,
  movement,
  NOTHING,
  price,
  range,
  share,
  shareInWords,
} from '../../../src/output/format/number.ts';

describe('people are whole, with a comma for thousands', () => {
  test.each([
    [0, '0'],
    [0.4, '0'],
    [0.5, '1'],
    [2.5, '3'],
    [147.0766, '147'],
    [999.5, '1,000'],
    [1234567.4, '1,234,567'],
    [1e15, '1,000,000,000,000,000'],
    [-0.4, '0'],
    [-1234.6, '-1,235'],
  ])('%d', (people, text) => {
    expect(count(people)).toBe(text);
  });
});

describe('a difference is signed', () => {
  test.each([
    [47.08, '+47'],
    [1234, '+1,234'],
    [0, '0'],
    [0.3, '0'],
    [-0.3, '0'],
    [-3, '-3'],
  ])('%d', (people, text) => {
    expect(change(people)).toBe(text);
  });
});

describe('a share has a tenth of a percent', () => {
  test.each([
    [0, '0.0%', '0%'],
    [0.101, '10.1%', '10.1%'],
    [0.3, '30.0%', '30%'],
    [0.32008, '32.0%', '32%'],
    [1, '100.0%', '100%'],
    [0.0004, '0.0%', '0%'],
    [12.3456, '1,234.6%', '1,234.6%'],
  ])('%d', (value, text, words) => {
    expect(share(value)).toBe(text);
    expect(shareInWords(value)).toBe(words);
  });
});

describe('an amount has the decimals of its currency', () => {
  test.each([
    [1234.5, undefined, '1,234.50', '1,234.50'],
    [-1234.5, 'EUR', '-1,234.50', '-EUR 1,234.50'],
    [1234.5, 'JPY', '1,235', 'JPY 1,235'],
    [0.0625, 'KWD', '0.063', 'KWD 0.063'],
    [0.00005, 'CLF', '0.0001', 'CLF 0.0001'],
    [-0.004, 'USD', '0.00', 'USD 0.00'],
    [1e20, 'USD', '100,000,000,000,000,000,000.00', 'USD 100,000,000,000,000,000,000.00'],
    [2.0000222e35, 'USD', '2.00e35', 'USD 2.00e35'],
    [null, 'USD', '–', '–'],
  ])('%d %s', (money, currency, text, words) => {
    expect(amount(money, currency)).toBe(text);
    expect(price(money, currency)).toBe(words);
  });
});

describe('chances and their margins', () => {
  test.each([
    [0, '0.0%'],
    [0.00001, 'less than 0.1%'],
    [0.51851, '51.9%'],
    [0.99999, 'more than 99.9%'],
    [1, '100.0%'],
  ])('a chance of %d', (probability, text) => expect(chanceText(probability)).toBe(text));

  test.each([
    [0.004996, '0.5%'],
    [0.00158, '0.2%'],
    [0.000118, '0.01%'],
    [0.000001, 'below 0.001%'],
    [0.05, '5%'],
  ])('a margin of %d', (value, text) => expect(margin(value)).toBe(text));

  test('between what a number lies', () => {
    expect(range(134.6, 600)).toBe('135-600');
  });

  // 32,709 apart: hundreds are the third digit.
  test('to three digits of how far the ends are apart', () => {
    expect(range(127_172, 159_881)).toBe('127,200-159,900');
    expect(range(20_277, 20_372)).toBe('20,277-20,372');
    expect(range(1_000_000, 1_000_000)).toBe('1,000,000-1,000,000');
    expect(range(0, 1000)).toBe('0-1,000');
    expect(range(1, 1006)).toBe('0-1,010');
  });
});

test('a factor has no more decimals than it needs', () => {
  expect([1.10125, 2, 0.5, 100, 1000, 0.2025].map(factor)).toEqual(['1.101', '2', '0.5', '100', '1,000', '0.203']);
});

test('a factor loses the zeros of its decimals, and none of its exponent', () => {
  expect([1.101, 2.5, 10, 100, 0, 1e30, 1.5e210, 1e100].map(factor)).toEqual([
    ...['1.101', '2.5', '10', '100', '0', '1.00e30', '1.50e210', '1.00e100'],
  ]);
});

test('what is undefined is –, never 0', () => {
  expect(NOTHING).toBe('–');
  expect([count(null), share(null), shareInWords(null)]).toEqual(['–', '–', '–']);
});

test('an elasticity has two decimals', () => {
  expect([1.149, -0.5, 0, null].map(elasticity)).toEqual(['1.15', '-0.50', '0.00', '–']);
});

test('a fine number has the decimals that show a difference', () => {
  expect(fine(47.07663, 0.11)).toBe('47.08');
  expect(fine(143817.1234, 0.02)).toBe('143,817.123');
  expect(fine(-0.045, 0.01)).toBe('-0.045');
  expect(fine(1234.5, 30)).toBe('1,235');
  expect(fine(1.5e-15, 3e-16)).toBe('1.5e-15');
});

describe('two values of any metric', () => {
  test.each<[number, number, string, string]>([
    [147.0766352, 151.2, '147.077', '151.2'],
    [100, 110.125, '100', '110.125'],
    [1470766352.3, 1470766352.4, '1,470,766,352.3', '1,470,766,352.4'],
    [0.3, 0.30000001, '0.3', '0.30000001'],
    [0, 0.25, '0', '0.25'],
    [-12.5, 12.5, '-12.5', '12.5'],
    [1e-9, 2e-9, '1e-9', '2e-9'],
    [1e22, 2e22, '1e+22', '2e+22'],
    [0.1, 0.1 + 2e-17, '0.1', '0.10000000000000002'],
    [7, 7, '7', '7'],
    [0, 0, '0', '0'],
  ])('%d and %d are told apart: %s, %s', (a, b, one, other) => {
    expect(apart(a, b)).toEqual([one, other]);
  });

  test.each([
    [0.277, '+27.7%'],
    [-0.5, '-50.0%'],
    [12.5, '+1,250.0%'],
    [0.0004, '+0.04%'],
    [-0.00002, '-0.002%'],
    [1e-9, 'below 0.001%'],
    [1e18, '+100,000,000,000,000,000,000.0%'],
    [1e307, 'from almost 0'],
    [-1e307, 'from almost 0'],
    [Infinity, 'from almost 0'],
  ])('a movement by %d reads %s', (relative, text) => {
    expect(movement(relative)).toBe(text);
  });
});
