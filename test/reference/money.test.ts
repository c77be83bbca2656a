import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  Channel,
  Loop,
  Quantity,
  ReferralLoop,
  RepeatLoop,
  Scenario,
  Stage,
} from '../../src/model/scenario/types.ts';
import { repriced } from '../arbitrary/repriced.ts';
import { scenarios } from '../arbitrary/scenario.ts';
import { cases, sized, whenLong } from '../cases.ts';
import { type ReferenceMoney, referenceMoney } from './money.ts';
import { valueAt } from './numbers.ts';

/** Enough to see every key and figure. */
const DRAWN = sized(80, 200);
const RUNS = cases(200);

/** The money of a scenario that has some. */
function moneyOf(scenario: Scenario): ReferenceMoney {
  const money = referenceMoney(scenario);
  if (money === null) throw new Error('the scenario mentions no money');
  return money;
}

/** One figure, rotation by rotation. */
function each(money: ReferenceMoney, figure: keyof ReferenceMoney['rotations'][number]): (number | null)[] {
  return money.rotations.map((account) => account[figure]);
}

function expectNear(actual: readonly (number | null)[], expected: readonly (number | null)[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    const wanted = expected[index];
    if (wanted === null || value === null) expect(value, `at ${index}`).toBe(wanted);
    else expect(value, `at ${index}`).toBeCloseTo(wanted, 10);
  });
}

const paid: Channel = { id: 'paid', volume: 10 };

/** One prospect per rotation who buys at the price of that rotation, against 10 of overhead. */
function shop(revenue: Quantity, rotations = 4): Scenario {
  const stages = [{ id: 'ask' }, { id: 'buy', conversion: 1, revenue }];
  return { rotations, overhead: 10, channels: [{ id: 'paid', volume: 1 }], stages };
}

describe('which scenarios have money', () => {
  const people: Scenario = { rotations: 1, channels: [paid], stages: [{ id: 'ask' }, { id: 'buy', conversion: 0.5 }] };

  test('one that only moves people has none, whatever its margin, discount and customer', () => {
    const [ask, buy] = people.stages;
    expect(referenceMoney(people)).toBeNull();
    expect(referenceMoney({ ...people, discount: 0.1, customer: 'ask', stages: [ask, { ...buy, margin: 0.5 }] })).toBe(
      null,
    );
  });

  test('a stage that is called like a key of money is none', () => {
    const stages = [{ id: 'ask' }, { id: 'setup', conversion: 0.5 }];
    const channels = [{ ...paid, conversion: { setup: 0.1 }, retention: { setup: 0.2 } }];
    expect(referenceMoney({ ...people, stages, channels })).toBeNull();
  });

  test.each<Partial<Scenario>>([
    { overhead: 0 },
    { levers: [{ id: 'offer', setup: 5 }] },
    { channels: [{ id: 'paid', budget: 10, cost: 1 }] },
    { stages: [people.stages[0], { ...people.stages[1], memberRevenue: 0 }] },
  ])('%j is enough, be it 0 or in a lever that is off', (more) => {
    expect(referenceMoney({ ...people, ...more })).not.toBeNull();
  });
});

