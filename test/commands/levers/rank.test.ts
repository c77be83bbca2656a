import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LEVER_NOTE } from '../../../src/analysis/caveats.ts';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { type LeverOptions, type LeverRanking, rankLevers } from '../../../src/commands/levers/rank.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Lever, Scenario } from '../../../src/model/scenario/types.ts';
import { sized, whenLong } from '../../cases.ts';
import { fileWith } from '../../cli/example.ts';

type Asked = Partial<LeverOptions> & { readonly metric?: string };

function ranked(scenario: Scenario, { metric, switches = [], budget = null }: Asked = {}): Promise<LeverRanking> {
  return rankLevers(scenario, objectiveOf(metric === undefined ? undefined : [metric], scenario), { switches, budget });
}

const idsOf = (rows: readonly { lever: string }[]): string[] => rows.map(({ lever }) => lever);

/**
 * A shop by hand: 100 people a rotation, half of whom buy for 10 in each of 2 rotations. 50 x 10 x 2 = 1,000 of revenue;
 * the only costs are those of levers.
 */
const shop = (levers: readonly Lever[], more: Record<string, unknown> = {}): Scenario =>
  readScenario(
    JSON.stringify({
      rotations: 2,
      channels: [{ id: 'paid', volume: 100 }],
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 10 }],
      levers,
      ...more,
    }),
  );

const conversion = 'stages.buy.conversion';
const revenue = 'stages.buy.revenue';
const priceUp: Lever = { id: 'price-up', cost: 20, setup: 10, changes: [{ path: revenue, add: 2 }] };
const more: Lever = { id: 'more', cost: 0, setup: 100, changes: [{ path: conversion, multiply: 1.5 }] };
const waste: Lever = { id: 'waste', cost: 30 };

