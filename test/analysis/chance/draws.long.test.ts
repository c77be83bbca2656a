import fc from 'fast-check';
import { test } from 'vitest';
import { drawable, drawnAlike, drawnApartAlike, drawnAsDefined, LIMITS } from './draws.ts';

test('in 200 random scenarios every command that draws finds the same, to the last byte, for 1, 2, 3 and 7 jobs', async () => {
  const limits = fc.constantFrom(...LIMITS);
  await fc.assert(fc.asyncProperty(drawable, limits, drawnAlike), { numRuns: 200 });
});

test('in 60 random scenarios one drawing of all metrics finds the same as several, to the last byte', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnApartAlike), { numRuns: 60 });
});

test('in 200 random scenarios bands and chances are those of the sorted values of all runs', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnAsDefined), { numRuns: 200 });
});
