import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shifted, writtenNumbers } from '../../../src/analysis/what-if/inputs.ts';
import { InputError } from '../../../src/model/errors.ts';
import type { Move } from '../../../src/model/plan/active-levers.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { type Movable, MovedPlan } from '../../../src/model/plan/moved-plan.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import { withNumber } from '../../../src/model/plan/rebind.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { sized } from '../../cases.ts';

/** A plan as it would be if everything were compiled for it; the message of what cannot be. */
const unlessInvalid = (make: () => Plan): Plan | string => {
  try {
    return structuredClone(make());
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
};

function compiled(
  scenario: Scenario,
  { path, series, range, plain }: Movable,
  move: Move,
  on: readonly string[],
): Plan {
  const switches = on.map((lever, i) => ({ lever, from: i + 1 }));
  if (plain) return compile(withNumber(scenario, path, move(series, range)[0]), switches);
  return compile(scenario, switches, { moves: new Map([[path, move]]) });
}

describe('one number after the other is moved in a compiled plan, to the bit as if it were compiled anew', () => {
  test.each([{ money: true, on: [] }, { on: [] }, { money: true, on: ['first', 'second'] }])(
    '%j',
    ({ on, ...options }) => {
      let moved = 0;
      fc.assert(
        fc.property(scenarios(options), fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), (drawn, picks) => {
          const bare = readScenario(JSON.stringify(drawn));
          const changeable = writtenNumbers(bare, []).filter(({ plain }) => !plain);
          const kinds = [{ multiply: 0.8 }, { add: 0.2 }, { to: [0.25, 0.5] }, { add: -3 }];
          const changes = picks.map((pick, i) => {
            return {
              path: changeable[pick % Math.max(1, changeable.length)]?.path,
              ...kinds[(pick + i) % kinds.length],
            };
          });
          if (changes.some(({ path }) => path === undefined)) return;
          const levers = ['first', 'second'].map((id, i) => ({ id, cost: 3, setup: 5, changes: [changes[i]] }));
          let scenario: Scenario;
          try {
            scenario = readScenario(JSON.stringify({ ...drawn, levers }));
          } catch {
            return;
          }
          const switches = on.map((lever, i) => ({ lever, from: i + 1 }));
          const numbers = writtenNumbers(scenario, switches);
          let plan: MovedPlan;
          try {
            plan = new MovedPlan(scenario, switches, numbers);
          } catch (error) {
            if (error instanceof InputError) return;
            throw error;
          }
          for (const number of numbers.filter((_, i) => i % 5 === picks[0] % 5)) {
            for (const factor of [0.9, 1.1]) {
              const move: Move = (series, range) => shifted(series, factor, range);
              const expected = unlessInvalid(() => compiled(scenario, number, move, on));
              expect(unlessInvalid(() => plan.with(number, move))).toEqual(expected);
              moved++;
            }
          }
        }),
        { numRuns: sized(5, 12) },
      );
      expect(moved).toBeGreaterThan(sized(10, 30));
    },
  );
});