describe('a shop by hand', () => {
  const scenario = shop([waste, priceUp, more]);

  test('each lever alone, in the order of the file, net of cost and setup', async () => {
    const { metric, value, alone } = await ranked(scenario);
    expect([metric, value]).toEqual(['cash', 1000]);
    expect(alone).toEqual([
      { lever: 'waste', metric: 940, change: -60, outlay: 60 },
      // 50 x 12 x 2 = 1,200, less 2 x 20 + 10.
      { lever: 'price-up', metric: 1150, change: 150, outlay: 50 },
      // 75 x 10 x 2 = 1,500, less 100.
      { lever: 'more', metric: 1400, change: 400, outlay: 100 },
    ]);
  });

  test('then by what each adds on top of those before, down to those that do not pay', async () => {
    const { order, passedOver, notes } = await ranked(scenario);
    expect(order).toEqual([
      { lever: 'more', metric: 1400, change: 400, pays: true, outlay: 100 },
      // 75 x 12 x 2 = 1,800, less 150: more than the 150 that it adds alone.
      { lever: 'price-up', metric: 1650, change: 250, pays: true, outlay: 50 },
      { lever: 'waste', metric: 1590, change: -60, pays: false, outlay: 60 },
    ]);
    expect([passedOver, notes]).toEqual([[], [LEVER_NOTE]]);
  });

  test('a lever that is on already is the base and no candidate', async () => {
    const { value, alone, order } = await ranked(scenario, { switches: [{ lever: 'more', from: 2 }] });
    // 500 in the first rotation, 750 in the second, less the setup.
    expect(value).toBe(1150);
    expect(idsOf(alone)).toEqual(['waste', 'price-up']);
    expect(order[0]).toMatchObject({ lever: 'price-up', metric: 1350, change: 200 });
  });

  test('within a budget, the best set, and what is too dear beside it', async () => {
    const { best, order, passedOver, budget } = await ranked(scenario, { budget: 90 });
    expect(budget).toBe(90);
    expect(best).toEqual({ levers: ['price-up'], metric: 1150, change: 150, outlay: 50, method: 'all subsets' });
    expect(idsOf(order)).toEqual(['price-up']);
    // 50 of 90 are spent: neither 60 nor 100 fit into 40.
    expect(passedOver).toEqual(['waste', 'more']);
  });

  test('without a budget there is no best set, but an order of all', async () => {
    const { best, order } = await ranked(scenario);
    expect([best, order.length]).toEqual([null, 3]);
  });

  test('two that fit together are better than the best one, which leaves no room', async () => {
    // Alone +450 for 150, where the others make +150 and +400 for 50 and 100.
    const large: Lever = { id: 'large', setup: 150, changes: [{ path: conversion, multiply: 1.6 }] };
    const { best, order, alone } = await ranked(shop([large, priceUp, more]), { budget: 150 });
    expect(alone.map(({ change }) => change)).toEqual([450, 150, 400]);
    expect(best).toMatchObject({ levers: ['price-up', 'more'], metric: 1650, outlay: 150 });
    expect(order.map(({ lever, metric }) => [lever, metric])).toEqual([
      ['more', 1400],
      ['price-up', 1650],
    ]);
  });

  test('levers that pay only together are found', async () => {
    const stages = [{ id: 'visit' }, { id: 'buy', conversion: 0, revenue: 10 }];
    const open: Lever = { id: 'open', setup: 100, changes: [{ path: conversion, add: 0.005 }] };
    const ads: Lever = { id: 'ads', setup: 110, changes: [{ path: conversion, multiply: 100 }] };
    const { best } = await ranked(shop([open, ads], { stages }), { budget: 210 });
    // 50 x 10 x 2 = 1,000 for 210.
    expect(best).toMatchObject({ levers: ['open', 'ads'], change: 790, outlay: 210 });
    expect((await ranked(shop([open, ads], { stages }), { budget: 209 })).best?.levers).toEqual([]);
  });

  test('the levers of a set act in the order of the file, and the order ends where the set does', async () => {
    const to: Lever = { id: 'to', changes: [{ path: revenue, to: 20 }] };
    const dear: Lever = { id: 'dear', changes: [{ path: revenue, multiply: 1.5 }] };
    const { best, order } = await ranked(shop([dear, to]), { budget: 0 });
    // 50 x 20 x 2, whatever was multiplied before: the first does nothing, so one lever is enough.
    expect(best).toMatchObject({ levers: ['to'], metric: 2000 });
    expect(order.at(-1)?.metric).toBe(2000);
    expect((await ranked(shop([to, dear]), { budget: 0 })).best).toMatchObject({
      levers: ['to', 'dear'],
      metric: 3000,
    });
  });

  test('a budget that is just enough is enough, whatever rounding does', async () => {
    const [a, b] = [0.1, 0.2].map((setup, i) => ({ id: `gift-${i}`, setup, changes: priceUp.changes }));
    const { order, passedOver } = await ranked(shop([a, b]), { budget: 0.3 });
    expect([order.length, passedOver]).toEqual([2, []]);
  });

  test('a budget of nothing leaves what is free', async () => {
    const free = { id: 'free', changes: priceUp.changes };
    const { order, passedOver } = await ranked(shop([more, free]), { budget: 0 });
    expect([idsOf(order), passedOver]).toEqual([['free'], ['more']]);
  });
});

describe('what is better', () => {
  test('is less of a cost', async () => {
    // One customer in two costs 2 prospects of 5 each: cac 10. Cheaper clicks make it 8, more buyers 6.67, waste adds.
    const channels = [{ id: 'paid', volume: 100, cost: 5 }];
    const cheaper: Lever = { id: 'cheaper', changes: [{ path: 'channels.paid.cost', multiply: 0.8 }] };
    const buyers: Lever = { id: 'buyers', changes: more.changes };
    const { order, value } = await ranked(shop([waste, cheaper, buyers], { channels }), { metric: 'cac' });
    expect(value).toBe(10);
    expect(idsOf(order)).toEqual(['buyers', 'cheaper', 'waste']);
    expect(order.map(({ pays }) => pays)).toEqual([true, true, false]);
    expect(order[1].metric).toBeCloseTo(400 / 75, 12);
  });

  test('goes by the file where two levers do the same, although rounding tells them apart', async () => {
    const links = ['nurture', 'acquire', 'advocate'];
    const levers = links.map((id) => ({ id, changes: [{ path: `stages.${id}.conversion`, multiply: 1.1 }] }));
    const { order, metric } = await ranked(readScenario(fileWith({ levers })));
    expect(metric).toBe('gain');
    expect(idsOf(order)).toEqual(links);
  });

  test('is nothing that is only rounding: a lever without effect does not pay', async () => {
    const { order } = await ranked(shop([{ id: 'idle' }]));
    expect(order).toEqual([{ lever: 'idle', metric: 1000, change: 0, pays: false, outlay: 0 }]);
  });
});

