import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ExpectedRun } from '../../src/analysis/expected-run.ts';
import { insightInto } from '../../src/analysis/explanation.ts';
import { runWith, simulate, simulationOf } from '../../src/analysis/simulate.ts';
import { UncountableError } from '../../src/model/errors.ts';
import { compile } from '../../src/model/plan/compile.ts';
import { readScenario } from '../../src/model/scenario/read.ts';
import type { Scenario } from '../../src/model/scenario/types.ts';

const priced = (cost: number, more: Partial<Scenario> = {}): Scenario => ({
  rotations: 3,
  channels: [{ id: 'ads', volume: 100, cost }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 10, retention: 0.9 }],
  loops: [{ id: 'word', type: 'referral', from: 'buy', to: 'visit', perMember: 0.1 }],
  ...more,
});

/** A scenario that counts how often it is compiled: nothing else looks for its customer stage. */
function counted(scenario: Scenario): { scenario: Scenario; compiled: () => number } {
  let times = 0;
  const { customer } = scenario;
  const counting = Object.defineProperty({ ...scenario }, 'customer', {
    // Whoever goes through all keys of a scenario does not look for it.
    enumerable: false,
    get: () => {
      times++;
      return customer;
    },
  });
  return { scenario: counting, compiled: () => times };
}

describe('what a run comes to is made once', () => {
  test.each(['ledger', 'bareArrivals', 'rotations', 'worth', 'journey', 'growth', 'rules', 'summary'] as const)(
    '%s',
    (part) => {
      const run = new ExpectedRun(compile(priced(4)));
      expect(run[part]).not.toBeNull();
      expect(run[part]).toBe(run[part]);
    },
  );

  test('a scenario is compiled once, and once more for each other set of levers that its assertions name', () => {
    const text = readFileSync(new URL('../../scenarios/value-journey.json', import.meta.url), 'utf8');
    const { scenario, compiled } = counted(readScenario(text));
    const sets = new Set((scenario.expect ?? []).flatMap((one) => (one.with ? [one.with.join()] : [])));
    expect(sets.size).toBeGreaterThan(1);
    const run = runWith(scenario, []);
    simulationOf(scenario, [], run);
    insightInto(scenario, [], run);
    expect(compiled()).toBe(1 + sets.size);
  });
});

describe('what is not asked for is not made', () => {
  test('people are counted where amounts are too large for that', () => {
    const run = new ExpectedRun(compile(priced(1e20)));
    expect([...run.bareArrivals]).toEqual([100, 100, 100]);
    expect(run.summary.kFactor).toBeCloseTo(0.5, 12);
    expect(() => run.ledger).toThrow(UncountableError);
    expect(() => run.rotations).toThrow(UncountableError);
  });

  test('an assertion about growth is judged with a lever that is too dear to be counted', () => {
    const dear: Scenario = priced(4, {
      levers: [{ id: 'dear', changes: [{ path: 'channels.ads.cost', to: 1e20 }] }],
      expect: [{ metric: 'kFactor', with: ['dear'], atMost: 'kFactor' }],
    });
    expect(simulate(dear).assertions).toMatchObject([{ passed: true }]);
  });

  test('without money there is none', () => {
    const { loops, channels, stages } = priced(0);
    const bare = { rotations: 2, loops, channels: [{ id: channels?.[0].id ?? '', volume: 1 }], stages: [...stages] };
    bare.stages[1] = { id: 'buy', conversion: 0.5 };
    const run = new ExpectedRun(compile(bare));
    expect([run.ledger, run.worth, run.journey, run.breakEvenStage]).toEqual([null, null, null, null]);
    expect(run.summary).toMatchObject({ npv: null, ltv: null, ltvToCac: null, cacPayback: null, cashBreakEven: null });
  });
});
