import { describe, expect, test } from 'vitest';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { type MetricText, metricInWords, metricText } from '../../../src/output/format/metric-text.ts';
import { fileWith } from '../../cli/example.ts';

const scenario = readScenario(fileWith({ currency: 'EUR', period: 'month', overhead: 1 }));
const textOf = (name: string, apart: number[] = [1000]): MetricText =>
  metricText(objectiveOf([name], scenario).metric, scenario, apart);

describe('the values of a metric', () => {
  test.each([
    ['gain', 1234.6, '1,235', '+1,235', '1,235', '1,235'],
    ['active.advocate', 12.2, '12', '+12', '12', '12'],
    ['cash', -1234.5, '-1,234.50', '-1,234.50', '-EUR 1,234.50', 'EUR 1,234.50'],
    ['ltv.paid', 9, '9.00', '+9.00', 'EUR 9.00', 'EUR 9.00'],
    ['journey.acquire.net', 9, '9.00', '+9.00', 'EUR 9.00', 'EUR 9.00'],
    ['journey.acquire.reach', 0.3, '30.0%', '+30.0 points', '30%', '30.0 points'],
    ['referredShare', -0.012, '-1.2%', '-1.2 points', '-1.2%', '1.2 points'],
    ['kFactor', 1.25, '1.25', '+1.25', '1.25', '1.25'],
    ['ltvToCac', 3.21, '3.2', '+3.2', '3.2', '3.2'],
    ['cacPayback', 4, 'month 4', '+4 months', 'month 4', '4 months'],
    ['cashBreakEven', 1, 'month 1', '+1 month', 'month 1', '1 month'],
  ])('%s', (name, value, cell, change, words, step) => {
    const text = textOf(name);
    expect([text.cell(value), text.change(value), text.words(value), text.step(value)]).toEqual([
      cell,
      change,
      words,
      step,
    ]);
  });

  test('keep more digits where rounding would hide all differences', () => {
    const text = textOf('gain', [0.02, -0.1]);
    expect([text.cell(47.0766), text.change(0.1), text.change(-0.02)]).toEqual(['47.08', '+0.10', '-0.02']);
    expect(textOf('referredShare', [0.0001]).change(0.0001)).toBe('+0.010 points');
    expect(textOf('gain', [0, 0.6]).cell(47.0766)).toBe('47');
  });

  test('of quotients have the digits at which every difference is seen', () => {
    const text = textOf('ltvToCac', [-0.01229, 3.4]);
    expect([text.cell(4.4951), text.change(-0.01229), text.words(4.5074), text.step(-0.01229)]).toEqual([
      '4.50',
      '-0.01',
      '4.51',
      '0.01',
    ]);
    expect(textOf('ltvToCac', [0.6]).cell(4.4951)).toBe('4.5');
    expect(textOf('ltvToCac', [0.0001, 3]).cell(4.4951)).toBe('4.495');
  });

  test('a difference less than what is shown is not nothing beside larger ones', () => {
    const text = textOf('cash', [0.004, 1000]);
    expect([text.cell(1000), text.change(0.004), text.step(0.004)]).toEqual(['1,000.00', '+0.0040', 'EUR 0.0040']);
    expect(textOf('gain', [0.3, 12]).change(-0.3)).toBe('-0.30');
    expect(textOf('gain', [0.3, 12]).change(0)).toBe('0');
  });

  test('without a value are a dash', () => {
    expect([textOf('cash').cell(null), textOf('cash').change(null)]).toEqual(['–', '–']);
  });
});

test.each([
  ['gain', 'gain in month 5'],
  ['gain@2', 'gain in month 2'],
  ['total:gain', 'gain over 5 months'],
  ['cash', 'cash by month 5'],
  ['npv', 'npv'],
  ['ltv.paid', 'ltv.paid'],
])('%s in a sentence is %s', (name, words) => {
  expect(metricInWords(objectiveOf([name], scenario).metric, scenario)).toBe(words);
});
