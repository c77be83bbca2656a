import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meritOf } from '../../../src/analysis/growth/growth.ts';
import { lastArrivals } from '../../../src/analysis/growth/rules.ts';
import { runExpected } from '../../../src/engine/expected.ts';
import { membersAfter } from '../../../src/engine/flow.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import type { Table } from '../../../src/model/plan/table.ts';
import type { Loop, Scenario, Stage } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';

/** A wheel of two stages with a referral loop from the second to the first. */
function wheel(member: Partial<Stage>, loop: Partial<Loop> = {}, more: Partial<Scenario> = {}): Scenario {
  return {
    rotations: 3,
    channels: [{ id: 'paid', volume: 100 }],
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.5, ...member }],
    loops: [{ id: 'l', type: 'referral', from: 'b', to: 'a', perMember: 0.4, ...loop } as Loop],
    ...more,
  };
}

const merit = (scenario: Scenario) => meritOf(compile(scenario));

describe('by hand', () => {
  test('half get there, stay two rotations on average (retention 0.5), bring 0.4 each: k = 0.5 x 2 x 0.4', () => {
    const { kFactor, intrinsicGrowth, steadyState } = merit(wheel({ retention: 0.5 }));
    expect(kFactor).toBeCloseTo(0.4, 12);
    expect(steadyState).toBeCloseTo(100 / (1 - 0.4), 10);
    // 0.5 x 0.4 / (x - 0.5) = 1
    expect(intrinsicGrowth).toBeCloseTo(0.7, 12);
  });

  test('members who never lapse: no k and no steady state, but a growth of 1 + 0.5 x 0.4', () => {
    expect(merit(wheel({}))).toEqual({ kFactor: null, intrinsicGrowth: expect.closeTo(1.2, 12), steadyState: null });
  });

  test('members who stay exactly three rotations: x^3 = 0.2 (x^2 + x + 1)', () => {
    const { kFactor, intrinsicGrowth } = merit(wheel({ activeFor: 3 }));
    expect(kFactor).toBeCloseTo(0.6, 12);
    const x = intrinsicGrowth ?? 0;
    expect(x ** 3).toBeCloseTo(0.2 * (x ** 2 + x + 1), 12);
  });

  test('a loop delay of two spreads the same people over more time: x (x - 0.5) = 0.2', () => {
    const { kFactor, intrinsicGrowth } = merit(wheel({ retention: 0.5 }, { delay: 2 }));
    expect(kFactor).toBeCloseTo(0.4, 12);
    expect((intrinsicGrowth ?? 0) * ((intrinsicGrowth ?? 0) - 0.5)).toBeCloseTo(0.2, 12);
  });

  test('waiting counts as conversion / (1 - wait (1 - conversion)): 0.5 / (1 - 0.25) = 2/3 get there', () => {
    const waiting = wheel({ retention: 0.5 });
    const stages = [{ id: 'a', wait: 0.5 }, waiting.stages[1]];
    expect(merit({ ...waiting, stages }).kFactor).toBeCloseTo((2 / 3) * 2 * 0.4, 12);
  });

  test('no referral loop: k is 0, no growth, and what the channels bring is where it settles', () => {
    expect(merit(wheel({}, {}, { loops: [] }))).toEqual({ kFactor: 0, intrinsicGrowth: null, steadyState: 100 });
  });

  test('a loop that no descendant returns to is on no cycle: k is 0 though its members never lapse', () => {
    const aside: Scenario = {
      rotations: 3,
      channels: [{ id: 'paid', volume: 10 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1 }, { id: 'c', conversion: 0 }],
      loops: [{ id: 'l', type: 'referral', from: 'b', to: 'c', perMember: 1 }],
    };
    expect(merit(aside)).toEqual({ kFactor: 0, intrinsicGrowth: null, steadyState: null });
  });

  test('initial members who never lapse bring people for good: 50 x 0.4 a rotation', () => {
    const seeded = wheel({ initial: 50, conversion: 0 }, {}, { channels: [] });
    expect(merit(seeded).steadyState).toBeCloseTo(20, 12);
  });

  test('the numbers of the last rotation count', () => {
    const changing = merit(wheel({ retention: [0.9, 0.7, 0.5] }, { perMember: [0.1, 0.1, 0.4] } as Partial<Loop>));
    expect(changing.kFactor).toBeCloseTo(0.4, 12);
    expect(changing.steadyState).toBeCloseTo(100 / 0.6, 10);
  });

  test('initial members lapse by the retention of their stage, whatever that of any origin is', () => {
    const channels = [{ id: 'paid', volume: 0, retention: { b: 1 } }];
    expect(merit(wheel({ initial: 50, retention: 0.5 }, {}, { channels })).steadyState).toBe(0);
    const loop = { retention: { b: 0.5 } } as Partial<Loop>;
    expect(merit(wheel({ initial: 50 }, loop, { channels: [] })).steadyState).toBeCloseTo(20 / (1 - 0.4), 10);
  });

  test('k of exactly 1 does not settle; members for ever whom nobody becomes do no harm', () => {
    expect(merit(wheel({ activeFor: 1 }, { perMember: 2 } as Partial<Loop>))).toMatchObject({
      kFactor: 1,
      steadyState: null,
    });
    const idle: Scenario = {
      rotations: 3,
      channels: [{ id: 'paid', volume: 0 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1 }, { id: 'c', conversion: 0 }],
      loops: [{ id: 'l', type: 'referral', from: 'b', to: 'c', perMember: 1 }],
    };
    expect(merit(idle)).toEqual({ kFactor: 0, intrinsicGrowth: null, steadyState: 0 });
  });

  test('a growth next to the largest number of all is null, and found to be so', () => {
    const huge = wheel({ retention: 0.9, conversion: 1 }, { perMember: 1e308 } as Partial<Loop>, { channels: [] });
    expect(merit(huge).intrinsicGrowth).toBeNull();
  });

  test('two loops feed each other: the largest eigenvalue of a 2 x 2 matrix', () => {
    const pair: Scenario = {
      rotations: 2,
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5, activeFor: 1 }, { id: 'c', conversion: 0.5, activeFor: 1 }],
      loops: [
        { id: 'x', type: 'referral', from: 'b', to: 'a', perMember: 0.6 },
        { id: 'y', type: 'referral', from: 'c', to: 'b', perMember: 0.8 },
      ],
    };
    // By x: b with 0.5, c with 0.25. By y (dropped on b): b with 1, c with 0.5.
    const [xx, yx, xy, yy] = [0.6 * 0.5, 0.8 * 0.25, 0.6 * 1, 0.8 * 0.5];
    const largest = (xx + yy + Math.sqrt((xx - yy) ** 2 + 4 * xy * yx)) / 2;
    expect(merit(pair).kFactor).toBeCloseTo(largest, 12);
    // Everything takes one rotation, so what a person brings in a lifetime is what they bring per rotation.
    expect(merit(pair).intrinsicGrowth).toBeCloseTo(largest, 12);
  });
});

