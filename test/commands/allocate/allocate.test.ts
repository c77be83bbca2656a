import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, InputError, readScenario, type Scenario, simulate } from '../../../src/index.ts';
import { cases } from '../../cases.ts';
import { expectBest, expectEqualMarginals, shops, shopsOverTime } from './shops.ts';

const shop = (channels: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Scenario =>
  readScenario(
    JSON.stringify({
      rotations: 1,
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.1, revenue: 50 }],
      channels: channels.map((channel, i) => ({ id: `c${i + 1}`, ...channel })),
      ...more,
    }),
  );

describe('the best split', () => {
  test('of two channels is where m h / (h + x)^2 is equal', async () => {
    const [a, b] = [
      { most: 3000, half: 500 },
      { most: 1000, half: 2000 },
    ];
    const total = 5000;
    const scenario = shop([
      { budget: 0, response: a },
      { budget: total, response: b },
    ]);
    const { allocation, after } = await allocate(scenario);
    // With r = sqrt(ma ha / (mb hb)): (ha + x) / (hb + total - x) = r.
    const r = Math.sqrt((a.most * a.half) / (b.most * b.half));
    const x = (r * (b.half + total) - a.half) / (1 + r);
    expect(allocation[0].budget).toBeCloseTo(x, 2);
    const revenue = (most: number, half: number, money: number): number => (5 * most * money) / (half + money);
    expect(after).toBeCloseTo(revenue(a.most, a.half, x) + revenue(b.most, b.half, total - x) - total, 8);
    const slope = (5 * a.most * a.half) / ((a.half + x) * (a.half + x)) - 1;
    for (const { marginal } of allocation) expect(marginal).toBeCloseTo(slope, 5);
  });

  test('of channels that cost the same per prospect however much is bought is all for the better one', async () => {
    const scenario = shop([
      { budget: 500, cost: 2 },
      { budget: 500, cost: 1 },
    ]);
    const { allocation, before, after } = await allocate(scenario);
    expect(allocation).toMatchObject([
      { before: 500, budget: 0, bound: 'nothing', marginal: expect.closeTo(1.5, 6) },
      { before: 500, budget: 1000, bound: null, marginal: expect.closeTo(4, 6) },
    ]);
    expect([before, after]).toEqual([expect.closeTo(2750, 8), expect.closeTo(4000, 8)]);
  });

  test('leaves a plan alone that is the best one', async () => {
    const response = { most: 1000, half: 400 };
    const { allocation, change } = await allocate(
      shop([
        { budget: 700, response },
        { budget: 700, response },
      ]),
    );
    expect(allocation.map(({ budget }) => budget)).toEqual([700, 700]);
    expect(change).toBe(0);
  });

  test('finds the top among several hills: S-curves of which only one is worth its start', async () => {
    const response = { most: 1000, half: 900, slope: 4 };
    const scenario = shop([1, 2, 3].map((i) => ({ budget: 400, response: { ...response, most: 1000 + i } })));
    const { allocation } = await expectBest(scenario, 10_000);
    expect(allocation.map(({ budget }) => budget)).toEqual([0, 0, 1200]);
  });

  test('is no worse than any of a grid, with equal marginals, on random shops', async () => {
    const holds = async (scenario: Scenario): Promise<void> => void (await expectBest(scenario, 1000));
    await fc.assert(fc.asyncProperty(shops, holds), { numRuns: cases(200) });
  });

  test('makes less of what costs: a metric that is better low falls', async () => {
    const scenario = shop([
      { budget: 900, response: { most: 500, half: 300 } },
      { budget: 100, response: { most: 900, half: 300 } },
    ]);
    const { change } = await allocate(scenario, { metric: 'cac' });
    expect(change).toBeLessThan(0);
  });

  test('keeps the course of each budget that changes by rotation, and the money of the whole run', async () => {
    const one = { budget: [500, 1000, 1500], response: { most: 3000, half: 400 } };
    const other = { budget: [500, 0, 1500], response: { most: 1000, half: 900 } };
    const { allocation } = await allocate(shop([one, other], { rotations: 3 }));
    const [mine, its] = allocation.map(({ budget }) => [budget].flat());
    expect([...mine, ...its].reduce((sum, money) => sum + money, 0)).toBeCloseTo(5000, 8);
    expect(mine.map((money) => money / mine[0])).toEqual([1, 2, 3].map((times) => expect.closeTo(times, 10)));
    expect(its.map((money) => money / its[0])).toEqual([1, 0, 3].map((times) => expect.closeTo(times, 10)));
  });

  test('is never worse than the plan, whatever courses its budgets have', async () => {
    const holds = async (scenario: Scenario): Promise<void> => {
      const { before, after, spend, allocation } = await allocate(scenario);
      expect(Number(after)).toBeGreaterThanOrEqual(Number(before) - 1e-9 * Math.abs(Number(before)));
      expect(spend.after).toBeCloseTo(spend.before, 6);
      expectEqualMarginals({ allocation });
    };
    await fc.assert(fc.asyncProperty(shopsOverTime, holds), { numRuns: cases(50) });
  });

  test('leaves a plan alone that is good because its channels spend at different times', async () => {
    const response = { most: 1000, half: 400 };
    const scenario = shop(
      [
        { budget: [800, 0], response: { ...response, most: [1000, 0] } },
        { budget: [0, 800], response: { ...response, most: [0, 1000] } },
      ],
      { rotations: 2 },
    );
    for (const options of [{}, { spend: 800 }]) {
      const { allocation, change } = await allocate(scenario, options);
      expect(allocation.map(({ budget }) => budget)).toEqual([
        [800, 0],
        [0, 800],
      ]);
      expect(change).toBe(0);
    }
  });
});

