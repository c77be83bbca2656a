import { describe, expect, test } from 'vitest';
import { simulate } from '../../../src/analysis/simulate.ts';
import type { RotationResult } from '../../../src/model/result.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';

/** Everything that section 4 of the model knows, in numbers that can be followed by hand. */
const EXAMPLE: Scenario = {
  rotations: 3,
  channels: [{ id: 'paid', volume: 100, cost: 2 }],
  stages: [
    { id: 'visit', cost: 0.5 },
    { id: 'buy', conversion: 0.5, revenue: 40, margin: 0.5, cost: 2 },
    { id: 'fan', conversion: 0.4, retention: 0.5, memberRevenue: 1, memberCost: 3 },
  ],
  loops: [
    {
      id: 'friends',
      type: 'referral',
      from: 'fan',
      to: 'visit',
      perMember: 0.5,
      cost: 1,
      reward: { amount: 5, at: 'buy' },
    },
    { id: 'again', type: 'repeat', from: 'fan', to: 'buy', perMember: 0.5, margin: 0.75 },
  ],
  overhead: 100,
  discount: 0.25,
  levers: [
    { id: 'offer', cost: 10, setup: 60, changes: [{ path: 'stages.buy.conversion', add: 0.1 }] },
    { id: 'idle', cost: 7, setup: 30 },
  ],
};

const near = (value: number) => expect.closeTo(value, 9);

describe('the worked example, with the offer on from rotation 2', () => {
  const { rotations, summary, journey, breakEvenStage } = simulate(EXAMPLE, { with: [{ lever: 'offer', from: 2 }] });

  test('rotation 1', () => {
    // 100 visit, 50 buy, 20 become fans and are members at the end; nobody is there yet to come back.
    // spend   100 x 2                                                   =   200
    // revenue 50 x 40 + 20 members x 1                                  = 2,020
    // cost    200 + 100 x 0.5 + 50 x (2 + half of 40) + 20 x 3 + 100    = 1,510
    // cac     (200 + 50 for the visits) / 50 = 5, media cac 200 / 50 = 4
    expect(rotations[0]).toMatchObject({ spend: 200, revenue: 2020, cost: 1510, profit: 510, cash: 510 });
    expect(rotations[0]).toMatchObject({ cac: 5, mediaCac: 4, keepCost: 3 });
  });

  test('rotation 2', () => {
    // 20 members bring 10: 110 visit, 66 buy (6 of them referred), 26.4 fans; 10 + 26.4 members; 10 visits again.
    // spend   200 + 10 x 1 + 6 x 5                                                          =   240
    // revenue 66 x 40 + 10 x 40 + 36.4                                                      = 3,076.4
    // cost    240 + 55 + 66 x 22 + 10 x (2 + a quarter of 40) + 36.4 x 3 + 100 + (60 + 10)  = 2,146.2
    // cac     (240 + 55 + 70) / 66
    expect(rotations[1]).toMatchObject({
      ...{ spend: near(240), revenue: near(3076.4), cost: near(2146.2), profit: near(930.2), cash: near(1440.2) },
      ...{ cac: near(365 / 66), mediaCac: near(240 / 66), keepCost: 3 },
    });
  });

  test('rotation 3', () => {
    // 36.4 members bring 18.2: 118.2 visit, 70.92 buy (10.92 referred), 28.368 fans; 46.568 members; 18.2 visits again.
    // spend   200 + 18.2 + 10.92 x 5                                                    =   272.8
    // revenue 70.92 x 40 + 18.2 x 40 + 46.568                                           = 3,611.368
    // cost    272.8 + 59.1 + 70.92 x 22 + 18.2 x 12 + 46.568 x 3 + 100 + 10             = 2,360.244
    expect(rotations[2]).toMatchObject({
      ...{ spend: near(272.8), revenue: near(3611.368), cost: near(2360.244), profit: near(1251.124) },
      ...{ cash: near(2691.324), cac: near((272.8 + 59.1 + 10) / 70.92) },
    });
  });

  test('npv is what =NPV(25%, 510, 930.2, 1251.124) gives in a spreadsheet, the first amount discounted too', () => {
    // 510 / 1.25 + 930.2 / 1.5625 + 1251.124 / 1.953125 = 408 + 595.328 + 640.575488
    expect(summary.npv).toBeCloseTo(1643.903488, 9);
    expect(summary.cashBreakEven).toBeNull();
  });

  test('ltv: what one customer of rotation 1 brings in', () => {
    // rotation 1: 40 - 22 = 18; 0.4 of a fan: 0.4 x (1 - 3) = -0.8: 17.2
    // rotation 2: 0.2 members: -0.4; 0.5 x 0.4 visits x (40 - 12) = 5.6: 5.2
    // rotation 3: 0.1 members: -0.2; 0.5 x 0.2 visits x 28 = 2.8: 2.6
    // discounted 13.76 + 3.328 + 1.3312
    expect(summary.ltv).toBeCloseTo(18.4192, 9);
    expect(summary.ltvByOrigin).toEqual({ paid: near(18.4192), friends: near(18.4192) });
    // cac over the run is (250 + 365 + 341.9) / (50 + 66 + 70.92); 17.2 is more than that 5.1 already.
    expect(summary.ltvToCac).toBeCloseTo(18.4192 / (956.9 / 186.92), 9);
    expect(summary.cacPayback).toBe(1);
  });

  test('referralValue: what those whom that customer brings add', () => {
    // rotation 2: 0.2 prospects: -0.2 to the loop, -0.1 for the visit; 0.12 buy: -0.6 reward, +2.16; 0.048 fans: -0.096
    //             = 1.164
    // rotation 3: 0.248 members bring 0.124: -0.124 - 0.062; 0.0744 buy: -0.372 + 1.3392; the brought members
    //             0.024 + 0.02976 = 0.05376: -0.10752; their visits 0.024 x 28 = 0.672
    //             = 1.34568
    // discounted 0.74496 + 0.68898816
    expect(summary.referralValue).toBeCloseTo(1.43394816, 9);
  });

  test('journey: one prospect, cumulated by stage', () => {
    // visit: 2 + 0.5. buy: 0.5 x 22 = 11, and 0.1 + 0.05 visits: 0.15 x 12 = 1.8; revenue 20 + 6.
    // fan: 0.2 + 0.1 + 0.05 members in three rotations: revenue 0.35, cost 1.05.
    expect(journey).toEqual([
      { stage: 'visit', reach: 1, cost: 2.5, revenue: 0, net: -2.5, step: -2.5 },
      { stage: 'buy', reach: 0.5, cost: near(15.3), revenue: near(26), net: near(10.7), step: near(13.2) },
      { stage: 'fan', reach: 0.2, cost: near(16.35), revenue: near(26.35), net: near(10), step: near(-0.7) },
    ]);
    expect(breakEvenStage).toBe('buy');
  });
});

