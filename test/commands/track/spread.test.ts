import { describe, expect, test } from 'vitest';
import { newsIn } from '../../../src/commands/track/significance.ts';
import { withSpread } from '../../../src/commands/track/spread.ts';
import { track } from '../../../src/commands/track/track.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { actualOf, sampling } from './drawn-wheels.ts';

const RUNS = 1000;
const CV = 0.2;

const shop = (channel: Record<string, unknown>, more: Partial<Scenario> = {}): Scenario => ({
  rotations: 2,
  channels: [{ id: 'ads', ...channel }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.1 }],
  ...more,
});

/** Mean and coefficient of variation of metrics over the runs. */
async function spreadOf(
  scenario: Scenario,
  metrics: readonly string[],
  switches: Parameters<typeof withSpread>[1] = [],
) {
  const sample = await sampling({ ...withSpread(scenario, switches, CV), seed: '1', runs: RUNS, metrics, goals: [] });
  return sample.bands().map((band) => ({ mean: band?.mean ?? 0, cv: (band?.sd ?? 0) / (band?.mean ?? 1) }));
}

/** Four standard errors of a mean, and of a coefficient of variation (of a lognormal law somewhat more: 6). */
const near = ({ mean, cv }: { mean: number; cv: number }, expected: number, spread = CV): void => {
  expect(Math.abs(mean - expected)).toBeLessThan((4 * spread * expected) / Math.sqrt(RUNS));
  expect(Math.abs(cv - spread)).toBeLessThan((6 * spread) / Math.sqrt(2 * RUNS));
};

describe('a spread of 20 %', () => {
  test('keeps the mean of a volume and gives it that deviation, in every rotation of a list alike', async () => {
    const [first, second, both] = await spreadOf(shop({ volume: [10_000, 30_000] }), [
      'visit@1',
      'visit@2',
      'total:visit',
    ]);
    near(first, 10_000);
    near(second, 30_000);
    // One factor for the run: rotations do not even out.
    near(both, 40_000);
  });

  test('acts after levers', async () => {
    const levers = [{ id: 'push', changes: [{ path: 'channels.ads.volume', to: 20_000 }] }];
    near((await spreadOf(shop({ volume: 10_000 }, { levers }), ['visit'], [{ lever: 'push', from: 1 }]))[0], 20_000);
  });

  test('adds to what an uncertain number has: (1 + 0.04) x (1 + 0.01) is 1 + 0.0504', async () => {
    const [visit] = await spreadOf(shop({ volume: { lognormal: [10_000, 1000] } }), ['visit']);
    near(visit, 10_000, Math.sqrt(0.0504));
  });

  test('leaves a budget as it is, which buys more or fewer', async () => {
    const [visit, spend] = await spreadOf(shop({ budget: 5000, cost: 0.5 }), ['visit', 'spend']);
    near(visit, 10_000);
    // Up to the cost of one prospect, for the fraction.
    expect(Math.abs(spend.mean - 5000)).toBeLessThan(0.1);
    expect(spend.cv).toBeLessThan(1e-3);
  });

  test('leaves a budget with diminishing returns as it is, too', async () => {
    const response = { most: 20_000, half: 5000 };
    const [visit, spend] = await spreadOf(shop({ budget: 5000, response }), ['visit', 'spend']);
    near(visit, 10_000);
    expect(spend).toMatchObject({ mean: 5000, cv: 0 });
  });

  test('is of its own for each channel: two alike vary less together', async () => {
    const channels = ['a', 'b'].map((id) => ({ id, volume: 10_000 }));
    near((await spreadOf(shop({}, { channels }), ['visit']))[0], 20_000, CV / Math.SQRT2);
  });
});

test.each([
  { budget: 5000, cost: 0.5 },
  { budget: 5000, response: { most: 20_000, half: 5000 } },
])('a budget that was overspent is no news with a spread either, and traffic stays judged: %j', async (channel) => {
  const scenario = shop(channel);
  const found = (name: string, value: number) =>
    track(
      scenario,
      [actualOf(name, 1, value, scenario)],
      { switches: [], runs: RUNS, seed: '1', spread: CV },
      sampling,
    );
  const spent = await found('spend', 5100);
  expect(spent.comparisons[0]).toMatchObject({ verdict: 'above', certain: true });
  expect(newsIn(spent)).toBe('none');
  const visits = await found('visit', 30_000);
  expect(visits.comparisons[0].certain).toBe(false);
  expect(newsIn(visits)).toBe('news');
});