describe('accounts by hand', () => {
  const invite: ReferralLoop = {
    id: 'invite',
    type: 'referral',
    from: 'buy',
    to: 'ask',
    perMember: 0.2,
    cost: 1,
    reward: { amount: [10, 20], at: 'buy' },
  };
  const referring: Scenario = {
    rotations: 2,
    channels: [{ id: 'paid', volume: 100, cost: [2, 3] }],
    stages: [{ id: 'ask' }, { id: 'buy', conversion: 0.5 }],
    loops: [invite],
  };

  test('spend is what channels and loops cost, and rewards at the amount of the rotation of the arrival', () => {
    // Rotation 1: 100 x 2. Rotation 2: 100 x 3, and 0.2 x 50 = 10 prospects at 1, of whom 5 buy at a reward of 20.
    expectNear(each(moneyOf(referring), 'spend'), [200, 410]);
  });

  test('prospects whom the market wastes are paid for, but earn no reward', () => {
    // In rotation 2 half of 200 people are reached: 300 + 10 x 1 + 10 x 0.5 x 0.5 x 20.
    expectNear(each(moneyOf({ ...referring, market: { size: 200 } }), 'spend'), [200, 360]);
  });

  const selling: Stage = { id: 'buy', conversion: 0.5, revenue: 80, margin: 0.75, cost: 5 };
  const again: RepeatLoop = { id: 'again', type: 'repeat', from: 'buy', to: 'buy', perMember: 0.4 };

  test('an order brings in its value, and takes the cost of goods and other costs; overhead comes on top', () => {
    // 5 orders: 5 x 80 = 400; 5 x (5 + 0.25 x 80) = 125, and 25 of overhead.
    const money = moneyOf({ rotations: 2, overhead: 25, channels: [paid], stages: [{ id: 'ask' }, selling] });
    expectNear(each(money, 'revenue'), [400, 400]);
    expectNear(each(money, 'cost'), [150, 150]);
    expectNear(each(money, 'profit'), [250, 250]);
    expectNear(each(money, 'cash'), [250, 500]);
  });

  test('a visit is worth what an arrival is, except for what its loop says', () => {
    // Rotation 2 sees 0.4 x 5 = 2 visits: at 80, less 5 + 20 each; or at 30, less 5 + 0.25 x 30 = 12.5 each.
    const visited = (loop: RepeatLoop) =>
      moneyOf({ rotations: 2, channels: [paid], stages: [{ id: 'ask' }, selling], loops: [loop] });
    expectNear(each(visited(again), 'revenue'), [400, 560]);
    expectNear(each(visited(again), 'cost'), [125, 175]);
    expectNear(each(visited({ ...again, revenue: 30 }), 'revenue'), [400, 460]);
    expectNear(each(visited({ ...again, revenue: 30 }), 'cost'), [125, 150]);
    expectNear(each(visited({ ...again, margin: 1, cost: 0 }), 'cost'), [125, 125]);
  });

  test('members bring in and cost something in each rotation at whose end they are there, initial ones too', () => {
    // Of 20 initial members 10 are left, and 10 join; of these 20, 10 are left.
    const stages = [
      { id: 'ask' },
      { id: 'join', conversion: 1, initial: 20, retention: 0.5, memberRevenue: [3, 4], memberCost: 1 },
    ];
    const money = moneyOf({ rotations: 2, channels: [{ id: 'paid', volume: [10, 0] }], stages });
    expectNear(each(money, 'revenue'), [60, 40]);
    expectNear(each(money, 'cost'), [20, 10]);
    expectNear(each(money, 'keepCost'), [1, 1]);
  });

  test('keeping cost is shared by the members of the pools that cost something', () => {
    const stages = [
      { id: 'ask', initial: 10, memberCost: [2, 0] },
      { id: 'buy', conversion: 1, initial: 5, memberCost: [6, 6, 0] },
    ];
    // (10 x 2 + 5 x 6) / 15; then only the 5 at 6 each; then no pool costs anything.
    expectNear(each(moneyOf({ rotations: 3, stages }), 'keepCost'), [50 / 15, 6, null]);
    expectNear(each(moneyOf(shop(1, 1)), 'keepCost'), [null]);
  });
});

