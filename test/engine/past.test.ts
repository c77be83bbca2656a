import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counted, pastOf } from '../../src/engine/counted.ts';
import { runExpected } from '../../src/engine/expected.ts';
import { createFlow } from '../../src/engine/flow.ts';
import { compile } from '../../src/model/plan/compile.ts';
import { scenarios } from '../arbitrary/scenario.ts';
import { cases } from '../cases.ts';

const nobody = () => null;

const NOBODY: Omit<Counted, 'rotations'> = {
  ...{ arrivals: nobody, referred: nobody, members: nobody, lapsed: nobody, visits: nobody, money: null },
};

test('a wheel that stops and turns on comes to where it would have come, and so does every lane of it', () => {
  fc.assert(
    fc.property(scenarios(), fc.nat(), fc.constantFrom(1, 3), (scenario, when, lanes) => {
      const plan = compile(scenario);
      const past = pastOf(plan, { rotations: when % (plan.rotations + 1), ...NOBODY });
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

test('where those who left were counted, so many are left, unless these were counted themselves', () => {
  const plan = compile({
    rotations: 3,
    channels: [{ id: 'ads', volume: 100 }],
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, retention: 0.8, initial: 40 }],
    loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: 0 }],
  });
  const lapsed = (t: number) => [10, 200][t] ?? null;
  const past = pastOf(plan, { ...NOBODY, rotations: 2, lapsed });
  // 40 + 50 - 10, and of 130 all left.
  expect([...past.members.subarray(0, 3)]).toEqual([40, 80, 0]);
  const both = pastOf(plan, { ...NOBODY, rotations: 1, lapsed, members: () => 60 });
  expect(both.members[1]).toBe(60);
});