const three = (more: Record<string, unknown> = {}): Scenario =>
  shop(
    [
      { budget: 600, response: { most: 1000, half: 400 } },
      { budget: 300, response: { most: 800, half: 400 } },
      { budget: 100, response: { most: 600, half: 400 } },
    ],
    more,
  );

describe('limits', () => {
  test('hold a channel, and the others have equal marginals', async () => {
    const found = await allocate(three(), { max: { c1: 200 }, min: { c3: 400 } });
    expect(found.allocation).toMatchObject([
      { budget: 200, bound: 'max' },
      { bound: null },
      { budget: 400, bound: 'min' },
    ]);
    const [capped, free, floored] = found.allocation.map(({ marginal }) => Number(marginal));
    expect(capped).toBeGreaterThan(free);
    expect(floored).toBeLessThan(free);
  });

  test('a kept channel keeps its budget, and the rest of the money is spread', async () => {
    const { allocation, spend } = await allocate(three(), { keep: ['c1'], spend: 2000 });
    expect(allocation[0]).toMatchObject({ budget: 600, bound: 'kept', marginal: expect.any(Number) });
    expect(allocation.reduce((sum, { budget }) => sum + Number(budget), 0)).toBeCloseTo(2000, 8);
    expect(spend).toEqual({ before: 1000, after: expect.closeTo(2000, 8) });
    expectEqualMarginals({ allocation });
  });

  test.each([
    [{ min: { c1: 600, c2: 500 } }, 'c1 and c2 would get at least 1,100.00 a rotation together, and there is 1,000.00'],
    [{ max: { c1: 1, c2: 2, c3: 3 } }, 'c1, c2, c3 may get 6.00 a rotation at most together, and there is 1,000.00'],
    [{ min: { c4: 1 } }, 'there is no channel "c4"'],
    [{ keep: ['c1'], max: { c1: 5 } }, 'c1 keeps its budget, so it has no limits'],
    [{ min: { c1: 5 }, max: { c1: 4 } }, 'c1 can hardly get at least 5 and at most 4'],
    [{ keep: ['c1', 'c2', 'c3'] }, 'nothing to spread'],
    [{ keep: ['c1'], spend: 500 }, 'channels that are kept spend 600.00 in rotation 1'],
  ])('%j does not fit', async (options, words) => {
    await expect(allocate(three(), options)).rejects.toThrow(words);
    await expect(allocate(three(), options)).rejects.toThrow(InputError);
  });

  test('without a channel that has a budget, or a plan that spends nothing, there is nothing to spread', async () => {
    await expect(allocate(shop([{ volume: 5 }]))).rejects.toThrow('this scenario has no budget to spread');
    await expect(allocate(shop([{ budget: 0, cost: 1 }]))).rejects.toThrow(
      'say how much there is, such as --spend 5000',
    );
  });
});

describe('by rotation', () => {
  const response = { most: 1000, half: 400 };

  test('money goes where it does most, in time, too: equal marginals in all rotations', async () => {
    const scenario = three({
      rotations: 6,
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.1, revenue: [50, 50, 20, 90, 50, 50] }],
    });
    const found = await allocate(scenario, { by: 'rotation' });
    const all = found.allocation.flatMap(({ marginals = [], budget }) =>
      marginals.filter((_, t) => [budget].flat()[t] > 1e-3).map(Number),
    );
    expect(all.length).toBeGreaterThan(9);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(0.01 * Math.max(...all.map(Math.abs)));
    const spread = await allocate(scenario);
    expect(Number(found.after)).toBeGreaterThan(Number(spread.after));
    const spent = found.allocation.flatMap(({ budget }) => [budget].flat()).reduce((sum, one) => sum + one, 0);
    expect(spent).toBeCloseTo(6000, 6);
  });

  test('what a carry-over brings later is worth less near the end of the run', async () => {
    const channel = { budget: 500, response: { ...response, carry: 0.7 } };
    const { allocation } = await allocate(shop([channel], { rotations: 5 }), { by: 'rotation' });
    const budget = [allocation[0].budget].flat();
    expect(budget[0]).toBeGreaterThan(budget[4]);
    expect(budget.reduce((sum, one) => sum + one, 0)).toBeCloseTo(2500, 6);
  });
});