describe('customers by hand', () => {
  const funnel: Scenario = {
    rotations: 2,
    channels: [{ id: 'paid', volume: 100, cost: 3 }],
    stages: [
      { id: 'lead', cost: 1 },
      { id: 'trial', conversion: 0.5, cost: 4 },
      { id: 'buy', conversion: 0.2, revenue: [0, 100], cost: 7 },
    ],
    loops: [{ id: 'again', type: 'repeat', from: 'buy', to: 'trial', perMember: 1 }],
  };

  test('they are those who reach the first stage that ever sells; before it stage costs count, but no visits', () => {
    // (100 x 3 + 100 x 1 + 50 x 4) / 10 and 300 / 10, in both rotations.
    expectNear(each(moneyOf(funnel), 'cac'), [60, 60]);
    expectNear(each(moneyOf(funnel), 'mediaCac'), [30, 30]);
  });

  test('cost of goods before the customer stage counts, and a stage that sells comes first unless told otherwise', () => {
    const [lead, trial, buy] = funnel.stages;
    const selling = { ...funnel, stages: [lead, { ...trial, revenue: 10, margin: 0.5 }, buy] };
    // (300 + 100 x 1 + 50 x (4 + 5)) / 10, or with trial as the customer stage (300 + 100) / 50.
    expectNear(each(moneyOf({ ...selling, customer: 'buy' }), 'cac'), [85, 85]);
    expectNear(each(moneyOf(selling), 'cac'), [8, 8]);
  });

  test('where nothing is sold, the second stage makes the customer', () => {
    const stages = funnel.stages.map((stage) => ({ ...stage, revenue: 0 }));
    expectNear(each(moneyOf({ ...funnel, stages }), 'cac'), [8, 8]); // (300 + 100) / 50
  });

  test('without customers no figure per customer is there, though the spend is', () => {
    const [lead, trial, buy] = funnel.stages;
    const money = moneyOf({ ...funnel, stages: [lead, trial, { ...buy, conversion: [0.2, 0] }] });
    expectNear(each(money, 'cac'), [60, null]);
    const none = moneyOf({ ...funnel, stages: [lead, trial, { ...buy, conversion: 0 }] });
    expectNear(each(none, 'spend'), [300, 300]);
    expectNear(each(none, 'mediaCac'), [null, null]);
    const { ltv, ltvByOrigin, referralValue, ltvToCac, cacPayback } = none;
    expect([ltv, ltvByOrigin, referralValue, ltvToCac, cacPayback]).toEqual([null, null, null, null, null]);
  });
});

describe('the run as an investment by hand', () => {
  test.each<[string, Quantity, readonly number[], number | null]>([
    ['the first rotation from which cash stays', [0, 20, 5, 15], [-10, 0, -5, 0], 4],
    ['at once', [0, 25, 10, 10], [-10, 5, 5, 5], 2],
    ['never, as it was never below', [20, 0, 10, 10], [10, 0, 0, 0], null],
    ['never, as it does not return', [0, 30, 0, 0], [-10, 10, 0, -10], null],
  ])('cash breaks even: %s', (_, revenue, cash, breakEven) => {
    const money = moneyOf(shop(revenue));
    expectNear(each(money, 'cash'), cash);
    expect(money.cashBreakEven).toBe(breakEven);
  });

  test('npv discounts the first rotation by one rotation, as spreadsheets do', () => {
    // Profits of -10 and 24.2 at 10 %: -10 / 1.1 + 24.2 / 1.21.
    const money = moneyOf({ ...shop([0, 34.2], 2), discount: 0.1 });
    expect(money.npv).toBeCloseTo(20 - 10 / 1.1, 10);
  });
});

