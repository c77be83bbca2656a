import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from './cases.ts';
import { attempt, inputs } from './fuzz/attempt.ts';
import { faultOf } from './fuzz/verdict.ts';

test('random files and command lines come to no fault', async () => {
  const isFine = fc.asyncProperty(inputs, async (input) => {
    expect(faultOf(input, await attempt(input))).toBeNull();
  });
  await fc.assert(isFine, { numRuns: cases(500) });
});