describe('without money', () => {
  const { rotations, summary, journey, breakEvenStage } = simulate({
    rotations: 2,
    channels: [{ id: 'paid', volume: 100, conversion: { setup: 0.3 } }],
    stages: [{ id: 'visit' }, { id: 'setup', conversion: 0.5, margin: 0.5 }],
    discount: 0.1,
  });

  test('ids that are words for money are no money', () => {
    const [row] = simulate({
      rotations: 1,
      channels: [{ id: 'budget', volume: 1, conversion: { reward: 0.5 } }],
      stages: [{ id: 'overhead' }, { id: 'reward', conversion: 0.5 }],
      loops: [{ id: 'setup', type: 'referral', from: 'reward', to: 'overhead', perMember: 1 }],
      levers: [{ id: 'cost', changes: [{ path: 'stages.reward.conversion', to: 0.4 }] }],
    }).rotations;
    expect(row.cost).toBeNull();
  });

  test('every amount is null, even where a stage has the name of a cost', () => {
    const { revenue, cost, spend, profit, cash, cac, mediaCac, keepCost } = rotations[1];
    const { npv, cashBreakEven, ltv, ltvByOrigin, ltvToCac, cacPayback, referralValue } = summary;
    for (const amount of [revenue, cost, spend, profit, cash, cac, mediaCac, keepCost]) expect(amount).toBeNull();
    for (const figure of [npv, cashBreakEven, ltv, ltvByOrigin, ltvToCac, cacPayback, referralValue]) {
      expect(figure).toBeNull();
    }
    expect([journey, breakEvenStage]).toEqual([null, null]);
  });

  test.each([
    ['channels', [{ id: 'paid', volume: 1, cost: 0 }]],
    ['channels', [{ id: 'paid', budget: 1, cost: 1 }]],
    ['overhead', 0],
    ['levers', [{ id: 'x', setup: 0 }]],
    ['levers', [{ id: 'x', changes: [{ path: 'overhead', to: 1 }] }]],
    ['loops', [{ id: 'l', type: 'referral', from: 'b', to: 'a', perMember: 1, reward: { amount: 0, at: 'b' } }]],
  ])('%s: %j is money, if only nothing', (key, value) => {
    const scenario = { rotations: 1, stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }], [key]: value };
    const [row] = simulate(readScenario(JSON.stringify(scenario))).rotations;
    expect(row.revenue).toBe(0);
    expect(row.cost).not.toBeNull();
  });
});

