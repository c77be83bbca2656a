import fc from 'fast-check';
import { test } from 'vitest';
import { expectBestOfAll, shops } from '../commands/levers/lever-sets.ts';

test('the best set of up to 10 levers within a budget is the best of all sets, on 100 random shops', async () => {
  await fc.assert(fc.asyncProperty(shops(10), expectBestOfAll), { numRuns: 100 });
});
