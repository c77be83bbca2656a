import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pastOf } from '../../src/engine/counted.ts';
import { runExpected } from '../../src/engine/expected.ts';
import { createFlow } from '../../src/engine/flow.ts';
import { compile } from '../../src/model/plan/compile.ts';
import { scenarios } from '../arbitrary/scenario.ts';
import { cases } from '../cases.ts';

const nobody = () => null;

test('a wheel that stops and turns on comes to where it would have come, and so does every lane of it', () => {
  fc.assert(
    fc.property(scenarios(), fc.nat(), fc.constantFrom(1, 3), (scenario, when, lanes) => {
      const plan = compile(scenario);
      const counts = { arrivals: nobody, referred: nobody, members: nobody, visits: nobody, money: null };
      const past = pastOf(plan, { rotations: when % (plan.rotations + 1), ...counts });
      const whole = runExpected(plan, createFlow(plan, lanes));
      const resumed = runExpected(plan, createFlow(plan, lanes, true, past));
      for (const part of ['candidates', 'came', 'members', 'returning', 'arrivals', 'active', 'people'] as const) {
        for (const [i, people] of whole[part].entries()) {
          expect(Math.abs(resumed[part][i] - people), part).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(people)));
        }
      }
    }),
    { numRuns: cases(400) },
  );
});
