import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LeverOptions, type LeverRanking, rankLevers } from '../../src/analysis/levers.ts';
import { LEVER_NOTE } from '../../src/analysis/notes.ts';
import { simulate } from '../../src/analysis/simulate.ts';
import { yardstickOf } from '../../src/analysis/yardstick.ts';
import { readScenario } from '../../src/model/read.ts';
import type { Lever, Scenario } from '../../src/model/scenario.ts';
import { cases } from '../cases.ts';
import { fileWith } from '../cli/example.ts';

type Asked = Partial<LeverOptions> & { readonly metric?: string };

function ranked(scenario: Scenario, { metric, switches = [], budget = null }: Asked = {}): Promise<LeverRanking> {
  return rankLevers(scenario, yardstickOf(metric === undefined ? undefined : [metric], scenario), { switches, budget });
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

  test('within a budget, what does not fit is passed over for the next that does', async () => {
    const { order, passedOver, budget } = await ranked(scenario, { budget: 90 });
    expect(budget).toBe(90);
    expect(idsOf(order)).toEqual(['price-up']);
    // 50 of 90 are spent: neither 60 nor 100 fit into 40.
    expect(passedOver).toEqual(['waste', 'more']);
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
    expect(alone[0]).toEqual({ lever: 'wrong', metric: null, change: null, outlay: 0 });
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

/** Greedy as plainly as can be: no ties are expected. */
function bruteForce(scenario: Scenario, ids: readonly string[], metric: 'cash' | 'cac') {
  const order: { lever: string; metric: number }[] = [];
  const sign = metric === 'cac' ? -1 : 1;
  while (order.length < ids.length) {
    const left = ids.filter((id) => !idsOf(order).includes(id));
    const found = left.map((lever) => ({ lever, metric: throughSimulate[metric](scenario, [...idsOf(order), lever]) }));
    found.sort((a, b) => sign * (b.metric - a.metric));
    order.push(found[0]);
  }
  return order;
}

describe('the bundled value journey, against greedy through simulate', () => {
  const text = readFileSync(new URL('../../scenarios/value-journey.json', import.meta.url), 'utf8');
  const scenario = readScenario(text);
  const ids = (scenario.levers ?? []).map(({ id }) => id);

  test.each(['cash', 'cac'] as const)('by %s', async (metric) => {
    const { alone, order, value } = await ranked(scenario, { metric });
    expect(value).toBe(throughSimulate[metric](scenario, []));
    expect(alone.map((one) => one.metric)).toEqual(ids.map((id) => throughSimulate[metric](scenario, [id])));
    expect(order.map((step) => ({ lever: step.lever, metric: step.metric }))).toEqual(
      bruteForce(scenario, ids, metric),
    );
  });

  test('within any budget: nothing dearer, what was passed over does not fit, and changes add up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 45_000 }), async (budget) => {
        const { alone, order, passedOver, value } = await ranked(scenario, { budget });
        const outlays = new Map(alone.map(({ lever, outlay }) => [lever, outlay]));
        const spent = order.reduce((sum, { outlay }) => sum + outlay, 0);
        expect(spent).toBeLessThanOrEqual(budget);
        for (const lever of passedOver) expect(spent + (outlays.get(lever) ?? 0)).toBeGreaterThan(budget);
        expect([...idsOf(order), ...passedOver].sort()).toEqual([...ids].sort());
        const gained = order.reduce((sum, { change }) => sum + (change ?? 0), 0);
        // Each of up to nine differences and sums of amounts below 3 million is off by at most 3e6 x 2^-53.
        const last = order.at(-1)?.metric ?? value ?? 0;
        expect(Math.abs(gained - (last - (value ?? 0)))).toBeLessThan(18 * 3e6 * 2 ** -53);
      }),
      { numRuns: cases(6) },
    );
  });
});
