import { describe, expect, test } from 'vitest';
import { readActuals } from '../../../../src/commands/track/reading/actuals.ts';
import { InputError } from '../../../../src/model/errors.ts';
import type { Scenario } from '../../../../src/model/scenario/types.ts';
import { worked } from '../../../cli/example.ts';

const scenario: Scenario = { ...worked, rotations: 9, currency: 'EUR' };

/** The values of one column, separated from that of the rotations as told. */
const column = (name: string, cells: readonly string[], separator = ';') =>
  readActuals(
    [`rotation${separator}${name}`, ...cells.map((cell, i) => `${i + 1}${separator}${cell}`)].join('\n'),
    'a.csv',
    {
      ...scenario,
    },
  );

const cash = (cells: readonly string[], separator?: string): number[] =>
  column('cash', cells, separator).actuals.map(({ value }) => value);

function faultIn(name: string, cell: string): string {
  try {
    column(name, [cell]);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
}

describe('numbers as spreadsheets write them', () => {
  test.each([
    ['thousands with points, decimals with a comma', '1.234,50', 1234.5],
    ['thousands with commas, decimals with a point', '1,234.50', 1234.5],
    ['several thousands', '12.345.678', 12345678],
    ['apostrophes, as in Switzerland', "1'234'567.50", 1234567.5],
    ['typographic apostrophes', '1’234', 1234],
    ['no-break spaces', '1\u00a0234,5', 1234.5],
    ['thin spaces', '1\u2009234\u2009567', 1234567],
    ['narrow no-break spaces, as in France', '12\u202f345,67', 12345.67],
    ['blanks', '12 345', 12345],
    ['three decimals after blanks', '1 234,567', 1234.567],
    ['a sign before', '€1.234,50', 1234.5],
    ['a sign behind', '1.234,50 €', 1234.5],
    ['a sign behind after a no-break space', '1.234,50\u00a0€', 1234.5],
    ['a code', 'EUR 12,5', 12.5],
    ['a code behind', '12,5 EUR', 12.5],
    ['brackets for what is below 0', '(1,234.50)', -1234.5],
    ['brackets with a sign in them', '(€ 1.234,50)', -1234.5],
    ['brackets behind a sign', '€ (12,5)', -12.5],
    ['a minus behind', '1.234,50-', -1234.5],
    ['a minus before a sign', '-€12,50', -12.5],
    ['a minus behind a sign', '€-12,50', -12.5],
    ['a typographic minus', '\u221212,5', -12.5],
    ['a plus', '+12', 12],
    ['nothing before the decimals', ',5', 0.5],
    ['an exponent', '1,21E+01', 12.1],
    ['an exponent of a program', '-1e3', -1000],
  ])('%s: %s', (_what, cell, value) => {
    expect(cash([cell])).toEqual([value]);
  });

  test.each([
    ['9,5 %', 0.095],
    ['9.5%', 0.095],
    ['12\u00a0%', 0.12],
    ['1/8', 0.125],
  ])('shares: %s', (cell, value) => {
    expect(column('referredShare', [cell]).actuals.map((one) => one.value)).toEqual([value]);
  });

  test.each([['–'], ['-'], ['—'], ['n/a'], ['#N/A']])('%s is nothing', (cell) => {
    expect(cash(['1', cell])).toEqual([1]);
  });

  test.each([
    ['1.23,4'],
    ['1,2,3'],
    ['12 34'],
    ['1.234.5'],
    ['(12'],
    ['(-12)'],
    ['-12-'],
    ['€12€'],
    ['1 234.567.890,1'],
    ['12 pieces'],
    ['=1+1'],
  ])('%s is none', (cell) => {
    expect(faultIn('cash', cell)).toMatch(/^cash must be a number, got the text/);
  });

  test('what is written in another currency is not mixed in', () => {
    expect(faultIn('cash', 'USD 12')).toBe('cash is in EUR in this scenario, and "USD 12" is not: convert it');
    expect(faultIn('cash', '12 £')).toMatch(/convert it$/);
    // Dollars of several countries, of which none is the euro.
    for (const cell of ['$1,234.50', '¥12', '12 kr']) expect(faultIn('cash', cell)).toMatch(/convert it$/);
    expect(faultIn('engage', '12 €')).toBe('engage is no amount of money, so what is "12 €"?');
  });

  test('the faults of counts and shares are those of plain numbers', () => {
    expect(faultIn('engage', '(12)')).toBe('engage counts people: it cannot be (12)');
    expect(faultIn('engage', '12,5 %')).toMatch(/^engage is no share, so 12,5 % of what\?/);
  });
});

describe('a mark that may be for thousands or for decimals', () => {
  test.each([
    ['decimals of another number', ['1.234', '10,5'], [1234, 10.5]],
    ['the other decimals', ['1.234', '10.5'], [1.234, 10.5]],
    ['thousands of another number', ['1.234', '1.234.567'], [1234, 1234567]],
    ['thousands with the other mark', ['1.234', '1,234,567'], [1.234, 1234567]],
    ['both in one number', ['1,234', '1.234,5'], [1.234, 1234.5]],
    ['a number with too many digits before', ['1,234', '1234,567'], [1.234, 1234.567]],
    ['a number that starts with 0', ['1,234', '0,234'], [1.234, 0.234]],
    ['decimals behind blanks', ['1,234', '1 234,5'], [1.234, 1234.5]],
  ])('is told by %s', (_what, cells, values) => {
    expect(cash(cells)).toEqual(values);
    expect(cash(cells.toReversed(), '\t').toReversed()).toEqual(values);
  });

  test('is told by the column before the rest of the table', () => {
    const rows = 'rotation;cash;spend;revenue\n1;1.234;1.234;1.234\n2;10,5;10.5;\n';
    const read = () => readActuals(rows, 'a.csv', scenario);
    // Cash and spend tell different things, so that nothing tells of the revenue.
    expect(read).toThrow('revenue must be a number, and "1.234" may be 1234 or 1.234: write 1234, or 1.2340');
    const { actuals } = readActuals(rows.replace('10.5', ''), 'a.csv', scenario);
    expect(actuals.map(({ value }) => value)).toEqual([1234, 1234, 1234, 10.5]);
  });

  test('is a fault where nothing tells, with both ways to write it', () => {
    expect(faultIn('cash', '1.234')).toBe(
      'cash must be a number, and "1.234" may be 1234 or 1.234: write 1234, or 1.2340',
    );
    expect(faultIn('cash', '(€ 1,234)')).toMatch(/may be 1234 or 1\.234: write \(€ 1234\), or \(€ 1,2340\)$/);
    expect(() => cash(['1,234', '10,5', '10.5'])).toThrow(/"1,234" may be/);
  });

  test('is read as where commas separate cells, and a note says so', () => {
    const comma = column('cash', ['"1,234"'], ',');
    expect(comma).toMatchObject({
      actuals: [{ value: 1234 }],
      notes: ['cash: "1,234" is read with a comma for thousands, as numbers are written where commas separate cells.'],
    });
    const point = column('cash', ['1.234', '7.125'], ',');
    expect(point.actuals.map(({ value }) => value)).toEqual([1.234, 7.125]);
    expect(point.notes).toEqual([
      'cash: "1.234" is read with a point for decimals, as numbers are written where commas separate cells.',
    ]);
    expect(column('cash', ['1.234', '7.5'], ',').notes).toEqual([]);
    expect(column('cash', ['1.234', '"7,5"'], ',').actuals.map(({ value }) => value)).toEqual([1234, 7.5]);
  });
});
