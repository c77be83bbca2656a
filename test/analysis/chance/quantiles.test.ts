import { expect, test } from 'vitest';
import { expectNormal } from './quantiles.ts';

const stages = [{ id: 'a' }, { id: 'b', conversion: 1 }];

test('quantiles of a small deviation beside a large amount are as far apart as the deviation says', async () => {
  const channels = [{ id: 'c', volume: 30_000_000, arrival: 'poisson', cost: 0.07 }] as const;
  const wheel = {
    rotations: 4,
    channels,
    stages: [
      { id: 'a', revenue: 1.37 },
      { id: 'b', conversion: 0.5 },
    ],
  };
  await expectNormal(wheel, 'cash', 4 * 30e6 * 1.3, 1.3 * Math.sqrt(4 * 30e6), 2000);
});

test('quantiles of a Poisson number of 10^12 in 30,000 runs are its own, and whole', async () => {
  const wheel = { rotations: 1, channels: [{ id: 'c', volume: 1e12, arrival: 'poisson' }] as const, stages };
  const { p5, p50, p95 } = await expectNormal(wheel, 'a', 1e12, 1e6, 30_000);
  expect([p5, p50, p95].every(Number.isInteger)).toBe(true);
});
