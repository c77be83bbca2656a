import { describe, expect, test } from 'vitest';
import { bandsChart } from '../../../src/output/charts/bands.ts';
import { bundled, simulated, valuesOf, withBands } from './charts.ts';

const { scenario, simulation } = bundled('hundred-per-cycle');

test('the fan goes from 5 % to 95 %, the lines are the median and the expected value', () => {
  const chart = bandsChart(
    scenario,
    withBands(simulation, 'engage', (t) => 100 + t),
    'engage',
  );
  expect(valuesOf(chart, 0)[2]).toMatchObject({ rotation: '3', low: 99, high: 106 });
  const third = valuesOf(chart, 1).filter(({ rotation }) => rotation === '3');
  // The worked example of the documentation: 121.2751... people in rotation 3.
  expect(third.map(({ line, value }) => [line, Number(value).toFixed(3)])).toEqual([
    ['Median', '102.000'],
    ['Expected', '121.275'],
  ]);
});

test('a rotation without a value is a gap, never 0', () => {
  const noCustomers = simulated({
    rotations: 3,
    channels: [{ id: 'paid', volume: [0, 10], cost: 2 }],
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 1 }],
  });
  const chart = bandsChart(noCustomers.scenario, noCustomers.simulation, 'cac');
  // Nobody comes in rotation 1; later 10 x 2 for 5 customers.
  const expected = valuesOf(chart, 1).filter(({ line }) => line === 'Expected');
  expect(expected.map(({ value }) => value)).toEqual([null, 4, 4]);
  expect(valuesOf(chart, 0).map(({ low }) => low)).toEqual([null, null, null]);
});

describe('refuses what has no value in every rotation, and says what to do', () => {
  test.each([
    ['npv', 'npv belongs to the whole run: the chart needs a metric that every rotation has'],
    ['gain@3', 'the chart shows every rotation: write it as gain'],
    ['total:gain', 'the chart shows every rotation: write it as gain'],
    ['egage', 'there is no metric "egage" (did you mean engage?)'],
    ['cac', 'cac has no value in any rotation of this scenario, so there is nothing to draw'],
  ])('%s', (name, message) => {
    expect(() => bandsChart(scenario, simulation, name)).toThrow(message);
  });
});
