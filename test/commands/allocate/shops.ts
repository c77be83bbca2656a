import fc from 'fast-check';
import { expect } from 'vitest';
import { metricsNamed } from '../../../src/analysis/metric-request.ts';
import { WhatIf } from '../../../src/analysis/what-if/what-if.ts';
import {
  type AllocateOptions,
  type AllocateResult,
  allocate,
  readScenario,
  type Scenario,
} from '../../../src/index.ts';

const between = (low: number, high: number) => fc.integer({ min: low, max: high });

const response = fc.record(
  {
    most: between(100, 5000),
    half: between(100, 5000),
    slope: fc.constantFrom(0.7, 1, 1, 1.5, 2, 3),
    carry: fc.constantFrom(0, 0.3, 0.8),
  },
  { requiredKeys: ['most', 'half'] },
);

/** Shops with two or three channels that have diminishing returns, members who bring others, and perhaps a limited market. */
export const shops: fc.Arbitrary<Scenario> = fc
  .record({
    rotations: between(1, 12),
    budgets: fc.array(fc.record({ budget: between(0, 4000), response, conversion: between(5, 40) }), {
      minLength: 2,
      maxLength: 3,
    }),
    perMember: between(0, 20),
    retention: between(50, 95),
    revenue: between(20, 200),
    market: fc.option(between(20, 200), { nil: undefined, freq: 3 }),
  })
  .filter(({ budgets }) => budgets.some(({ budget }) => budget > 0))
  .map(({ rotations, budgets, perMember, retention, revenue, market }) =>
    readScenario(
      JSON.stringify({
        rotations,
        channels: budgets.map(({ conversion, ...channel }, i) => {
          return { id: `c${i + 1}`, ...channel, conversion: { buy: conversion / 100 } };
        }),
        stages: [
          { id: 'visit' },
          { id: 'buy', conversion: 0.2, revenue, margin: 0.6, retention: retention / 100, memberRevenue: 2 },
        ],
        loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: perMember / 100 }],
        ...(market !== undefined && { market: { size: market * 1000 } }),
      }),
    ),
  );

const money = between(1, 4000);

/** Budgets that change by rotation, each in its own way, or not. */
const course = fc.oneof(
  money,
  fc.array(between(0, 4000), { minLength: 1, maxLength: 6 }),
  fc.record({ start: money, growth: fc.constantFrom(-0.2, 0.1, 0.3) }),
  fc.record({ start: money, step: between(0, 200), season: fc.array(between(0, 3), { minLength: 1, maxLength: 4 }) }),
  fc.record({ repeat: fc.array(between(0, 4000), { minLength: 1, maxLength: 4 }) }),
);

/** Shops whose channels spend what they spend each on a course of its own, so that there is something to spread. */
export const shopsOverTime: fc.Arbitrary<Scenario> = fc
  .tuple(shops, fc.array(course, { minLength: 3, maxLength: 3 }))
  .map(([shop, [first, ...others]]): Scenario => {
    const courses = [typeof first === 'object' ? { start: 900, growth: 0.2 } : first, ...others];
    const channels = shop.channels?.map((channel, i) => ({ ...channel, budget: courses[i] }));
    return readScenario(JSON.stringify({ ...shop, channels }));
  });

const totalOf = ({ channels = [] }: Scenario): number =>
  channels.reduce((sum, { budget }) => sum + (typeof budget === 'number' ? budget : 0), 0);

/** Every way to share a total out in steps of the same size, about so many of them. */
function* grid(parts: number, points: number): Generator<readonly number[]> {
  const steps = parts === 2 ? points - 1 : Math.floor(Math.sqrt(2 * points)) - 2;
  for (let i = 0; i <= steps; i++) {
    if (parts === 2) yield [i / steps, 1 - i / steps];
    else for (let j = 0; j <= steps - i; j++) yield [i / steps, j / steps, (steps - i - j) / steps];
  }
}

/** The best value of a metric on a grid of splits, each computed as `simulate` computes it. */
export function bestOnGrid(scenario: Scenario, metric: string, points: number): number {
  const channels = scenario.channels ?? [];
  const paths = channels.map(({ id }) => `channels.${id}.budget`);
  const whatIf = new WhatIf(scenario, [], paths, metricsNamed([metric], scenario));
  const total = totalOf(scenario);
  let batch: (readonly number[])[] = [];
  let best = -Infinity;
  const look = (): void => {
    if (batch.length > 0) for (const [value] of whatIf.atEach(batch)) best = Math.max(best, Number(value));
    batch = [];
  };
  for (const shares of grid(channels.length, points)) {
    batch.push(shares.map((share) => share * total));
    if (batch.length === whatIf.block) look();
  }
  look();
  return best;
}

/** Rounding of sums of about a thousand numbers. */
const ROUNDING = 1e-12;

/**
 * The money that is there is spent, no split of a grid does better, and one more unit adds the same within 1 % wherever nothing
 * holds a channel.
 */
export async function expectBest(
  scenario: Scenario,
  points: number,
  options: AllocateOptions = {},
): Promise<AllocateResult> {
  const { metric = 'cash' } = options;
  const found = await allocate(scenario, options);
  const budgets = found.allocation.map(({ budget }) => Number(budget));
  expect(Math.abs(budgets.reduce((sum, one) => sum + one, 0) - totalOf(scenario))).toBeLessThanOrEqual(
    1e-9 * totalOf(scenario),
  );
  const best = bestOnGrid(scenario, metric, points);
  expect(Number(found.after)).toBeGreaterThanOrEqual(best - ROUNDING * Math.abs(best));
  expectEqualMarginals(found);
  return found;
}

export function expectEqualMarginals({ allocation }: Pick<AllocateResult, 'allocation'>): void {
  const free = allocation.flatMap(({ bound, marginal }) => (bound === null ? [Number(marginal)] : []));
  const [low, high] = [Math.min(...free), Math.max(...free)];
  // Near nothing, what differences over a ten-thousandth of the money can tell is the limit: see the test of a flat top.
  if (free.length > 1) expect(high - low).toBeLessThanOrEqual(0.01 * Math.max(Math.abs(low), Math.abs(high)));
}
