import fc from 'fast-check';
import { expect } from 'vitest';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { rankLevers } from '../../../src/commands/levers/rank.ts';
import { InputError, readScenario, type Scenario, simulate } from '../../../src/index.ts';

/** What a lever of a random shop may do. */
const change = fc.oneof(
  fc.record({
    path: fc.constantFrom('stages.lead.conversion', 'stages.buy.conversion', 'loops.codes.perMember'),
    multiply: fc.integer({ min: 80, max: 160 }).map((n) => n / 100),
  }),
  fc.record({
    path: fc.constantFrom('stages.buy.revenue', 'stages.buy.cost', 'loops.codes.reward.amount', 'channels.ads.cost'),
    multiply: fc.integer({ min: 50, max: 200 }).map((n) => n / 100),
  }),
  fc.record({ path: fc.constantFrom('stages.lead.cost', 'overhead'), add: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ path: fc.constant('stages.buy.revenue'), to: fc.integer({ min: 10, max: 60 }) }),
);

const lever = fc.record({
  setup: fc.integer({ min: 0, max: 200 }),
  cost: fc.integer({ min: 0, max: 40 }),
  changes: fc.array(change, { minLength: 1, maxLength: 2 }),
  /** Positions of levers that it excludes. */
  excludes: fc.array(fc.nat(9), { maxLength: 2 }),
});

/** A shop without cost of goods, so that all that its costs grow by is outlay, and a budget. */
export const shops = (most: number) =>
  fc
    .record({
      levers: fc.array(lever, { minLength: 2, maxLength: most }),
      budget: fc.integer({ min: 0, max: 1500 }),
      volume: fc.integer({ min: 20, max: 200 }),
      reward: fc.integer({ min: 0, max: 10 }),
    })
    .map(({ levers, budget, volume, reward }) => {
      const raw = {
        rotations: 4,
        overhead: 30,
        channels: [{ id: 'ads', volume, cost: 0.5 }],
        stages: [
          { id: 'visit' },
          { id: 'lead', conversion: 0.4, cost: 0.5 },
          { id: 'buy', conversion: 0.3, revenue: 25, cost: 2, retention: 0.8 },
        ],
        loops: [
          {
            id: 'codes',
            type: 'referral',
            from: 'buy',
            to: 'visit',
            perMember: 0.4,
            reward: { amount: reward, at: 'buy' },
          },
        ],
        levers: levers.map(({ excludes, ...rest }, i) => ({
          id: `lever${i}`,
          ...rest,
          excludes: [...new Set(excludes.filter((n) => n < levers.length && n !== i))].map((n) => `lever${n}`),
        })),
      };
      return { scenario: readScenario(JSON.stringify(raw)), budget };
    });

interface Outcome {
  readonly levers: readonly string[];
  readonly cash: number;
  readonly outlay: number;
}

function outcomeOf(scenario: Scenario, levers: readonly string[], before: number): Outcome | null {
  try {
    const { rotations } = simulate(scenario, { with: levers.map((id) => ({ lever: id, from: 1 })) });
    return { levers, cash: rotations.at(-1)?.cash ?? Number.NaN, outlay: costOf(rotations) - before };
  } catch (error) {
    // Two that exclude each other.
    if (error instanceof InputError) return null;
    throw error;
  }
}

const costOf = (rotations: readonly { cost: number | null }[]): number =>
  rotations.reduce((sum, { cost }) => sum + (cost ?? 0), 0);

/** Two runs differ by less than this, relative, where only rounding makes a difference. */
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Holds the best set within the budget against every set there is, each by a simulation of its own. */
export async function expectBestOfAll({ scenario, budget }: { scenario: Scenario; budget: number }): Promise<void> {
  const ids = (scenario.levers ?? []).map(({ id }) => id);
  const before = costOf(simulate(scenario).rotations);
  const subsets = Array.from({ length: 2 ** ids.length }, (_, mask) => ids.filter((_id, i) => (mask >> i) % 2 === 1));
  const possible = subsets
    .map((levers) => outcomeOf(scenario, levers, before))
    .filter((outcome) => outcome !== null)
    .filter(({ outlay }) => outlay <= budget || close(outlay, budget));
  const most = Math.max(...possible.map(({ cash }) => cash));
  const cheapest = Math.min(...possible.filter(({ cash }) => close(cash, most)).map(({ outlay }) => outlay));

  const { best, order } = await rankLevers(scenario, objectiveOf(['cash'], scenario), { switches: [], budget });
  const own = possible.find(({ levers }) => levers.join() === best?.levers.join());
  expect(own).toBeDefined();
  expect(best?.method).toBe('all subsets');
  expect(close(best?.metric ?? Number.NaN, most)).toBe(true);
  expect(close(best?.outlay ?? Number.NaN, cheapest)).toBe(true);
  expect(close(own?.cash ?? Number.NaN, most)).toBe(true);
  // The order is that of the set, and ends where the set does.
  expect(order.map((step) => step.lever).sort()).toEqual([...(best?.levers ?? [])].sort());
  if (order.length > 0) expect(order.at(-1)?.metric).toBe(best?.metric);
}