describe('one customer by hand', () => {
  const buy: Stage = {
    id: 'buy',
    conversion: 1,
    revenue: 60,
    margin: 0.5,
    cost: 6,
    memberRevenue: 10,
    memberCost: 2,
    retention: 0.5,
    initial: 50,
  };
  const loyal: Scenario = {
    rotations: 3,
    discount: 1,
    overhead: 5,
    market: { size: 1000 },
    channels: [
      { id: 'paid', volume: 30, cost: 9 },
      { id: 'organic', volume: 10, conversion: { vip: 0 }, retention: { buy: 0 } },
    ],
    stages: [{ id: 'ask' }, buy, { id: 'vip', conversion: 0.5, revenue: 10 }],
    loops: [{ id: 'again', type: 'repeat', from: 'buy', to: 'buy', perMember: 0.5, revenue: 20, margin: 1, cost: 4 }],
  };

  test('a customer is worth orders, membership and visits, discounted, with the numbers of the origin', () => {
    // Paid: the order 60 x 0.5 - 6 = 24 and half of the 10 at vip; membership at 8 for 1, 0.5 and 0.25 members; visits
    // at 16 for 0.5 x 1 and 0.5 x 0.5. By rotation 37, 12 and 6; discounted 37/2 + 12/4 + 6/8.
    // Organic: the order 24 and membership 8, then the visit of a member who has lapsed by its end: 32/2 + 8/4.
    const money = moneyOf(loyal);
    expect(money.ltvByOrigin).toEqual({ paid: 22.25, organic: 18 });
    expect(money.ltv).toBeCloseTo(0.75 * 22.25 + 0.25 * 18, 10);
    expect(money.referralValue).toBe(0);
  });

  test('the conversions are those of the full run, so that members whom the customer never met may raise them', () => {
    // 100 initial members and half 100 make the conversion into vip 0.5 in rotation 1, when the customer gets there.
    const money = moneyOf({
      rotations: 1,
      customer: 'join',
      channels: [paid],
      stages: [{ id: 'ask' }, { id: 'join', conversion: 1, initial: 100 }, { id: 'vip', conversion: 0, revenue: 10 }],
      loops: [{ id: 'reviews', type: 'proof', from: 'join', to: 'vip', ceiling: 1, half: 100 }],
    });
    expect(money.ltv).toBe(5);
  });

  const subscribed: Scenario = {
    rotations: 4,
    customer: 'join',
    channels: [{ id: 'paid', volume: 10, cost: 6 }],
    stages: [{ id: 'ask' }, { id: 'join', conversion: 0.5, memberRevenue: 5 }],
  };

  test('a customer pays back what it took to find one, undiscounted', () => {
    // A customer costs 10 x 6 / 5 = 12 and brings in 5 per rotation: 15 by the end of the third.
    const money = moneyOf({ ...subscribed, discount: 0.25 });
    expect(money.cacPayback).toBe(3);
    expect(money.ltvToCac).toBeCloseTo((5 / 1.25 + 5 / 1.25 ** 2 + 5 / 1.25 ** 3 + 5 / 1.25 ** 4) / 12, 10);
    expect(moneyOf({ ...subscribed, rotations: 2 }).cacPayback).toBeNull();
    // At 10 for a customer, two rotations of 5 are just enough.
    expect(moneyOf({ ...subscribed, channels: [{ ...paid, cost: 5 }] }).cacPayback).toBe(2);
  });

  test('customers who cost nothing have paid at once, and no ratio to it', () => {
    const money = moneyOf({ ...subscribed, channels: [paid] });
    expect([money.cacPayback, money.ltvToCac]).toEqual([1, null]);
  });
});

describe('the value of referrals by hand', () => {
  const invite: ReferralLoop = {
    id: 'invite',
    type: 'referral',
    from: 'buy',
    to: 'ask',
    perMember: 0.4,
    cost: 2,
    reward: { amount: 5, at: 'buy' },
  };
  const referring: Scenario = {
    rotations: 3,
    channels: [paid],
    stages: [
      { id: 'ask', cost: 1 },
      { id: 'buy', conversion: 0.5, revenue: 40, activeFor: 1 },
    ],
    loops: [invite],
  };

  // Rotation 2: 0.4 prospects at 2 + 1, of whom 0.2 buy for 40 less a reward of 5: -1.2 + 7 = 5.8. Each buyer does the
  // same again: 0.2 x 5.8 = 1.16 in rotation 3. The reward for the first person's own purchase is left out, so it is
  // the same for people of both origins.
  test('it is the worth of all whom a customer brings, directly and through them, less what that costs', () => {
    const money = moneyOf(referring);
    expect(money.referralValue).toBeCloseTo(5.8 + 1.16, 10);
    expect(money.ltvByOrigin).toEqual({ paid: 40, invite: 40 });
  });

  test('a market that wastes some of those who are brought plays no part', () => {
    expect(moneyOf({ ...referring, market: { size: 30 } }).referralValue).toBeCloseTo(5.8 + 1.16, 10);
  });

  test('it is discounted like npv', () => {
    const money = moneyOf({ ...referring, discount: 1 });
    expect(money.referralValue).toBeCloseTo(5.8 / 4 + 1.16 / 8, 10);
    expect(money.ltv).toBe(20);
  });

  test('people of several origins count by how many of them become customers in the run', () => {
    // Only those who stay refer, and organic customers never do. There is no time for a second round, so each of the
    // others adds 5.8. Customers over both rotations: 5 + 5 paid, 15 + 15 organic, and 0.2 x 5 invited.
    const [ask, buy] = referring.stages;
    const money = moneyOf({
      ...referring,
      rotations: 2,
      channels: [paid, { id: 'organic', volume: 30, conversion: { stay: 0 } }],
      stages: [ask, buy, { id: 'stay', conversion: 1, activeFor: 1 }],
      loops: [{ ...invite, from: 'stay' }],
    });
    expect(money.referralValue).toBeCloseTo((5.8 * (10 + 1)) / (10 + 30 + 1), 10);
  });
});

