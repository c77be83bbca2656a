import { expect, test } from 'vitest';
import { arrivalsChart } from '../../../src/output/charts/arrivals.ts';
import type { Chart } from '../../../src/output/charts/chart.ts';
import { bundled, simulated, valuesOf } from './charts.ts';

const names = ['hundred-per-cycle', 'value-journey', 'referred-worth-more', 'customer-lifecycle'];

test.each(names)('the layers of a stack sum to the arrivals of the rotation (%s)', (name) => {
  const { scenario, simulation } = bundled(name);
  const values = valuesOf(arrivalsChart(scenario, simulation));
  for (const [t, { stages }] of simulation.rotations.entries()) {
    const rotation = values[(t * values.length) / simulation.rotations.length].rotation;
    const stack = values.filter((row) => row.rotation === rotation);
    const people = stack.reduce((sum, row) => sum + Number(row.people), 0);
    expect(people).toBeCloseTo(stages[scenario.stages[0].id].arrivals, 8);
  }
});

test('bought stands below referred: 100 bought in rotation 5 of the worked example, 47 referred', () => {
  const { scenario, simulation } = bundled('hundred-per-cycle');
  const last = valuesOf(arrivalsChart(scenario, simulation)).filter(({ rotation }) => rotation === '5');
  expect(last.map(({ origin, people, order }) => [origin, Math.round(Number(people)), order])).toEqual([
    ['Paid', 100, 0],
    ['Word of mouth', 47, 1],
  ]);
});

test('the rows have the names of the table: months where the scenario has dates', () => {
  const { scenario } = bundled('hundred-per-cycle');
  const dated = simulated({ ...scenario, period: 'month', start: '2027-11' } as const);
  const values = valuesOf(arrivalsChart(dated.scenario, dated.simulation));
  expect([...new Set(values.map(({ rotation }) => rotation))]).toEqual([
    'Nov 2027',
    'Dec 2027',
    'Jan 2028',
    'Feb 2028',
    'Mar 2028',
  ]);
});

const many = (labels: readonly string[]) =>
  simulated({
    rotations: 2,
    channels: labels.map((label, i) => ({ id: `channel-${i}`, label, volume: i + 1 })),
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5 }],
  });

test('of many channels the last of the file stand together, and nobody is lost', () => {
  const { scenario, simulation } = many(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  const first = valuesOf(arrivalsChart(scenario, simulation)).filter(({ rotation }) => rotation === '1');
  // 1, 2, 3, 4 by themselves, 5 + 6 + 7 together.
  expect(first.map(({ origin, people }) => [origin, people])).toEqual([
    ['A', 1],
    ['B', 2],
    ['C', 3],
    ['D', 4],
    ['Other channels (3)', 18],
  ]);
});

test.each([['A', 'B', 'C'], [...'ABCDEFG']])(
  'a channel keeps its colour when another is set to 0 (%#)',
  (...labels) => {
    const { scenario, simulation } = many(labels);
    const [off, ...channels] = scenario.channels ?? [];
    const without = simulated({ ...scenario, channels: [{ ...off, volume: 0 }, ...channels] });
    const before = coloursOf(arrivalsChart(scenario, simulation));
    const after = coloursOf(arrivalsChart(without.scenario, without.simulation));
    expect([...after]).toEqual([...before].filter(([label]) => label !== 'A'));
  },
);

function coloursOf(chart: Chart): Map<string, string> {
  const { domain, range } = (chart.encoding as { color: { scale: { domain: string[]; range: string[] } } }).color.scale;
  return new Map(domain.map((label, i) => [label, range[i]]));
}

test('channels that are called the same are told apart by their ids', () => {
  const { scenario, simulation } = many(['Ads', 'Ads']);
  const labels = valuesOf(arrivalsChart(scenario, simulation)).map(({ origin }) => origin);
  expect([...new Set(labels)]).toEqual(['Ads (channel-0)', 'Ads (channel-1)']);
});

test('a channel that leads to a later stage is not in the legend', () => {
  const { scenario, simulation } = simulated({
    rotations: 2,
    channels: [
      { id: 'front', volume: 10 },
      { id: 'back', volume: 10, to: 'buy' },
    ],
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5 }],
  });
  const labels = valuesOf(arrivalsChart(scenario, simulation)).map(({ origin }) => origin);
  expect([...new Set(labels)]).toEqual(['Front']);
});

test('a screen reader hears where it starts and ends', () => {
  const { scenario, simulation } = bundled('hundred-per-cycle');
  expect(arrivalsChart(scenario, simulation).description).toBe(
    'Stacked bars: people who arrive at Engage per rotation, bought and referred: ' +
      '100 in rotation 1, 147 in rotation 5, 47 of them by referral.',
  );
});

test('months that would nearly touch are labelled every other one', () => {
  const { scenario } = bundled('hundred-per-cycle');
  const labelsOf = (changed: object): string[] => {
    const year = simulated({ ...scenario, rotations: 12, ...changed });
    const { x } = arrivalsChart(year.scenario, year.simulation).encoding as { x: { axis: { values: string[] } } };
    return x.axis.values;
  };
  expect(labelsOf({ period: 'month', start: '2027-01' })).toEqual(
    ['Jan', 'Mar', 'May', 'Jul', 'Sep', 'Nov'].map((month) => `${month} 2027`),
  );
  expect(labelsOf({})).toHaveLength(12);
});
