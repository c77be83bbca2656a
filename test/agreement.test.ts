import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../src/analysis/simulate.ts';
import { runExpected } from '../src/engine/expected.ts';
import { goneAt, waitingAt } from '../src/engine/flow.ts';
import { compile } from '../src/model/plan/compile.ts';
import type { Summary } from '../src/model/result.ts';
import { readScenario } from '../src/model/scenario/read.ts';
import type { Scenario } from '../src/model/scenario/types.ts';
import { scenarios } from './arbitrary/scenario.ts';
import { cases, sized } from './cases.ts';
import { type ReferenceMoney, referenceMoney } from './reference/money.ts';
import { valueAt } from './reference/numbers.ts';
import { type ReferenceRun, referenceRun } from './reference/wheel.ts';

/**
 * Both sides add up the same products in another order. A sum of n terms differs by about n rounding errors of 1e-16
 * relative to its largest term, and no run here has a million terms to a count: 1e-9 leaves room.
 */
const TOLERANCE = 1e-9;

function expectClose(actual: number, expected: number, scale: number, what: string): void {
  const error = Math.abs(actual - expected) / Math.max(1, scale);
  if (!(error <= TOLERANCE)) expect.fail(`${what}: ${actual} instead of ${expected}`);
}

/**
 * What a count is measured against: itself, unless a market is in the way. There 1 - reached / size is a difference of
 * numbers near 1, off by rounding errors of 1e-16 to 1e-15, and the candidates of all rotations are multiplied by it:
 * 1e-4 of them times the tolerance leaves 1e-13.
 */
function scaleOf(scenario: Scenario, expected: ReferenceRun): (people: number) => number {
  if (!scenario.market) return (people) => people;
  const candidates = expected.flatMap((rotation) => Object.values(rotation.candidates));
  const sought = candidates.reduce((all, people) => all + people, 0);
  return (people) => Math.max(people, 1e-4 * sought);
}

/** Through the text, as a user's file would come. */
const read = (scenario: Scenario): Scenario => readScenario(JSON.stringify(scenario), { source: 'random.json' });

test('the engine agrees with the plain reference on random scenarios that use every feature', () => {
  fc.assert(
    fc.property(scenarios(), (raw) => {
      const scenario = read(raw);
      const { rotations } = simulate(scenario);
      const reference = referenceRun(raw);
      const scaled = scaleOf(raw, reference);
      for (const [t, expected] of reference.entries()) {
        const row = rotations[t];
        const scale = scaled(Math.max(...Object.values(row.stages).map((stage) => stage.arrivals)));
        for (const [stage, byOrigin] of Object.entries(expected.arrivals)) {
          for (const [origin, people] of Object.entries(byOrigin)) {
            expectClose(row.stages[stage].origins[origin], people, scaled(people), `${stage}.${origin}@${t + 1}`);
          }
          expectClose(
            row.stages[stage].returning,
            expected.returning[stage],
            scaled(expected.returning[stage]),
            `${stage}.returning`,
          );
        }
        expect(Object.keys(row.active).sort()).toEqual(Object.keys(expected.active).sort());
        for (const [stage, members] of Object.entries(expected.active)) {
          expectClose(row.active[stage], members, scaled(members), `active.${stage}@${t + 1}`);
        }
        for (const [stage, members] of Object.entries(expected.lapsed)) {
          const before = t === 0 ? members : reference[t - 1].active[stage];
          expectClose(row.lapsed[stage], members, scaled(before), `lapsed.${stage}@${t + 1}`);
        }
        expectClose(row.referred, expected.referred, scaled(expected.referred), `referred@${t + 1}`);
        expectClose(row.gain, expected.gain, scale, `gain@${t + 1}`);
        // Where a market is used up to the last digit, whether 0 or 1e-13 people are left is a matter of rounding, and
        // so is their share.
        const people = Object.values(expected.arrivals[scenario.stages[0].id]).reduce((all, each) => all + each, 0);
        const edge = scaled(0) * TOLERANCE;
        if (people > 0 && people <= edge) continue;
        if (people === 0) expect(row.stages[scenario.stages[0].id].arrivals).toBeLessThanOrEqual(edge);
        else
          expectClose(
            row.referredShare ?? NaN,
            expected.referredShare ?? NaN,
            scaled(people) / people,
            `referredShare@${t + 1}`,
          );
      }
    }),
    { numRuns: cases(400) },
  );
});

test('it agrees on who goes on, who waits and who was looked for, too', () => {
  fc.assert(
    fc.property(scenarios(), (raw) => {
      const plan = compile(read(raw));
      const flow = runExpected(plan);
      const reference = referenceRun(raw);
      const scaled = scaleOf(raw, reference);
      for (const [t, expected] of reference.entries()) {
        for (const [o, origin] of plan.origins.entries()) {
          const candidates = expected.candidates[origin];
          expectClose(
            flow.candidates[t * plan.origins.length + o],
            candidates,
            scaled(candidates),
            `candidates of ${origin}`,
          );
          for (const [s, stage] of plan.stages.slice(0, -1).entries()) {
            const gone = expected.gone[stage][origin];
            const waiting = expected.waiting[stage][origin];
            expectClose(goneAt(plan, flow, t, o, s), gone, scaled(gone), `gone from ${stage}@${t + 1}`);
            expectClose(waitingAt(plan, flow, t, o, s), waiting, scaled(waiting), `waiting at ${stage}@${t + 1}`);
          }
        }
      }
    }),
    { numRuns: cases(300) },
  );
});

