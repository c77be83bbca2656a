import fc from 'fast-check';
import { test } from 'vitest';
import { drawable, drawnAlike, drawnAsDefined } from './draws.ts';

test('every command that draws finds the same, to the last byte, for 1, 2, 3 and 7 jobs', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnAlike), { numRuns: 1 });
});

test('bands and chances are those of the sorted values of all runs', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnAsDefined), { numRuns: 4 });
});
