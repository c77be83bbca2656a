import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../../../src/analysis/simulate.ts';
import { UncountableError } from '../../../src/model/errors.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Quantity, Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';
import { fileWith } from '../../cli/example.ts';
import { valueAt } from '../../reference/numbers.ts';

const bestPoint = (changes: Record<string, unknown>) => simulate(readScenario(fileWith(changes))).summary.bestPoint;

test('of the worked example is at acquire, and adds 1.8 of those who engage', () => {
  expect(bestPoint({})).toEqual({ link: 'acquire', metric: 'engage', adds: 1.811287934808604 });
});

test('is what it adds to cash where there is money, and need not be the weakest link', () => {
  // 100 prospects, of whom 90 acquire and 45 go on, each of them worth 10: a point into acquire is 5 more, one into buy 9.
  const found = bestPoint({
    rotations: 1,
    channels: [{ id: 'paid', volume: 100, cost: 1 }],
    stages: [{ id: 'engage' }, { id: 'acquire', conversion: 0.9 }, { id: 'buy', conversion: 0.5, revenue: 10 }],
    loops: [],
  });
  expect(found).toEqual({ link: 'buy', metric: 'cash', adds: expect.closeTo(9, 9) });
  const last = [{ id: 'engage' }, { id: 'acquire', conversion: 0.2 }, { id: 'buy', conversion: 0.5, cost: 10 }];
  // Where more people only cost, the best is what costs least: 0.2 of 100 go on in place of 0.5.
  expect(
    bestPoint({ rotations: 1, channels: [{ id: 'paid', volume: 100, cost: 1 }], stages: last, loops: [] }),
  ).toEqual({ link: 'buy', metric: 'cash', adds: expect.closeTo(-2, 9) });
});

test('is the earlier of two that add the same', () => {
  const stages = ['acquire', 'nurture', 'advocate'].map((id) => ({ id, conversion: 0.5 }));
  expect(bestPoint({ stages: [{ id: 'engage' }, ...stages] })?.link).toBe('acquire');
  const full = stages.map((stage) => ({ ...stage, conversion: 1 }));
  expect(bestPoint({ stages: [{ id: 'engage' }, ...full] })).toEqual({ link: 'acquire', metric: 'engage', adds: 0 });
});

test('leaves out a link whose point lets people grow past what can be counted', () => {
  const rate = (perMember: number) => ({
    rotations: 60,
    stages: [{ id: 'engage' }, { id: 'acquire', conversion: 0.5 }, { id: 'advocate', conversion: 0.9 }],
    loops: [{ id: 'word', type: 'referral', from: 'advocate', to: 'engage', perMember }],
  });
  // With 1 + 0.45 x 1.3 a rotation 100 people become 1e14 in 60; one more point into acquire is one too many.
  const countable = (scenario: Record<string, unknown>): boolean => {
    try {
      return simulate(readScenario(fileWith(scenario))).rotations.length > 0;
    } catch (error) {
      if (error instanceof UncountableError) return false;
      throw error;
    }
  };
  const edge = Array.from({ length: 400 }, (_, i) => 1 + i / 400).findLast((perMember) => countable(rate(perMember)));
  expect(bestPoint(rate(edge ?? 1))?.link).not.toBe('acquire');
});

test('is null for a wheel so large that looking at every link would take longer than the run by far', () => {
  const stages = Array.from({ length: 100 }, (_, i) => ({ id: `s${i}`, ...(i > 0 && { conversion: 1 }) }));
  expect(bestPoint({ rotations: 3000, stages, loops: [] })).toBeNull();
});

/** The scenario with a point more of conversion into a stage, for every origin, written out rotation by rotation. */
function withPoint(scenario: Scenario, id: string): Scenario {
  const clipped = (share: number): number => Math.min(1, Math.max(0, share));
  const more = (quantity: Quantity): number[] =>
    Array.from({ length: scenario.rotations }, (_, t) => clipped(clipped(valueAt(quantity, t + 1)) + 0.01));
  const mapped = <Origin extends object>(origin: Origin): Origin => {
    const { conversion } = origin as { conversion?: Record<string, Quantity> };
    if (!conversion || !Object.hasOwn(conversion, id)) return origin;
    return { ...origin, conversion: { ...conversion, [id]: more(conversion[id]) } };
  };
  return {
    ...scenario,
    stages: scenario.stages.map((stage) =>
      stage.id === id ? { ...stage, conversion: more(stage.conversion ?? 0) } : stage,
    ),
    ...(scenario.channels && { channels: scenario.channels.map(mapped) }),
    ...(scenario.loops && { loops: scenario.loops.map(mapped) }),
  };
}

test.each([{ money: true }, {}])(
  'is the largest that simulating each link by itself finds, on random scenarios %j',
  (options) => {
    let decided = 0;
    fc.assert(
      fc.property(scenarios(options), (drawn) => {
        const lastOf = (scenario: Scenario): { value: number; scale: number; isMoney: boolean } => {
          const { rotations, journey } = simulate(readScenario(JSON.stringify(scenario)));
          const row = rotations[rotations.length - 1];
          const moved = rotations.reduce((sum, { revenue, cost }) => sum + (revenue ?? 0) + (cost ?? 0), 0);
          const arrivals = row.stages[scenario.stages[0].id].arrivals;
          return journey === null
            ? { value: arrivals, scale: arrivals, isMoney: false }
            : { value: row.cash ?? 0, scale: moved, isMoney: true };
        };
        const { value, scale, isMoney } = lastOf(drawn);
        const adds = drawn.stages.slice(1).map(({ id }) => lastOf(withPoint(drawn, id)).value - value);
        const { bestPoint: found } = simulate(readScenario(JSON.stringify(drawn))).summary;
        const most = Math.max(...adds);
        const rounding = 1e-9 * Math.max(1, scale);
        expect(found?.metric).toBe(isMoney ? 'cash' : drawn.stages[0].id);
        expect(Math.abs((found?.adds ?? Number.NaN) - most)).toBeLessThanOrEqual(rounding);
        const near = drawn.stages.slice(1).filter((_, i) => adds[i] >= most - rounding);
        expect(near.map(({ id }) => id)).toContain(found?.link);
        if (near.length === 1 && drawn.stages.length > 2) decided++;
      }),
      { numRuns: cases(200) },
    );
    expect(decided).toBeGreaterThan(0);
  },
);