test('the money agrees with the plain reference on random scenarios, market and proof included', () => {
  // So many that each figure is in some of them, whatever the luck.
  const tried = Math.max(25, cases(300));
  const known = { ltv: 0, referralValue: 0, cacPayback: 0, cashBreakEven: 0, breakEvenStage: 0 };
  fc.assert(
    fc.property(scenarios({ money: true }), (raw) => {
      moneyAgrees(raw);
      const { summary, breakEvenStage } = simulate(read(raw));
      const { ltv, referralValue, cacPayback, cashBreakEven } = summary;
      for (const [key, value] of Object.entries({ ltv, referralValue, cacPayback, cashBreakEven, breakEvenStage })) {
        if (value !== null && value !== 0) known[key as keyof typeof known]++;
      }
    }),
    { numRuns: tried },
  );
  // An agreement about nothing would prove nothing.
  for (const [figure, scenariosWithIt] of Object.entries(known)) {
    expect(scenariosWithIt, figure).toBeGreaterThan(sized(0, tried / 15));
  }
});

function moneyAgrees(raw: Scenario): void {
  const { rotations, summary, journey, breakEvenStage } = simulate(read(raw));
  const expected = referenceMoney(raw);
  if (!expected) {
    expect([summary.npv, summary.ltv, journey, breakEvenStage, rotations[0].cost]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    return;
  }
  const scale = expected.rotations.reduce((all, { revenue, cost }) => all + revenue + cost, 0);
  const customers = rotations.map((row) => row.stages[raw.stages[compile(raw).customer].id].arrivals);
  const scaled = scaleOf(raw, referenceRun(raw));
  // In a market used up to the last digit, a rotation has 0 or 1e-13 customers by rounding alone.
  const some = (people: number): boolean => (people === 0 ? !raw.market : people > scaled(0) * TOLERANCE);
  for (const [t, account] of expected.rotations.entries()) {
    const row = rotations[t];
    for (const key of ['revenue', 'cost', 'spend', 'profit', 'cash'] as const) {
      expectClose(row[key] ?? NaN, account[key], scale, `${key}@${t + 1}`);
    }
    expectSame(row.keepCost, account.keepCost, account.keepCost ?? 0, `keepCost@${t + 1}`);
    for (const key of ['cac', 'mediaCac'] as const) {
      if (!some(customers[t])) continue;
      const unsure = customers[t] === 0 ? 1 : scaled(customers[t]) / customers[t];
      expectSame(row[key], account[key], unsure * Math.max(1, account[key] ?? 0), `${key}@${t + 1}`);
    }
  }
  expectClose(summary.npv ?? NaN, expected.npv, presentScale(raw, scale), 'npv');
  if (!expected.rotations.some(({ cash }) => cash !== 0 && Math.abs(cash) <= TOLERANCE * scale)) {
    expect(summary.cashBreakEven).toBe(expected.cashBreakEven);
  }
  const all = customers.reduce((sum, people) => sum + people, 0);
  if (some(all)) worthAgrees(raw, summary, expected);
  expect(journey).toHaveLength(expected.journey.length);
  for (const [s, step] of expected.journey.entries()) {
    for (const key of ['reach', 'cost', 'revenue', 'net', 'step'] as const) {
      expectClose(journey?.[s][key] ?? NaN, step[key], step.cost + step.revenue, `journey.${step.stage}.${key}`);
    }
  }
  if (!expected.journey.some(({ net, cost }) => net !== 0 && Math.abs(net) <= TOLERANCE * cost)) {
    expect(breakEvenStage).toBe(expected.breakEvenStage);
  }
}

/** What a customer is worth: the products of one person's way, which a discount below 0 enlarges. */
function worthAgrees(raw: Scenario, summary: Summary, expected: ReferenceMoney): void {
  for (const key of ['ltv', 'referralValue', 'ltvToCac'] as const) {
    expectSame(summary[key], expected[key], presentScale(raw, Math.abs(expected[key] ?? 0)), key);
  }
  expect(Object.keys(summary.ltvByOrigin ?? {})).toEqual(Object.keys(expected.ltvByOrigin ?? {}));
  for (const [origin, ltv] of Object.entries(expected.ltvByOrigin ?? {})) {
    expectClose(summary.ltvByOrigin?.[origin] ?? NaN, ltv, presentScale(raw, Math.abs(ltv)), `ltv.${origin}`);
  }
  expect(summary.cacPayback).toBe(expected.cacPayback);
}

/** Present values of amounts of this size may be off by as much as the discount enlarges the last of them. */
function presentScale({ discount = 0, rotations }: Scenario, scale: number): number {
  let divisor = 1;
  for (let t = 1; t <= rotations; t++) divisor *= Math.min(1, 1 + valueAt(discount, t));
  return Math.max(1, scale) / divisor;
}

function expectSame(actual: number | null, expected: number | null, scale: number, what: string): void {
  if (actual === null || expected === null) expect([what, actual]).toEqual([what, expected]);
  else expectClose(actual, expected, scale, what);
}