describe('levers without a result', () => {
  test('an impossible one is left out with the reason', async () => {
    const wrong: Lever = { id: 'wrong', changes: [{ path: revenue, add: -11 }] };
    const { alone, order, notes } = await ranked(shop([wrong, priceUp]));
    expect(alone[0]).toEqual({ lever: 'wrong', metric: null, change: null, outlay: null });
    // After the price went up by 2 it is possible, and does not pay.
    expect(idsOf(order)).toEqual(['price-up', 'wrong']);
    expect(order[1].pays).toBe(false);
    expect(notes[0]).toMatch(/^wrong alone has no result: lever wrong makes stages\.buy\.revenue -1 in rotation 1/);
  });

  test('two that do not go together', async () => {
    const halves = ['left', 'right'].map((id) => ({ id, changes: [{ path: revenue, add: -6 }] }));
    const { alone, order, notes } = await ranked(shop(halves));
    expect(alone.map(({ metric }) => metric)).toEqual([400, 400]);
    expect(idsOf(order)).toEqual(['left']);
    expect(notes[0]).toMatch(/^right has no result on top of left: lever right makes stages\.buy\.revenue -2 /);
  });

  test('a metric that has no value before a lever gives it one', async () => {
    const stages = [{ id: 'visit' }, { id: 'buy', conversion: 0, revenue: 10 }];
    const open: Lever = { id: 'open', changes: [{ path: conversion, to: 0.5 }] };
    const scenario = shop([priceUp, open], { stages, channels: [{ id: 'paid', volume: 100, cost: 1 }] });
    const { value, alone, order, notes } = await ranked(scenario, { metric: 'cac' });
    expect(value).toBeNull();
    expect(alone.map(({ metric, change }) => [metric, change])).toEqual([
      [null, null],
      [2, null],
    ]);
    expect(order[0]).toMatchObject({ lever: 'open', metric: 2, change: null, pays: null });
    expect(notes[0]).toBe('price-up alone has no result: cac has no value then.');
  });

  test('growth beyond counting', async () => {
    const levers = [{ id: 'viral', changes: [{ path: 'loops.word-of-mouth.perMember', to: 1e9 }] }];
    const { alone, order, notes } = await ranked(readScenario(fileWith({ levers, rotations: 9 })));
    expect([alone[0].metric, order]).toEqual([null, []]);
    expect(notes[0]).toMatch(/^viral alone has no result: growth passes 1e15 people/);
  });

  test('no lever at all is an error that shows how to write one; all on already is one too', async () => {
    await expect(ranked(readScenario(fileWith()))).rejects.toThrow(
      /no levers to try: write one.*"path": "stages\.acquire\.conversion"/,
    );
    await expect(ranked(shop([waste]), { switches: [{ lever: 'waste', from: 1 }] })).rejects.toThrow(
      'every lever of this scenario is on already',
    );
  });
});

describe('notes', () => {
  test('say where a metric leaves out what levers cost', async () => {
    const { notes } = await ranked(shop([priceUp]), { metric: 'total:revenue' });
    expect(notes).toEqual([
      'total:revenue leaves out what the levers themselves cost: --metric cash takes it off.',
      LEVER_NOTE,
    ]);
    for (const metric of ['cash', 'npv', 'buy']) {
      expect((await ranked(shop([priceUp]), { metric })).notes).toEqual([LEVER_NOTE]);
    }
    expect((await ranked(shop([{ id: 'idle' }]), { metric: 'revenue' })).notes).toEqual([LEVER_NOTE]);
  });
});

/** The metrics of `simulate`, as a second route. */
const throughSimulate: Readonly<Record<string, (scenario: Scenario, on: readonly string[]) => number>> =
  Object.fromEntries(
    (['cash', 'cac'] as const).map((key) => [
      key,
      (scenario: Scenario, on: readonly string[]) => {
        const { rotations } = simulate(scenario, { with: on.map((lever) => ({ lever, from: 1 })) });
        return rotations.at(-1)?.[key] ?? Number.NaN;
      },
    ]),
  );