describe('against a long run of the wheel itself, on random scenarios', () => {
  /** A plan that goes on with the numbers of its last rotation. */
  function frozen(plan: Plan, rotations: number): Plan {
    const last = ({ values, step }: Table): Table => ({
      values: step === 0 ? values : values.slice((plan.rotations - 1) * step),
      step: 0,
    });
    const [fresh, conversion, optional] = [last(plan.fresh), last(plan.conversion), last(plan.optional)];
    const [wait, retention] = [last(plan.wait), last(plan.retention)];
    return { ...plan, rotations, fresh, conversion, optional, wait, retention, repeats: [] };
  }

  test('arrivals end up where steadyState says', () => {
    let checked = 0;
    const wanted = cases(100);
    fc.assert(
      fc.property(scenarios({ linear: true }), (raw) => {
        const plan = frozen(compile(raw), 3000);
        const { kFactor, steadyState } = meritOf(plan);
        fc.pre(steadyState !== null && kFactor !== null && kFactor < 0.8);
        // Numbers close to 1 settle too slowly for 3,000 rotations.
        fc.pre([...plan.retention.values, ...plan.wait.values].every((share) => share < 0.95 || share === 1));
        const arrivals = lastArrivals(plan, runExpected(plan));
        expect(Math.abs(arrivals - (steadyState ?? 0))).toBeLessThanOrEqual(1e-6 * Math.max(1, arrivals));
        checked++;
      }),
      { numRuns: wanted, maxSkipsPerRun: 100 },
    );
    expect(checked).toBe(wanted);
  });

  /** People whom one person of a loop brings by every loop in rotation 1 + d, as the engine counts them. */
  function broughtByOne(plan: Plan, loop: number): (i: number, d: number) => number {
    const width = plan.origins.length;
    const values = new Float64Array(plan.rotations * width);
    values[loop] = 1;
    const driver = plan.driver.map((pool, o) => (o === loop ? -1 : pool));
    const alone = { ...plan, driver, fresh: { values, step: width }, initial: plan.initial.map(() => 0) };
    const flow = runExpected(alone);
    return (i, d) => plan.fresh.values[i] * membersAfter(plan, flow, 1 + d - plan.driverDelay[i], plan.driver[i]);
  }

  test('at x = intrinsicGrowth the offspring by rotation, each weighted by x^-d, have spectral radius 1', () => {
    fc.assert(
      fc.property(scenarios({ linear: true }), (raw) => {
        const plan = frozen(compile(raw), 1500);
        const x = meritOf(plan).intrinsicGrowth ?? 0;
        // So that what comes after 1,500 rotations no longer counts: 0.98^1500 is below 1e-13.
        fc.pre(x > 0.3 && [...plan.retention.values, ...plan.wait.values].every((share) => share < 0.98 * x));
        const loops = plan.origins.map((_, o) => o).slice(plan.channels);
        const columns = loops.map((loop) => broughtByOne(plan, loop));
        const weighted = loops.map((i) =>
          columns.map((brought) => {
            let sum = 0;
            // Terms fall by 0.98 a rotation at least; past 1e300 of weight nothing is left that counts.
            for (let d = 1, weight = 1 / x; d < plan.rotations && weight < 1e300; d++, weight /= x) {
              sum += weight * brought(i, d);
            }
            return sum;
          }),
        );
        expect(radiusByPowers(weighted)).toBeCloseTo(1, 6);
      }),
      { numRuns: cases(100), maxSkipsPerRun: 500 },
    );
  });
});

/** The growth of A + I under repeated squaring, less 1: primitive where A is irreducible, and another route than ours. */
function radiusByPowers(matrix: number[][]): number {
  let power = matrix.map((row, i) => row.map((entry, j) => entry + (i === j ? 1 : 0)));
  let logarithm = 0;
  for (let k = 0, n = 1; k < 40; k++, n *= 2) {
    const norm = Math.max(...power.flat());
    logarithm += Math.log(norm) / n;
    const scaled = power.map((row) => row.map((entry) => entry / norm));
    power = scaled.map((row) => row.map((_, j) => row.reduce((sum, entry, k2) => sum + entry * scaled[k2][j], 0)));
  }
  return Math.exp(logarithm) - 1;
}