describe('where there is nothing to divide by', () => {
  const none = simulate({ ...EXAMPLE, channels: [], loops: [] });

  test('cac, keep cost and what a customer is worth are null, the costs are not', () => {
    expect(none.rotations[2]).toMatchObject({ cost: 100, cash: -300, cac: null, mediaCac: null, keepCost: null });
    const { ltv, ltvByOrigin, ltvToCac, cacPayback, referralValue } = none.summary;
    expect([ltv, ltvByOrigin, ltvToCac, cacPayback, referralValue]).toEqual([null, null, null, null, null]);
  });

  test('without a channel the journey is empty', () => {
    expect([none.journey, none.breakEvenStage]).toEqual([[], null]);
  });
});

describe('levers', () => {
  const costs = (from: number): number[] => {
    const [base, on] = [[], [{ lever: 'idle', from }]].map((levers) => simulate(EXAMPLE, { with: levers }).rotations);
    return base.map((row: RotationResult, t: number) => (on[t].cost ?? 0) - (row.cost ?? 0));
  };

  test('one without changes costs its setup once and its cost in every rotation while it is on', () => {
    expect(costs(1)).toEqual([near(37), near(7), near(7)]);
    expect(costs(3)).toEqual([0, 0, near(37)]);
    expect(costs(4)).toEqual([0, 0, 0]);
  });

  test('one named twice is an error', () => {
    const twice = [
      { lever: 'idle', from: 1 },
      { lever: 'idle', from: 2 },
    ];
    expect(() => simulate(EXAMPLE, { with: twice })).toThrow('lever "idle" is switched on twice');
  });

  test('two that change the same number both apply, in the order given', () => {
    const levers = [
      { id: 'dearer', changes: [{ path: 'stages.buy.revenue', add: 10 }] },
      { id: 'double', changes: [{ path: 'stages.buy.revenue', multiply: 2 }] },
    ];
    const revenue = (...on: string[]) =>
      simulate(
        { ...EXAMPLE, loops: [], stages: EXAMPLE.stages.slice(0, 2), levers },
        { with: on.map((lever) => ({ lever, from: 1 })) },
      ).rotations[0].revenue;
    expect(revenue('dearer', 'double')).toBe(50 * 100);
    expect(revenue('double', 'dearer')).toBe(50 * 90);
  });

  test('a repeat loop without a price of its own follows the lever on its stage', () => {
    const levers = [{ id: 'dearer', changes: [{ path: 'stages.buy.revenue', to: 50 }] }];
    const [, row] = simulate({ ...EXAMPLE, levers }, { with: [{ lever: 'dearer', from: 1 }] }).rotations;
    // 55 buy (5 of them referred) and 10 come again, for 50 each; 32 members.
    expect(row.revenue).toBeCloseTo(55 * 50 + 10 * 50 + 32, 9);
  });
});

describe('amounts that cannot be counted', () => {
  test('past 1e21 they are refused, with the rotation', () => {
    const dear = { ...EXAMPLE, channels: [{ id: 'paid', volume: 1, cost: { start: 1e20, growth: 4 } }] };
    expect(() => simulate(dear)).toThrow('amounts pass 1e21 in rotation 3');
  });

  test('a discount near -1 is refused', () => {
    const late = { ...EXAMPLE, rotations: 200, discount: -0.99 };
    expect(() => simulate(late)).toThrow(/discount -0.99 .* choose one nearer to 0/);
  });

  test('what is too large for one person alone is null, and the run is as it was', () => {
    // A market of 1,000 holds the run, whose largest revenue is far below 1e21; those whom one customer brings pass it.
    const dear = {
      rotations: 21,
      channels: [{ id: 'paid', volume: 10, cost: 1 }],
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 1e8 }],
      loops: [{ id: 'l', type: 'referral', from: 'buy', to: 'visit', perMember: 8 }],
      market: { size: 1000 },
    } as const;
    const { rotations, summary } = simulate(dear);
    expect(summary.referralValue).toBeNull();
    expect(summary.ltv).toBeCloseTo(1e8, 5);
    expect(Math.max(...rotations.map(({ revenue }) => revenue ?? 0))).toBeLessThan(1e12);
  });

  test('when those whom a customer brings run away in a market that the run is held by, their value is null', () => {
    const wild = {
      ...EXAMPLE,
      rotations: 60,
      market: { size: 1000 },
      loops: [{ ...EXAMPLE.loops?.[0], perMember: 20 }],
    };
    const { summary } = simulate(wild as Scenario);
    expect(summary.referralValue).toBeNull();
    expect(summary.ltv).toBeGreaterThan(0);
  });
});