describe('the journey by hand', () => {
  const again: Loop = { id: 'again', type: 'repeat', from: 'member', to: 'buy', perMember: 1 };
  const travelled: Scenario = {
    rotations: 3,
    discount: 0.1,
    overhead: 100,
    market: { size: 20 },
    channels: [
      { id: 'paid', volume: 10, cost: [4, 9] },
      { id: 'organic', volume: 10 },
    ],
    stages: [
      { id: 'visit', cost: 1 },
      { id: 'buy', conversion: 0.5, revenue: 20, margin: 0.5 },
      { id: 'member', conversion: 0.4, retention: 0.5, memberCost: 0.5 },
    ],
    loops: [again],
  };

  test('visits count at the stage to which their loop leads, membership at its own', () => {
    // visit: 4 for the prospect and 1. buy: 0.5 orders and, by 0.2 and 0.1 members, 0.3 visits, each at 20 with 10 of
    // goods: 16 and 8. member: 0.2 + 0.1 + 0.05 = 0.35 members at 0.5, which is 0.175.
    const { journey, breakEvenStage } = moneyOf(travelled);
    const rows = [
      { stage: 'visit', reach: 1, cost: 5, revenue: 0, net: -5, step: -5 },
      { stage: 'buy', reach: 0.5, cost: 13, revenue: 16, net: 3, step: 8 },
      { stage: 'member', reach: 0.2, cost: 13.175, revenue: 16, net: 2.825, step: -0.175 },
    ];
    expect(journey.map(({ stage }) => stage)).toEqual(rows.map(({ stage }) => stage));
    for (const figure of ['reach', 'cost', 'revenue', 'net', 'step'] as const) {
      expectNear(
        journey.map((row) => row[figure]),
        rows.map((row) => row[figure]),
      );
    }
    expect(breakEvenStage).toBe('buy');
  });

  test('a prospect dropped on a later stage never gets to the first, yet has been paid for there', () => {
    const [first, organic] = travelled.channels ?? [];
    const { journey } = moneyOf({ ...travelled, channels: [{ ...first, to: 'buy' }, organic] });
    expect(journey[0]).toEqual({ stage: 'visit', reach: 0, cost: 4, revenue: 0, net: -4, step: -4 });
    expectNear(
      journey.map(({ reach }) => reach),
      [0, 1, 0.4],
    );
  });

  test('a stage that takes longer than the run is not reached', () => {
    const [visit, buy, member] = travelled.stages;
    const { journey } = moneyOf({ ...travelled, stages: [visit, { ...buy, delay: 2 }, { ...member, delay: 1 }] });
    expectNear(
      journey.map(({ reach }) => reach),
      [1, 0.5, 0],
    );
  });

  test('nothing breaks even that was never below 0, or that stays below', () => {
    const [visit, buy, member] = travelled.stages;
    const free = { ...travelled, channels: [paid], stages: [{ ...visit, cost: 0 }, buy, member] };
    expect(moneyOf(free).breakEvenStage).toBeNull();
    expect(moneyOf({ ...travelled, channels: [{ ...paid, cost: 50 }] }).breakEvenStage).toBeNull();
  });

  test('a net of exactly 0 breaks even', () => {
    const [visit, buy] = travelled.stages;
    const { journey, breakEvenStage } = moneyOf({ ...travelled, stages: [visit, buy], loops: [] }); // 0.5 x 10 - 5
    expect([journey[1].net, breakEvenStage]).toEqual([0, 'buy']);
  });

  test('without a channel there is none', () => {
    const { journey, breakEvenStage } = moneyOf({ ...travelled, channels: undefined });
    expect([journey, breakEvenStage]).toEqual([[], null]);
  });
});

