import { describe, expect, test } from 'vitest';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { shownChange, shownMetric, shownRange, shownRelative } from '../../../src/output/format/metric-value.ts';

const scenario: Scenario = {
  rotations: 12,
  period: 'month',
  currency: 'EUR',
  channels: [{ id: 'paid', volume: 10, cost: 1 }],
  stages: [{ id: 'engage' }, { id: 'buy', label: 'First order', conversion: 0.1 }],
  loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'engage', perMember: 1 }],
};

const metric = (name: string): Metric => readMetric(name, metricIds(scenario)) as Metric;
const shown = (name: string, value: number | string | boolean | null) => shownMetric(metric(name), value, scenario);
const changed = (name: string, value: number | null) => shownChange(metric(name), value, scenario);

describe('a value is written as what it is', () => {
  test.each([
    ['engage', 1234.4, '1,234'],
    ['engage.paid', 10, '10'],
    ['active.buy', 3.6, '4'],
    ['gain', 47.08, '47'],
    ['referredShare', 0.3201, '32.0%'],
    ['cash', -1234.5, '-EUR 1,234.50'],
    ['cac', 11.5, 'EUR 11.50'],
    ['ltv.paid', 30, 'EUR 30.00'],
    ['journey.buy.reach', 0.1, '10.0%'],
    ['journey.buy.net', 5, 'EUR 5.00'],
    ['ltvToCac', 3.21, '3.2'],
    ['kFactor', 0.2015, '0.202'],
    ['steadyState', 101.6, '102'],
    ['rules.smooth.onePointAdds', 1.8113, '1.811'],
    ['cashBreakEven', 7, 'month 7'],
    ['cacPayback', 2, 'month 2'],
    ['rules.easier', true, 'yes'],
    ['rules.easier', false, 'no'],
    ['breakEvenStage', 'buy', 'First order'],
    ['kFactor', null, '–'],
  ])('%s of %j is %s', (name, value, text) => {
    expect(shown(name, value)).toBe(text);
  });

  test('amounts are bare where a title names the currency', () => {
    expect(shownMetric(metric('cash'), -12, scenario, 'bare')).toBe('-12.00');
  });

  test('a rotation has its date where the scenario has one', () => {
    expect(shownMetric(metric('cashBreakEven'), 7, { ...scenario, start: '2027-01' })).toBe('Jul 2027');
  });
});

describe('a change has a sign', () => {
  test.each([
    ['engage', 13.02, '+13'],
    ['engage', -13.02, '-13'],
    ['engage', 0.31, '+0.3'],
    ['engage', 0, '0'],
    ['engage', 0.01, '0'],
    ['cash', -290.136, '-EUR 290.14'],
    ['referredShare', 0.048, '+4.8 points'],
    ['cashBreakEven', 2, '+2 months'],
    ['cacPayback', -1, '-1 month'],
    ['ltv', null, '–'],
  ])('%s by %j is %s', (name, value, text) => {
    expect(changed(name, value)).toBe(text);
  });

  test('relative too', () => {
    expect([0.2765, -0.5, 0].map(shownRelative)).toEqual(['+27.7%', '-50.0%', '0%']);
  });
});

test('a range reads as such, below 0 too', () => {
  expect(shownRange(metric('engage'), { p5: 135, p95: 160 }, scenario)).toBe('135-160');
  expect(shownRange(metric('gain'), { p5: -3, p95: 4 }, scenario)).toBe('-3 to 4');
  expect(shownRange(metric('cash'), { p5: -3, p95: 4 }, scenario)).toBe('-EUR 3.00 to EUR 4.00');
  expect(shownRange(metric('cash'), { p5: -127172.21, p95: -94463.1 }, scenario)).toBe('-EUR 127,200 to -EUR 94,500');
  expect(shownRange(metric('cash'), { p5: 343204.5, p95: 373011.25 }, scenario, 'bare')).toBe('343,200 to 373,000');
});