describe('levers', () => {
  const levers = [
    { id: 'better-page', cost: 100, changes: [{ path: 'stages.buy.conversion', multiply: 1.5 }] },
    { id: 'dear', cost: 900, changes: [{ path: 'stages.buy.conversion', multiply: 1.01 }] },
    { id: 'never', setup: 5000, changes: [{ path: 'stages.buy.conversion', multiply: 9 }] },
  ];

  test('are switched on where they do more than advertising for the same money', async () => {
    const scenario = three({ levers });
    const found = await allocate(scenario, { levers: true });
    expect(found.levers).toEqual(['better-page']);
    expect(found.leverCost).toBe(100);
    expect(found.allocation.reduce((sum, { budget }) => sum + Number(budget), 0)).toBeCloseTo(900, 8);
    expect(Number(found.after)).toBeGreaterThan(Number((await allocate(scenario)).after));
  });

  test('that change a budget are not tried, with a note, and refused where they are on: the money would not be the same', async () => {
    const more = { id: 'more', changes: [{ path: 'channels.c1.budget', multiply: 3 }] };
    const found = await allocate(three({ levers: [more] }), { levers: true });
    expect(found).toMatchObject({ levers: [], tried: 0 });
    expect(found.notes).toContain('More changes the budget of C1, and so the money that is spread: it was not tried.');
    const on = allocate(three({ levers: [more] }), { with: [{ lever: 'more', from: 1 }] });
    await expect(on).rejects.toThrow('changes the budget of C1, and so the money that is spread: leave it out');
  });

  test('that are on already stay on, and cost nothing more', async () => {
    const found = await allocate(three({ levers }), { with: [{ lever: 'better-page', from: 1 }], levers: true });
    expect(found).toMatchObject({ levers: [], leverCost: 0, scenario: { with: ['better-page'] } });
  });

  test('are tried with every split of their own: no set of them is better with the best split that it leaves', async () => {
    const scenario = three({
      rotations: 3,
      levers: [
        levers[0],
        { id: 'gift', setup: 300, changes: [{ path: 'stages.buy.revenue', add: 4 }] },
        { ...levers[1], excludes: ['gift'] },
      ],
    });
    const { after } = await allocate(scenario, { levers: true });
    for (const ids of [[], ['better-page'], ['gift'], ['better-page', 'gift'], ['better-page', 'dear']]) {
      const cost = { 'better-page': 300, gift: 300, dear: 2700 } as Record<string, number>;
      const left = 3000 - ids.reduce((sum, id) => sum + cost[id], 0);
      if (left < 0) continue;
      const on = ids.map((lever) => ({ lever, from: 1 }));
      const alone = await allocate(scenario, { with: on, spend: left / 3 });
      expect(Number(after)).toBeGreaterThanOrEqual(Number(alone.after) - 1e-6);
    }
  });
});

describe('by chance', () => {
  const uncertain = () =>
    shop(
      [
        { budget: 800, response: { most: { uniform: [0, 4000] }, half: 400 } },
        { budget: 200, response: { most: 1900, half: 400 } },
      ],
      { overhead: 100 },
    );

  test('the careful get less of what is uncertain, and the same bits each time', async () => {
    const options = { metric: 'p5:cash', runs: 300 };
    const found = await allocate(uncertain(), options);
    const plain = await allocate(uncertain());
    expect(Number(found.allocation[0].budget)).toBeLessThan(Number(plain.allocation[0].budget));
    expect(found).toMatchObject({ runs: 300, seed: '1', method: 'grid and exchange', metric: 'p5:cash' });
    expect(found.standardError?.after).toBeGreaterThan(0);
    expect(Number(found.after)).toBeGreaterThanOrEqual(Number(found.before));
    expect(await allocate(uncertain(), options)).toEqual(found);
  });

  test('a chance is raised', async () => {
    const found = await allocate(uncertain(), { metric: 'chance of cash at least 4000', runs: 300 });
    expect(Number(found.after)).toBeGreaterThan(Number(found.before));
  });
});

test('its flags make the plan that it tells of, to the minor unit, and their sum is the money', async () => {
  const found = await allocate(three(), { spend: 1000.01 });
  const budgets = found.flags.map((flag) => Number(flag.split('=')[1]));
  expect(found.flags.map((flag) => flag.replace(/=.*/, ''))).toEqual(['--budget c1', '--budget c2', '--budget c3']);
  expect(budgets.reduce((sum, one) => sum + Math.round(100 * one), 0)).toBe(100_001);
  for (const [i, { budget }] of found.allocation.entries())
    expect(Math.abs(budgets[i] - Number(budget))).toBeLessThan(0.01);
  const scenario = three();
  const channels = scenario.channels?.map((channel, i) => ({ ...channel, budget: budgets[i] }));
  expect(simulate({ ...scenario, channels }).rotations[0].cash).toBeCloseTo(Number(found.after), 4);
});
