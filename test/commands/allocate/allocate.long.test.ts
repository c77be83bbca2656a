import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../../src/index.ts';
import { expectBest, shops } from './shops.ts';

test('no split of a grid of 10,000 is better, and marginals are equal within 1 %, on 100 random shops', async () => {
  let several = 0;
  const holds = async (scenario: Scenario): Promise<void> => {
    const { allocation } = await expectBest(scenario, 10_000);
    if (allocation.filter(({ bound }) => bound === null).length > 1) several++;
  };
  await fc.assert(fc.asyncProperty(shops, holds), { numRuns: 100 });
  // Most of them have marginals to compare.
  expect(several).toBeGreaterThan(50);
});

test('nor for other metrics', async () => {
  const metrics = fc.constantFrom('total:buy', 'gain', 'active.buy', 'revenue');
  const holds = async (scenario: Scenario, metric: string): Promise<void> => {
    await expectBest(scenario, 2000, { metric });
  };
  await fc.assert(fc.asyncProperty(shops, metrics, holds), { numRuns: 50 });
});