/** The welcome discounts of the value journey, one in place of the other. */
const EITHER: Readonly<Record<string, string>> = { 'welcome-10': 'welcome-20', 'welcome-20': 'welcome-10' };

/** Greedy as plainly as can be: no ties are expected. */
function bruteForce(scenario: Scenario, ids: readonly string[], metric: 'cash' | 'cac') {
  const order: { lever: string; metric: number }[] = [];
  const sign = metric === 'cac' ? -1 : 1;
  while (order.length < ids.length) {
    const left = ids.filter((id) => !idsOf(order).includes(id) && !(id in EITHER && idsOf(order).includes(EITHER[id])));
    if (left.length === 0) break;
    const found = left.map((lever) => ({ lever, metric: throughSimulate[metric](scenario, [...idsOf(order), lever]) }));
    found.sort((a, b) => sign * (b.metric - a.metric));
    order.push(found[0]);
  }
  return order;
}

describe('the bundled value journey, against greedy through simulate', () => {
  const text = readFileSync(new URL('../../../scenarios/value-journey.json', import.meta.url), 'utf8');
  const scenario = readScenario(text);
  const ids = (scenario.levers ?? []).map(({ id }) => id);

  whenLong(() => {
    test.each<'cash' | 'cac'>(['cash', 'cac'])('by %s', async (metric) => {
      const { alone, order, value } = await ranked(scenario, { metric });
      expect(value).toBe(throughSimulate[metric](scenario, []));
      expect(alone.map((one) => one.metric)).toEqual(ids.map((id) => throughSimulate[metric](scenario, [id])));
      expect(order.map((step) => ({ lever: step.lever, metric: step.metric }))).toEqual(
        bruteForce(scenario, ids, metric),
      );
    });
  });

  test('within a budget: the set that simulate has too, and no two welcome discounts', async () => {
    for (const budget of sized([5000, 400_000], [0, 5000, 100_000, 400_000])) {
      const { best, order, passedOver, value } = await ranked(scenario, { budget });
      const on = best?.levers ?? [];
      expect(best?.outlay).toBeLessThanOrEqual(budget);
      expect(best?.metric).toBe(throughSimulate.cash(scenario, on));
      expect(on.filter((id) => id.startsWith('welcome'))).toHaveLength(Math.min(1, budget >= 400_000 ? 1 : 0));
      expect(idsOf(order).sort()).toEqual([...on].sort());
      expect(passedOver.filter((id) => on.includes(id))).toEqual([]);
      expect((best?.metric ?? 0) >= (value ?? 0)).toBe(true);
    }
  });
});

