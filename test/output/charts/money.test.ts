import { expect, test } from 'vitest';
import { moneyChart } from '../../../src/output/charts/money.ts';
import { bundled, valuesOf } from './charts.ts';

test('cash is the running sum of revenue less cost', () => {
  const { scenario, simulation } = bundled('value-journey');
  const values = valuesOf(moneyChart(scenario, simulation));
  const of = (label: string) => values.filter(({ figure }) => figure === label).map(({ amount }) => Number(amount));
  const [revenue, cost, cash] = [of('Revenue'), of('Cost'), of('Cash so far')];
  expect(cash).toHaveLength(24);
  let sum = 0;
  for (const [t, amount] of cash.entries()) {
    sum += revenue[t] - cost[t];
    expect(amount).toBeCloseTo(sum, 6);
  }
});

test('the axis names the currency', () => {
  const { scenario, simulation } = bundled('value-journey');
  expect(JSON.stringify(moneyChart(scenario, simulation))).toContain('Amount (USD)');
});

test('a scenario without money has no such chart', () => {
  const { scenario, simulation } = bundled('hundred-per-cycle');
  expect(() => moneyChart(scenario, simulation)).toThrow(/needs money, and nothing in this scenario has a cost/);
});
