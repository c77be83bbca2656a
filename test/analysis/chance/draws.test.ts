import fc from 'fast-check';
import { test } from 'vitest';
import { drawable, drawnAlike, drawnApartAlike, drawnAsDefined, LIMITS } from './draws.ts';

test.each(LIMITS.slice(0, 1))(
  'every command that draws finds the same, to the last byte, for 1, 2, 3 and 7 jobs (%j)',
  async (at) => {
    await fc.assert(
      fc.asyncProperty(drawable, (scenario) => drawnAlike(scenario, at)),
      { numRuns: 1 },
    );
  },
);

test('every command that draws finds the same in one drawing of all metrics and in several', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnApartAlike), { numRuns: 1 });
});

test('bands and chances are those of the sorted values of all runs', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnAsDefined), { numRuns: 4 });
});