describe('any scenario', () => {
  const priced = scenarios({ money: true });

  /**
   * Both sides add up the same products in another order: about n rounding errors of 1e-16 of the largest sum, and no
   * run here has a million terms to an amount.
   */
  function expectClose(actual: number, expected: number, size: number): void {
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * size);
  }

  function total(numbers: readonly number[]): number {
    return numbers.reduce((sum, number) => sum + number, 0);
  }

  test('profit is what revenue leaves, cash its sum, and without a discount npv is the cash at the end', () => {
    const holds = (scenario: Scenario) => {
      const { rotations, npv } = moneyOf({ ...scenario, overhead: 7, discount: 0 });
      rotations.forEach(({ revenue, cost, spend, profit, cash }, index) => {
        const before = index === 0 ? 0 : rotations[index - 1].cash;
        expect(profit).toBe(revenue - cost);
        expect(cash).toBe(before + profit);
        expect(cost).toBeGreaterThanOrEqual(spend + 7 - 1e-9 * cost);
      });
      expectClose(
        npv,
        rotations[rotations.length - 1].cash,
        total(rotations.map(({ cost, revenue }) => cost + revenue)),
      );
    };
    fc.assert(fc.property(priced, holds), { numRuns: RUNS });
  });

  test('a customer never costs less in all than in spend alone', () => {
    const holds = (scenario: Scenario) => {
      for (const { cac, mediaCac } of moneyOf({ ...scenario, overhead: 0 }).rotations) {
        expect(cac === null).toBe(mediaCac === null);
        if (cac !== null && mediaCac !== null) expect(cac).toBeGreaterThanOrEqual(mediaCac);
      }
    };
    fc.assert(fc.property(priced, holds), { numRuns: RUNS });
  });

  test('twice the prices are twice the amounts, and nothing else changes', () => {
    const holds = (drawn: Scenario) => {
      // What a budget brings with diminishing returns is a power, which rounds differently for twice the budget.
      const channels = drawn.channels?.filter(({ response }) => response === undefined);
      const scenario = { ...drawn, ...(channels && { channels }), overhead: drawn.overhead ?? 1 };
      const money = moneyOf(scenario);
      const { ltvToCac, cashBreakEven, cacPayback, breakEvenStage } = money;
      const twice = moneyOf(repriced(scenario));
      expect(twice).toMatchObject({ ltvToCac, cashBreakEven, cacPayback, breakEvenStage });
      expect(twice.rotations).toEqual(money.rotations.map(doubled));
      const { npv, ltv, referralValue } = money;
      expect(twice).toMatchObject(doubled({ npv, ltv, referralValue }));
      expect(twice.ltvByOrigin).toEqual(money.ltvByOrigin && doubled(money.ltvByOrigin));
      expect(twice.journey).toEqual(
        money.journey.map(({ stage, reach, ...amounts }) => ({ stage, reach, ...doubled(amounts) })),
      );
    };
    fc.assert(fc.property(priced, holds), { numRuns: RUNS });
  });

  function doubled<Amounts extends object>(amounts: Amounts): object {
    return Object.fromEntries(Object.entries(amounts).map(([key, value]) => [key, value === null ? null : 2 * value]));
  }

  /** Nobody is there before, the market is endless, and each channel brings people once, at no cost. */
  function startedFresh(scenario: Scenario, volumes: readonly number[], to?: string): Scenario {
    const channels = scenario.channels ?? [paid];
    return {
      ...scenario,
      market: undefined,
      overhead: 0,
      channels: channels.slice(0, volumes.length).map((channel, index) => ({
        ...channel,
        to,
        volume: [volumes[index], 0],
        budget: undefined,
        response: undefined,
        cost: 0,
      })),
      stages: scenario.stages.map((stage) => ({ ...stage, initial: 0 })),
    };
  }

  /** Everything that a run moves, discounted: the size of what rounding is measured against. */
  function turnoverOf({ rotations }: ReferenceMoney, discount = 0): number {
    return total(rotations.map(({ revenue, cost }, index) => (revenue + cost) / (1 + discount) ** (index + 1)));
  }

  test('what customers are worth, alone and by those they bring, adds up to the whole run', () => {
    const holds = (drawn: Scenario) => {
      const [first, second] = drawn.stages;
      const fresh = startedFresh(drawn, [10, 20, 30]);
      // Whoever is referred starts behind the customer stage, so that only the channels' people are customers.
      const loops = drawn.loops?.map((loop) => (loop.type === 'referral' ? { ...loop, to: second.id } : loop));
      const money = moneyOf({ ...fresh, customer: first.id, loops });
      const people = 10 * [1, 3, 6][(fresh.channels?.length ?? 0) - 1];
      const worth = (money.ltv ?? Number.NaN) + (money.referralValue ?? Number.NaN);
      expectClose(money.npv, people * worth, turnoverOf(money, valueAt(drawn.discount ?? 0, 1)));
    };
    fc.assert(fc.property(priced, holds), { numRuns: RUNS });
  });

  test('the journey of one prospect is the run of one prospect', () => {
    const holds = (drawn: Scenario) => {
      const fresh = startedFresh(drawn, [1], drawn.channels?.[0].to);
      const money = moneyOf({ ...fresh, loops: drawn.loops?.filter((loop) => loop.type !== 'referral') });
      const { rotations, journey } = money;
      const last = journey[journey.length - 1];
      expectClose(last.revenue, total(rotations.map(({ revenue }) => revenue)), turnoverOf(money));
      expectClose(last.cost, total(rotations.map(({ cost }) => cost)), turnoverOf(money));
      expectClose(last.net, total(journey.map(({ step }) => step)), turnoverOf(money) * journey.length);
      for (const { reach } of journey) expect(reach).toBeLessThanOrEqual(1 + 1e-9);
    };
    fc.assert(fc.property(priced, holds), { numRuns: RUNS });
  });

  test('without referral loops referrals add nothing', () => {
    const holds = (drawn: Scenario) => {
      const loops = drawn.loops?.filter((loop) => loop.type !== 'referral');
      const { ltv, referralValue } = moneyOf({ ...drawn, overhead: 0, loops });
      expect(referralValue).toBe(ltv === null ? null : 0);
    };
    fc.assert(fc.property(priced, holds), { numRuns: RUNS });
  });

  whenLong(() => {
    test('random scenarios between them use every key of money, and every figure is there in some', () => {
      const drawn = fc.sample(priced, { numRuns: DRAWN, seed: 1 });
      const texts = drawn.map((scenario) => JSON.stringify(scenario));
      const keys = 'cost budget revenue margin memberRevenue memberCost reward amount overhead discount customer';
      for (const key of keys.split(' ')) {
        expect(texts.filter((text) => text.includes(`"${key}":`)).length, key).toBeGreaterThan(DRAWN / 5);
      }
      const moneys = drawn.map(moneyOf);
      const figures = ['ltv', 'referralValue', 'ltvToCac', 'cacPayback', 'cashBreakEven', 'breakEvenStage'] as const;
      for (const figure of figures) {
        expect(moneys.filter((money) => money[figure]).length, figure).toBeGreaterThan(DRAWN / 20);
      }
    });
  });
});
