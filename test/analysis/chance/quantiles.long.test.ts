import { expect, test } from 'vitest';
import { expectNormal } from './quantiles.ts';

test('in a long run of whole people every quantile of a count is whole', async () => {
  const wheel = {
    rotations: 2500,
    market: { size: 1e12 },
    channels: [{ id: 'c', volume: 4000, arrival: 'poisson' }] as const,
    stages: [{ id: 'a' }, { id: 'b', conversion: 1 }],
  };
  // In all 10,000,000 of 10^12 people come: 1 in 100,000 of the last 4,000 is not new.
  const { p5, p50, p95 } = await expectNormal(wheel, 'b', 4000, Math.sqrt(4000), 2000);
  expect([p5, p50, p95].every(Number.isInteger)).toBe(true);
});