describe('outlay', () => {
  const referral = {
    channels: [{ id: 'paid', volume: 100, cost: 1 }],
    stages: [
      { id: 'visit', cost: 0.5 },
      { id: 'buy', conversion: 0.5, revenue: 10, margin: 0.6, cost: 2, memberCost: 0.1 },
    ],
    overhead: 7,
  };

  test('counts what a lever makes dearer elsewhere: a doubled reward', async () => {
    const loops = [
      { id: 'codes', type: 'referral', from: 'buy', to: 'visit', perMember: 1, reward: { amount: 4, at: 'buy' } },
    ];
    const doubled: Lever = { id: 'doubled', setup: 20, changes: [{ path: 'loops.codes.reward.amount', multiply: 2 }] };
    const { alone } = await ranked(shop([doubled], { ...referral, loops }));
    // The 50 buyers of rotation 1 bring 50 prospects, of whom 25 buy: 4 more for each of them.
    expect(alone[0]).toMatchObject({ outlay: 20 + 25 * 4, change: -120 });
  });

  test('is spend, stages, members and overhead, of more people too, and not cost of goods', async () => {
    const buyers: Lever = { id: 'buyers', cost: 3, changes: [{ path: conversion, multiply: 1.5 }] };
    const { alone } = await ranked(shop([buyers], referral));
    // 25 more buyers in each of two rotations at 2, and members 25 and 50 at 0.1; 4 of 10 for the goods are not in it.
    expect(alone[0].outlay).toBeCloseTo(2 * 3 + 2 * 25 * 2 + 0.1 * (25 + 50), 10);
    const rent: Lever = { id: 'rent', changes: [{ path: 'overhead', add: 5 }] };
    expect((await ranked(shop([rent], referral))).alone[0].outlay).toBeCloseTo(10, 10);
    const clicks: Lever = { id: 'clicks', changes: [{ path: 'channels.paid.cost', multiply: 1.5 }] };
    expect((await ranked(shop([clicks], referral))).alone[0].outlay).toBeCloseTo(100, 10);
  });

  test('may be saved, and makes room in the budget for others', async () => {
    const cheaper: Lever = { id: 'cheaper', changes: [{ path: 'channels.paid.cost', multiply: 0.5 }] };
    const dear: Lever = { id: 'dear', setup: 60, changes: [{ path: revenue, add: 2 }] };
    const { alone, best } = await ranked(shop([cheaper, dear], referral), { budget: 0 });
    expect(alone[0].outlay).toBeCloseTo(-100, 10);
    expect(best?.levers).toEqual(['cheaper', 'dear']);
    expect(best?.outlay).toBeCloseTo(-40, 10);
  });

  test('of a step in the order is on top of those before', async () => {
    const priced = {
      id: 'priced',
      changes: [
        { path: 'stages.buy.cost', add: 1 },
        { path: revenue, add: 5 },
      ],
    };
    const buyers: Lever = { id: 'buyers', changes: [{ path: conversion, multiply: 1.5 }] };
    const { order, alone } = await ranked(shop([buyers, priced], { ...referral, overhead: 0 }));
    expect(idsOf(order)).toEqual(['priced', 'buyers']);
    expect(alone[0].outlay).toBeCloseTo(2 * 25 * 2 + 7.5, 10);
    // Each of 50 more buyers costs 3 instead of 2.
    expect(order[1].outlay).toBeCloseTo(2 * 25 * 3 + 7.5, 10);
  });
});

describe('levers that exclude each other', () => {
  const dearer: Lever = { id: 'dearer', excludes: ['price-up'], changes: [{ path: revenue, add: 1 }] };

  test('are never in the order together, whoever says so', async () => {
    for (const levers of [
      [priceUp, dearer, more],
      [{ ...priceUp, excludes: ['dearer'] }, { ...dearer, excludes: [] }, more],
    ]) {
      const { order, excluded, alone } = await ranked(shop(levers));
      expect(idsOf(alone)).toEqual(['price-up', 'dearer', 'more']);
      expect(idsOf(order)).toEqual(['more', 'price-up']);
      expect(excluded).toEqual([{ lever: 'dearer', by: 'price-up' }]);
      const { best } = await ranked(shop(levers), { budget: 1000 });
      expect(best?.levers).toEqual(['price-up', 'more']);
    }
  });

  test('are left out where one of them is on already', async () => {
    const { alone, order, excluded } = await ranked(shop([priceUp, dearer, more]), {
      switches: [{ lever: 'dearer', from: 2 }],
    });
    expect([idsOf(alone), idsOf(order)]).toEqual([['more'], ['more']]);
    expect(excluded).toEqual([{ lever: 'price-up', by: 'dearer' }]);
    const both = shop([priceUp, dearer]);
    await expect(ranked(both, { switches: [{ lever: 'dearer', from: 1 }] })).rejects.toThrow(
      'every lever of this scenario is on already, or excluded by one that is',
    );
  });

  test('are respected where there are too many for all sets', async () => {
    const many = Array.from({ length: 16 }, (_, i): Lever => {
      return {
        id: `l${i}`,
        setup: 10 + i,
        excludes: [`l${i % 2 === 0 ? i + 1 : i - 1}`],
        changes: [{ path: conversion, multiply: 1.02 + i / 1000 }],
      };
    });
    const { best } = await ranked(shop(many), { budget: 100 });
    expect(best?.method).toBe('exchange');
    expect(best?.outlay).toBeLessThanOrEqual(100);
    const pairs = (best?.levers ?? []).map((id) => Math.floor(Number(id.slice(1)) / 2));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(best?.change).toBeGreaterThan(0);
  });
});
