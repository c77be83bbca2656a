import { expect, test } from 'vitest';
import { journeyChart } from '../../../src/output/charts/journey.ts';
import { bundled, simulated, valuesOf } from './charts.ts';

test.each(['value-journey', 'shop-flywheel', 'referred-worth-more', 'paid-only'])(
  'every bar starts where the one before ends, and the last ends at the net (%s)',
  (name) => {
    const { scenario, simulation } = bundled(name);
    const values = valuesOf(journeyChart(scenario, simulation));
    const [steps, total] = [values.slice(0, -1), values.at(-1)];
    let net = 0;
    for (const bar of steps) {
      expect(Number(bar.before)).toBeCloseTo(net, 9);
      net += Number(bar.step);
      expect(Number(bar.net)).toBeCloseTo(net, 9);
      expect(bar.effect).toBe(Number(bar.step) < 0 ? 'Takes' : 'Adds');
    }
    expect(net).toBeCloseTo(simulation.journey?.at(-1)?.net ?? Number.NaN, 9);
    expect(total).toMatchObject({ before: 0, net: steps.at(-1)?.net, effect: 'Net' });
  },
);

test('the stage at which a prospect has paid for itself is marked', () => {
  // A prospect costs 3; 50 % buy for 10, so the net is -3 at the visit and +2 at the purchase.
  const { scenario, simulation } = simulated({
    rotations: 2,
    channels: [{ id: 'paid', volume: 10, cost: 3 }],
    stages: [{ id: 'visit' }, { id: 'buy', label: 'Purchase', conversion: 0.5, revenue: 10 }],
  });
  const chart = journeyChart(scenario, simulation);
  expect(valuesOf(chart).map(({ stage, text, net }) => [stage, text, net])).toEqual([
    ['Visit', '-3.00', -3],
    ['Purchase', '+5.00', 2],
    ['Net in all', '2.00', 2],
  ]);
  expect(valuesOf(chart, 2)).toMatchObject([{ stage: 'Purchase', mark: 'Has paid for itself' }]);
  expect(chart.description).toMatch(/A prospect has paid for itself at Purchase\.$/);
});

test('says what is missing', () => {
  const bare = bundled('hundred-per-cycle');
  expect(() => journeyChart(bare.scenario, bare.simulation)).toThrow(/needs money/);
  const without = simulated({
    rotations: 2,
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 10, initial: 3 }],
    loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: 1 }],
  });
  expect(() => journeyChart(without.scenario, without.simulation)).toThrow(/this scenario has no channel/);
});
