import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/analysis/simulate.ts';
import { runExpected } from '../../src/engine/expected.ts';
import { createFlow } from '../../src/engine/flow.ts';
import { RunawayError } from '../../src/model/errors.ts';
import { compile } from '../../src/model/plan/compile.ts';
import type { Scenario } from '../../src/model/scenario/types.ts';

const worked: Scenario = {
  rotations: 5,
  channels: [{ id: 'paid', volume: 100 }],
  stages: [
    { id: 'engage' },
    { id: 'acquire', conversion: 0.3 },
    { id: 'nurture', conversion: 0.75 },
    { id: 'advocate', conversion: 0.45 },
  ],
  loops: [{ id: 'word-of-mouth', type: 'referral', from: 'advocate', to: 'engage', perMember: 1 }],
};

const first = (scenario: Scenario): number[] =>
  simulate(scenario).rotations.map((row) => row.stages[scenario.stages[0].id].arrivals);

describe('published numbers', () => {
  test('one hundred per cycle: e(t) = 100 + 0.10125 sum of e before, so e(t+1) = 1.10125 e(t)', () => {
    const arrivals = first(worked);
    for (const [t, people] of arrivals.entries()) {
      let expected = 100;
      for (let i = 0; i < t; i++) expected *= 1.10125;
      expect(people).toBeCloseTo(expected, 10);
    }
    expect(arrivals[4]).toBeCloseTo(147.0766, 4);
  });

  test('each advocate refers once, at 0.8, 0.8, 0.5: 100 (1 + 0.32 + ... + 0.32^4) = 146.57', () => {
    const [engage, ...rest] = worked.stages;
    const rates = [0.8, 0.8, 0.5];
    const stages = [engage, ...rest.map((stage, i) => ({ ...stage, conversion: rates[i] }))];
    const once = {
      ...worked,
      stages: stages.map((stage) => (stage.id === 'advocate' ? { ...stage, activeFor: 1 } : stage)),
    };
    expect(first(once)[4]).toBeCloseTo(100 * (1 + 0.32 + 0.1024 + 0.032768 + 0.01048576), 10);
  });

  test('the viral spreadsheet: 1,000 users who refer for three weeks bring 100, 110, 121 and 33.1', () => {
    const viral: Scenario = {
      rotations: 4,
      stages: [{ id: 'invited' }, { id: 'user', conversion: 1, activeFor: 3, initial: 1000 }],
      loops: [{ id: 'invites', type: 'referral', from: 'user', to: 'invited', perMember: 0.1 }],
    };
    for (const [t, people] of [100, 110, 121, 33.1].entries()) expect(first(viral)[t]).toBeCloseTo(people, 10);
  });

  test('the discrete Bass model: S(t) = (p + q Y/N)(N - Y)', () => {
    const [p, q, size] = [0.03, 0.38, 10_000];
    const bass: Scenario = {
      rotations: 30,
      market: { size },
      channels: [{ id: 'advertising', volume: p * size }],
      stages: [{ id: 'adopter' }, { id: 'user', conversion: 1 }],
      loops: [{ id: 'imitation', type: 'referral', from: 'user', to: 'adopter', perMember: q }],
    };
    let adopted = 0;
    for (const people of first(bass)) {
      const sales = (p + (q * adopted) / size) * (size - adopted);
      expect(people).toBeCloseTo(sales, 8);
      adopted += sales;
    }
    expect(adopted).toBeGreaterThan(9900);
  });
});

describe('growth without bounds', () => {
  test('is an error that names the rotation in which more than 1e15 people have come', () => {
    // Everybody who arrives brings nine more every rotation: 1, 10, 100, ...; 1 + ... + 10^14 < 1e15 < 1 + ... + 10^15.
    const runaway: Scenario = {
      rotations: 400,
      channels: [{ id: 'seed', volume: [1, 0] }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1 }],
      loops: [{ id: 'l', type: 'referral', from: 'b', to: 'a', perMember: 9 }],
    };
    expect(() => simulate(runaway)).toThrow(RunawayError);
    expect(() => simulate(runaway)).toThrow('rotation 17');
    expect(simulate({ ...runaway, rotations: 16 }).rotations).toHaveLength(16);
  });

  test('cannot hide behind a market, a single rotation or repeat visits', () => {
    const huge = { ...worked, market: { size: 10 }, channels: [{ id: 'paid', volume: 1e300 }] };
    expect(() => simulate(huge)).toThrow('rotation 1');
    const wasted = { ...worked, market: { size: 10 }, channels: [{ id: 'paid', volume: [10, 1e300] }] };
    expect(() => simulate(wasted)).toThrow('rotation 2');
    const visits: Scenario = {
      ...worked,
      loops: [{ id: 'again', type: 'repeat', from: 'advocate', to: 'advocate', perMember: 1e300 }],
    };
    expect(() => simulate(visits)).toThrow('rotation 2');
  });
});

test('room may be used again, for the same plan with other numbers', () => {
  const plan = compile({
    ...worked,
    stages: worked.stages.map((stage) => ({ ...stage, ...(stage.id === 'acquire' ? { wait: 0.5, delay: 1 } : {}) })),
  });
  const flow = createFlow(plan);
  const fresh = [...runExpected(plan).arrivals];
  runExpected({ ...plan, fresh: { values: Float64Array.of(500, 3), step: 0 } }, flow);
  expect([...runExpected(plan, flow).arrivals]).toEqual(fresh);
});
