import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Input, inputsOf, shiftedSeries } from '../../../src/analysis/what-if/inputs.ts';
import { withSpread } from '../../../src/commands/track/spread.ts';
import { InputError } from '../../../src/model/errors.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { planOfLane } from '../../../src/model/plan/lane-plan.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import { inAllLanes } from '../../../src/model/plan/series.ts';
import { numberAt, type Table } from '../../../src/model/plan/table.ts';
import { VariablePlan } from '../../../src/model/plan/variable-plan.ts';
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

/** The scenario with a number written anew; a list where it has another value in every rotation. */
function rewritten(scenario: Scenario, path: string, series: Float64Array): Scenario {
  const value = series.length === 1 ? series[0] : [...series];
  return readScenario(JSON.stringify(scenario), { changes: [{ flag: path, set: path, value }] });
}

/** Numbers that no lever can change. */
const SINGLE = /^(market\.size|discount|stages\.[^.]+\.initial)$/;

describe('one number after the other is put into a compiled plan, to the bit as if it had been written so', () => {
  test.each([{ money: true, on: [] }, { on: [] }, { money: true, on: ['first', 'second'] }])(
    '%j',
    ({ on, ...options }) => {
      let moved = 0;
      fc.assert(
        fc.property(scenarios(options), fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), (drawn, picks) => {
          const bare = readScenario(JSON.stringify(drawn));
          const changeable = inputsOf(bare, []).filter(({ path }) => !SINGLE.test(path));
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
          const numbers: Input[] = inputsOf(scenario, switches);
          const plan = new VariablePlan(scenario, switches);
          const asWritten = unlessInvalid(() => compile(scenario, switches));
          expect(unlessInvalid(() => plan.current())).toEqual(asWritten);
          for (const { path, series, range } of numbers.filter((_, i) => i % 5 === picks[0] % 5)) {
            for (const factor of [0.9, 1.1]) {
              const values = shiftedSeries(series, factor, range);
              const expected = unlessInvalid(() => compile(rewritten(scenario, path, values), switches));
              plan.put(path, inAllLanes(values));
              expect(unlessInvalid(() => plan.current())).toEqual(expected);
              moved++;
            }
            plan.put(path, null);
          }
          expect(unlessInvalid(() => plan.current())).toEqual(asWritten);
        }),
        { numRuns: sized(5, 12) },
      );
      expect(moved).toBeGreaterThan(sized(10, 30));
    },
  );
});

test('several numbers that are put one after the other all stay, the length of the run among them', () => {
  let tried = 0;
  fc.assert(
    fc.property(scenarios({ money: true }), fc.nat(), (drawn, pick) => {
      const scenario = readScenario(JSON.stringify(drawn));
      const numbers = inputsOf(scenario, []).filter(({ series }) => series.length === 1);
      if (numbers.length < 2) return;
      const [one, other] = [numbers[pick % numbers.length], numbers[(pick + 1) % numbers.length]];
      const plan = new VariablePlan(scenario, []);
      let written = scenario;
      for (const [{ path, series, range }, factor, rotations] of [
        [one, 0.9, scenario.rotations + 1],
        [other, 1.1, scenario.rotations + 1],
        [one, 0.8, 2],
      ] as const) {
        const value = shiftedSeries(series, factor, range);
        plan.put(path, inAllLanes(value));
        plan.put('rotations', inAllLanes(Float64Array.of(rotations)));
        written = rewritten(rewritten(written, path, value), 'rotations', Float64Array.of(rotations));
        expect(plan.current()).toEqual(compile(written));
        tried++;
      }
    }),
    { numRuns: 15 },
  );
  expect(tried).toBeGreaterThan(20);
});

/** A number of 0.2 to 0.8 for each path, another in every run. */
const luck =
  (...runs: number[]) =>
  (path: string) =>
    Float64Array.from(
      runs,
      (run) =>
        0.2 + 0.6 * ([...path].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0) + run) % 1009, 7) / 1009),
    );

