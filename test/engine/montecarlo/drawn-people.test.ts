import { describe, expect, test } from 'vitest';
import type { Flow } from '../../../src/engine/flow.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { BAD_LUCK, binomialMass, chiSquare, poissonMass } from '../goodness.ts';
import { drawPeople } from './draw-people.ts';

const RUNS = 20_000;

/** Arrivals of all origins, or active members of a pool, in a rotation (from 1), run by run. */
function drawn(
  scenario: Scenario,
  seed = '1',
  apart = true,
): { flow: Flow; at: (t: number, stage: number) => Float64Array } {
  const plan = compile(scenario);
  const flow = drawPeople(plan, RUNS, { seed, apart });
  const at = (t: number, stage: number): Float64Array =>
    Float64Array.from({ length: RUNS }, (_, r) =>
      plan.origins.reduce(
        (sum, _id, o) =>
          sum + flow.arrivals[(((t - 1) * plan.origins.length + o) * plan.stages.length + stage) * RUNS + r],
        0,
      ),
    );
  return { flow, at };
}

const stages = [{ id: 'a' }, { id: 'b', conversion: 0.3 }];
const paid = (volume: Scenario['stages'][0]['wait'] & {}, arrival: 'fixed' | 'poisson' = 'fixed') => [
  { id: 'paid', volume, arrival },
];

describe('laws of whole people', () => {
  const law = (draws: Float64Array, mass: (k: number) => number, to: number) =>
    expect(chiSquare(draws, mass, 0, to)).toBeGreaterThan(BAD_LUCK);

  test('a fixed volume with a fraction is its floor and sometimes one more, drawn anew each rotation', () => {
    const { at } = drawn({ rotations: 2, channels: paid(7.25), stages });
    const [first, second] = [at(1, 0), at(2, 0)];
    for (const draws of [first, second]) law(draws, (k) => ({ 7: 0.75, 8: 0.25 })[k] ?? 0, 10);
    const extra = first.map((people, r) => people + second[r] - 14);
    law(extra, binomialMass(2, 0.25), 2);
  });

  test('Poisson arrivals and conversions of them are Poisson', () => {
    const { at } = drawn({ rotations: 1, channels: paid(40, 'poisson'), stages });
    law(at(1, 0), poissonMass(40), 90);
    law(at(1, 1), poissonMass(12), 40);
  });

  test('in a market each candidate is new with the share that is not yet reached', () => {
    // 4 people, 2 sought a rotation: both arrive, then each with 1/2, then with what is left of 4.
    const { at } = drawn({ rotations: 3, channels: paid(2), stages, market: { size: 4 } });
    law(at(1, 0), (k) => Number(k === 2), 2);
    law(at(2, 0), binomialMass(2, 0.5), 2);
    const third = (k: number): number =>
      [0, 1, 2].reduce(
        (sum, before) => sum + binomialMass(2, 0.5)(before) * binomialMass(2, 1 - (2 + before) / 4)(k),
        0,
      );
    law(at(3, 0), third, 2);
  });

  test('proof raises the conversion by the members of the very run', () => {
    // Rotation 1: 3 initial members and half 3 raise 0.2 half of the way to 0.8. Then all who came count, too.
    const loops = [{ id: 'p', type: 'proof', from: 'b', to: 'b', ceiling: 0.8, half: 3 }] as const;
    const told = [stages[0], { id: 'b', conversion: 0.2, initial: 3 }];
    const { at } = drawn({ rotations: 2, channels: paid(10), stages: told, loops });
    law(at(1, 1), binomialMass(10, 0.5), 10);
    const second = (k: number): number => {
      let sum = 0;
      for (let came = 0; came <= 10; came++) {
        const members = 3 + came;
        sum += binomialMass(10, 0.5)(came) * binomialMass(10, 0.2 + (0.6 * members) / (members + 3))(k);
      }
      return sum;
    };
    law(at(2, 1), second, 10);
  });

  test('people who behave alike may be drawn together or apart: the law is the same', () => {
    const scenario: Scenario = {
      rotations: 2,
      channels: [...paid(10), { id: 'other', volume: 5 }],
      stages: [stages[0], { ...stages[1], wait: 0 }],
      loops: [{ id: 'l', type: 'referral', from: 'b', to: 'a', perMember: 1, offspring: 'fixed' }],
    };
    // All who arrive in rotation 2: 15, and one for each of those of 15 who got to b.
    for (const apart of [true, false])
      law(drawn(scenario, '3', apart).at(2, 0), (k) => binomialMass(15, 0.3)(k - 15), 30);
  });
});

describe('luck', () => {
  const wheel: Scenario = {
    rotations: 4,
    channels: paid(50),
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.4, retention: 0.9 }],
    loops: [{ id: 'l', type: 'referral', from: 'b', to: 'a', perMember: 0.5 }],
  };

  test('the same seed draws the same, another seed something else', () => {
    expect(drawn(wheel).at(4, 1)).toEqual(drawn(wheel).at(4, 1));
    expect(drawn(wheel, '2').at(4, 1)).not.toEqual(drawn(wheel).at(4, 1));
  });

  test('adding a stage or a loop elsewhere leaves the draws of every other place as they are', () => {
    const longer = { ...wheel, stages: [...wheel.stages, { id: 'c', conversion: 0.5 }] };
    const more: Scenario = {
      ...longer,
      loops: [...(wheel.loops ?? []), { id: 'm', type: 'repeat', from: 'c', to: 'b', perMember: 1 }],
    };
    for (const t of [1, 4]) expect(drawn(more).at(t, 1)).toEqual(drawn(wheel).at(t, 1));
  });

  test('with more conversion no run has fewer: each draw keeps its uniform', () => {
    const better = { ...wheel, loops: [], stages: [wheel.stages[0], { id: 'b', conversion: 0.41 }] };
    const [low, high] = [{ ...better, stages: [wheel.stages[0], { id: 'b', conversion: 0.4 }] }, better].map(
      (scenario) => drawn(scenario).at(1, 1),
    );
    const gains = high.map((people, r) => people - low[r]);
    expect(Math.min(...gains)).toBe(0);
    expect(Math.max(...gains)).toBeLessThanOrEqual(2);
  });
});

test('people are whole and conserved in every run', () => {
  const scenario: Scenario = {
    rotations: 6,
    channels: [{ id: 'paid', volume: 20.5 }],
    stages: [
      { id: 'a', wait: 0.3 },
      { id: 'b', conversion: 0.5, optional: 0.2, delay: 1 },
      { id: 'c', conversion: 0.6, retention: 0.8, initial: 2.5 },
    ],
    loops: [{ id: 'l', type: 'referral', from: 'c', to: 'a', perMember: 0.7, offspring: 'geometric' }],
  };
  const { flow } = drawn(scenario);
  for (const store of [flow.arrivals, flow.waiting, flow.members, flow.came]) {
    expect(store.every((people) => Number.isInteger(people) && people >= 0)).toBe(true);
  }
  const sum = (store: Float64Array): number => store.reduce((all, people) => all + people, 0);
  // Nobody waits at c, and all who come arrive at a.
  const atFirst = flow.arrivals.filter((_, i) => Math.floor(i / RUNS) % 3 === 0);
  expect(sum(atFirst)).toBe(sum(flow.came));
});
