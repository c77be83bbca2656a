import fc from 'fast-check';
import { test } from 'vitest';
import { drawable, drawnAlike, drawnAsDefined } from './draws.ts';

const AN_HOUR = 3_600_000;

test(
  'in 200 random scenarios every command that draws finds the same, to the last byte, for 1, 2, 3 and 7 jobs',
  async () => {
    await fc.assert(fc.asyncProperty(drawable, drawnAlike), { numRuns: 200 });
  },
  AN_HOUR,
);

test(
  'in 200 random scenarios bands and chances are those of the sorted values of all runs',
  async () => {
    await fc.assert(fc.asyncProperty(drawable, drawnAsDefined), { numRuns: 200 });
  },
  AN_HOUR,
);