/** The plan with every table written out, row by row. */
function writtenOut(plan: Plan): unknown {
  const isTable = (value: object): value is Table => 'values' in value && 'step' in value;
  return JSON.parse(
    JSON.stringify(plan, (_, value) => {
      if (typeof value !== 'object' || value === null || !isTable(value)) return value;
      const width = value.step || value.values.length;
      return Array.from({ length: plan.rotations }, (_row, t) =>
        Array.from({ length: width }, (_column, i) => numberAt(value, t, i)),
      );
    }),
  );
}

test('the plan of every lane is the one that is compiled for it, on random scenarios with every volume uncertain', () => {
  fc.assert(
    fc.property(scenarios({ money: true }), (wheel) => {
      const stages = wheel.stages.map((stage, s) =>
        s === 1 ? { ...stage, conversion: { uniform: [0.2, 0.8] } } : stage,
      );
      const { scenario, switches } = withSpread({ ...wheel, stages }, [], 0.1);
      const plan = new VariablePlan(scenario, switches);
      for (const runs of [
        [1, 2, 3],
        [4, 5, 6],
      ]) {
        plan.draw(luck(...runs));
        for (const [lane, run] of runs.entries()) {
          const alone = compile(scenario, switches, { uncertain: luck(run) });
          expect(writtenOut(planOfLane(plan.current(), lane))).toEqual(writtenOut(alone));
        }
      }
    }),
    { numRuns: 15 },
  );
});

test('levers are switched on and off in a compiled plan, as if it were compiled with them, on random scenarios', () => {
  let [fitting, refused] = [0, 0];
  fc.assert(
    fc.property(scenarios({ money: true }), fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (drawn, picks) => {
      const paths = inputsOf(readScenario(JSON.stringify(drawn)), []).map(({ path }) => path);
      const changeable = paths.filter((path) => !SINGLE.test(path));
      if (changeable.length === 0) return;
      const kinds = [{ multiply: 0.8 }, { add: 0.2 }, { to: [0.25, 0.5] }, { add: -3 }];
      const levers = picks.map((pick, i) => ({
        id: `lever${i}`,
        cost: 3,
        setup: i,
        changes: [
          { path: changeable[pick % changeable.length], ...kinds[pick % kinds.length] },
          { path: changeable[(pick + 1) % changeable.length], ...kinds[i] },
        ],
      }));
      const scenario = readScenario(JSON.stringify({ ...drawn, levers }));
      const plan = new VariablePlan(scenario, [], true);
      for (const on of [[0], [0, 1], [1, 0], [2], [], [2, 0, 1], [1]]) {
        const switches = on.map((i) => ({ lever: `lever${i}`, from: i + 1 }));
        const expected = unlessInvalid(() => compile(scenario, switches));
        plan.switchTo(switches);
        const switched = unlessInvalid(() => plan.current());
        if (typeof expected === 'string' || typeof switched === 'string') {
          expect(switched).toBe(expected);
          refused++;
          continue;
        }
        expect(writtenOut(switched)).toEqual(writtenOut(expected));
        fitting++;
      }
    }),
    { numRuns: sized(20, 60) },
  );
  expect(fitting).toBeGreaterThan(15);
  expect(refused).toBeGreaterThan(5);
});

test('a lever that excludes another is not switched on beside it, and leaves the plan as it was', () => {
  const scenario = readScenario(`
    rotations: 3
    stages: [{ id: a }, { id: b, conversion: 0.5 }]
    channels: [{ id: ads, volume: 100 }]
    levers:
      - { id: one, changes: [{ path: stages.b.conversion, to: 0.6 }] }
      - { id: other, excludes: [one], changes: [{ path: stages.b.conversion, to: 0.7 }] }
  `);
  const plan = new VariablePlan(scenario, [{ lever: 'one', from: 2 }], true);
  expect(numberAt(plan.current().base, 1, 1)).toBe(0.6);
  const both = ['one', 'other'].map((lever) => ({ lever, from: 1 }));
  expect(() => plan.switchTo(both)).toThrow('levers one and other exclude each other');
  expect([0, 1].map((t) => numberAt(plan.current().base, t, 1))).toEqual([0.5, 0.6]);
  plan.switchTo([{ lever: 'other', from: 3 }]);
  expect([0, 1, 2].map((t) => numberAt(plan.current().base, t, 1))).toEqual([0.5, 0.5, 0.7]);
});
