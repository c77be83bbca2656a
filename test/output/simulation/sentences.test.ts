import { describe, expect, test } from 'vitest';
import { insightInto } from '../../../src/analysis/explanation.ts';
import { runWith, simulate } from '../../../src/analysis/simulate.ts';
import { readScenario } from '../../../src/index.ts';
import type { Switch } from '../../../src/model/plan/active-levers.ts';
import { remarksOn } from '../../../src/output/simulation/sentences.ts';
import type { View } from '../../../src/output/simulation/views.ts';
import { fileWith, worked } from '../../cli/example.ts';

const [loop] = worked.loops;
const [engage, acquire, nurture, advocate] = worked.stages;

/** All sentences under the table of the worked example with these changes. */
function remarks(changes: Record<string, unknown> = {}, on: readonly Switch[] = [], view: View = 'rotations'): string {
  const scenario = readScenario(fileWith(changes));
  const simulation = simulate(scenario, { with: on });
  return remarksOn(scenario, simulation, insightInto(scenario, on, runWith(scenario, on)), view).join('\n');
}

const staying = (keys: Record<string, unknown>) => ({ stages: [engage, acquire, nurture, { ...advocate, ...keys }] });

test('says what the loop brought, in the last rotation and in all', () => {
  expect(remarks()).toContain(
    '47 more in rotation 5 than without referrals, 112 over all five. 32% of rotation 5 came by referral.',
  );
});

// every advocate brings a third of a prospect, 100 x 0.10125 / 3 = 3.375 in rotation 2; then 3.375 x (2 + 0.03375) = 6.86 in 3
test('says so for any number of rotations, and for dates', () => {
  const few = { loops: [{ ...loop, perMember: '1/3' }] };
  expect(remarks({ ...few, rotations: 2 })).toContain('3 more in rotation 2 than without referrals, 3 over both.');
  expect(remarks({ ...few, rotations: 20 })).toMatch(/ in rotation 20 than without referrals, \d+ over all 20\./);
  expect(remarks({ ...few, rotations: 3, period: 'month', start: '2027-11' })).toContain(
    '7 more in Jan 2028 than without referrals, 10 over all three. 6.4% of Jan 2028 came by referral.',
  );
  expect(remarks({ ...few, rotations: 1 })).toContain('0 more in rotation 1 than without referrals.');
});

test('names the link where one more point adds most, and what it adds', () => {
  expect(remarks()).toContain(
    'Smooth: yes. One more point at Acquire (30% -> 31%) adds most: 2 more at Engage in rotation 5.',
  );
});

test('says it of cash where there is money, by labels, and where more people only cost', () => {
  const paid = [{ id: 'paid', volume: 100, cost: 2 }];
  const buying = [engage, { ...acquire, label: 'First order', revenue: 900 }, nurture, advocate];
  const last = remarks({ stages: buying, channels: paid, loops: [], rotations: 2, currency: 'EUR' });
  // A point of 100 prospects, twice, at 900 each.
  expect(last).toContain('One more point at First order (30% -> 31%) adds most: EUR 1,800 of cash by rotation 2.');
  const costly = [engage, { ...acquire, cost: 1 }, { ...nurture, cost: 1 }, { ...advocate, cost: 1 }];
  expect(remarks({ stages: costly, channels: paid, loops: [], rotations: 1 })).toContain(
    'One more point of conversion costs cash wherever it is; at Advocate (45% -> 46%) least: 0.23 by rotation 1.',
  );
  const proof = { id: 'praise', type: 'proof', from: 'advocate', to: 'acquire', ceiling: 0.5, half: 100 };
  expect(remarks({ loops: [loop, proof], rotations: 2 })).toMatch(/One more point at Acquire \([\d.]+%\) adds most/);
});

// members who stay for good, against 90%: 100, then + 0.10125 of all who ever came and are left: 41.0 in rotation 5
test('says when advocates never leave, and what is left of the gain when one in ten does', () => {
  let members = 0;
  let gain = 0;
  for (let t = 1; t <= 5; t++) {
    gain = members;
    members = 0.9 * members + 0.10125 * (100 + gain);
  }
  expect(Math.round(gain)).toBe(41);
  expect(remarks()).toMatch(/Advocate never leave in this scenario.* 90% .*\b41\b/);
});

// each person brings 0.10125 / (1 - 0.5) = 0.2025 more in a lifetime: 100 / (1 - 0.2025) = 125.4
test('says where a wheel settles whose members leave', () => {
  expect(remarks(staying({ retention: 0.5 }))).toContain('settles at 125');
  expect(remarks(staying({ retention: [1, 0.5] }))).toMatch(/If the numbers of rotation 5 last, it settles at 125/);
});

// 0.10125 / (1 - 0.95) = 2.025 in a lifetime; the factor x solves 0.10125 / (x - 0.95) = 1: 1.05125
test('says that a wheel multiplies whose members bring more than one each', () => {
  expect(remarks(staying({ retention: 0.95 }))).toMatch(/2\.025 more.*never settles.*1\.051 a rotation/);
});

test('says that nobody brings anyone where there is no referral', () => {
  expect(remarks({ loops: [] })).toMatch(/^Nobody brings anyone in this scenario/);
  expect(remarks({ loops: [] })).not.toContain('more in rotation');
});

// 100 in each of five rotations, of 5,000: 100 + 98 + 96.04 + 94.1192 + 92.236816 = 480.4
test('says how much of a market has been reached', () => {
  expect(remarks({ market: { size: 5000 }, loops: [{ ...loop, perMember: 0 }] })).toContain('480 of the 5,000 people');
});

test('the referred share and what a customer takes, from the first rotation to the last', () => {
  // 47.0766 of 147.0766 are referred. 100 prospects for 30 customers; in the end for 44.1230.
  expect(remarks()).toContain('Easier: yes, the referred share rose from 0% in rotation 1 to 32% in rotation 5.');
  expect(remarks()).toContain(
    'More efficient: yes, the number of prospects bought per customer fell from 3.333 in rotation 1 to 2.266 in rotation 5.',
  );
});

test('a sentence begins with a capital when nearly all came by referral', () => {
  // 1 prospect, and 5,000 brought by each of 0.10125 members: 1, 507, ...
  expect(
    remarks({ rotations: 3, channels: [{ id: 'paid', volume: 1 }], loops: [{ ...loop, perMember: 5000 }] }),
  ).toMatch(/ over all three\. More than 99\.9% of rotation 3 came by referral\.$/m);
});

describe('a rule that breaks says where and why', () => {
  const rising = { channels: [{ id: 'paid', volume: [100, 100, 300] }], rotations: 3 };

  test('the share falls as more arrive from channels: 10.125 of 110.125, then 21.275 of 321.275', () => {
    expect(remarks(rising)).toContain(
      'Easier: no, the referred share rose from 0% in rotation 1 to 6.6% in rotation 3; it first fell in rotation 3, from 9.2% to 6.6%, because arrivals from channels rose from 100 to 300 while referred arrivals rose from 10 to 21.',
    );
  });

  test('the share falls as fewer are referred, and smooth as nobody is in the end', () => {
    const stopping = remarks({ loops: [{ ...loop, perMember: [1, 1, 1, 0] }] });
    expect(stopping).toContain('Smooth: no, no member brings anyone in rotation 5.');
    expect(stopping).toContain(
      'Easier: no, the referred share is 0% in rotation 1 and in rotation 5; it first fell in rotation 4, from 17.5% to 0%, because referred arrivals fell from 21 to 0 while arrivals from channels stayed at 100.',
    );
  });

  test('a customer takes more bought prospects: 110 for 33 against 300 more', () => {
    // The 300 bought and 21.275 referred make 96.3825 customers, less for a bought prospect than before.
    expect(remarks(rising)).toContain(
      'it first rose in rotation 3, from 3.027 to 3.113, because bought prospects rose from 100 to 300 while customers rose from 33 to 96.',
    );
  });

  test.each([
    // spend 200, 200, 260; customers 30, 33.0375 and then more: 6.67, 6.05, 7.15
    [
      { channels: [{ id: 'paid', volume: 100, cost: [2, 2, 2.6] }] },
      'from 6.05 to 7.15',
      'spend rose from 200.00 to 260.00 while customers rose from 33 to 36',
    ],
    // visits cost 0, 0, 110 beside the spend of 200: 200 / 33.0375, then (200 + 1 x 121.275) / 36.38
    [
      {
        channels: [{ id: 'paid', volume: 100, cost: 2 }],
        stages: [{ ...engage, cost: [0, 0, 1] }, acquire, nurture, advocate],
      },
      'from 6.05 to 8.83',
      'the cost of the stages before rose from 0.00 to 121.28 while customers rose from 33 to 36',
    ],
    // half as many buy in rotation 3
    [
      {
        channels: [{ id: 'paid', volume: 100, cost: 2 }],
        stages: [engage, { ...acquire, conversion: [0.3, 0.3, 0.15] }, nurture, advocate],
      },
      'from 6.05 to 10.99',
      'customers fell from 33 to 18',
    ],
  ])('cost per customer, %j', (changes, step, why) => {
    expect(remarks({ rotations: 3, ...changes })).toContain(`it first rose in rotation 3, ${step}, because ${why}.`);
  });

  // 100 bought for 200, 201 and 200 make 30 customers: 6.6667, 6.70, 6.6667; less than one percent is one line.
  test('in a few words where it is as good as kept', () => {
    const flat = { loops: [], rotations: 3, channels: [{ id: 'paid', volume: 100, cost: [2, 2.01, 2] }] };
    expect(remarks(flat)).toContain(
      'More efficient: no, but the cost of a customer never rose by more than 0.5%, from 6.67 in rotation 1 to 6.70 in rotation 2.',
    );
    const worse = { ...flat, channels: [{ id: 'paid', volume: 100, cost: [2, 2.01, 2.03] }] };
    expect(remarks(worse)).toContain('it first rose in rotation 2, from 6.67 to 6.70, because');
  });

  test('a lever that costs more than it brings', () => {
    const levers = [{ id: 'event', setup: 500 }];
    const on = remarks({ levers, channels: [{ id: 'paid', volume: 100, cost: 2 }] }, [{ lever: 'event', from: 3 }]);
    expect(on).toContain('because the cost of levers rose from 0.00 to 500.00 while customers rose from 33 to 36.');
    expect(on).toContain('The effects of levers are assumptions of this scenario, not findings.');
    expect(remarks({ levers })).not.toContain('effects of levers');
    expect(remarks({ levers })).toContain('To try with --with: event.');
    expect(on).not.toContain('To try');
  });

  test('nobody gets past a link of 0, and nobody is referred', () => {
    const stuck = remarks({ stages: [engage, { ...acquire, conversion: 0 }, nurture, advocate] });
    expect(stuck).toContain(
      'Smooth: no, nobody goes on from Engage to Acquire. One more point at Acquire (0% -> 1%) adds most: 1 more at Engage',
    );
    expect(stuck).toContain('Easier: no, nobody is referred in the end.');
    expect(stuck).toContain('More efficient: yes, though nobody becomes a customer.');
  });
});

describe('what a customer is worth', () => {
  const shop = (changes: Record<string, unknown> = {}) => ({
    currency: 'EUR',
    channels: [{ id: 'paid', volume: 100, cost: 3 }],
    stages: [engage, { ...acquire, revenue: 20, margin: 0.5 }, nurture, advocate],
    period: 'month',
    ...changes,
  });

  test('is named with its horizon and beside what it cost', () => {
    // 500 prospects' 1,500 for 183.6 customers: 8.17; each worth 10 at once: 1.2 times that.
    expect(remarks(shop())).toContain(
      "LTV over 5 months is EUR 10.00; winning a customer cost EUR 8.17 on average (LTV is 1.2 times that), paid back in the customer's month 1.",
    );
    expect(remarks(shop({ channels: [{ id: 'paid', volume: 100, cost: 5 }] }))).toContain(
      'not paid back within 5 months',
    );
    expect(remarks(shop({ channels: [] }))).toContain('Nobody becomes a customer within 5 months: no LTV and no CAC.');
    expect(remarks()).not.toContain('LTV');
  });

  test('under --view money: profit, when cash turns, worth by origin, what referrals add', () => {
    const money = remarks(shop({ overhead: 10, discount: 0.01 }), [], 'money');
    // rotation 1 earns 300 - 300 - 10 = -10, rotation 2 330.375 - 310
    expect(money).toMatch(
      /Profit over 5 months is EUR \d+\.\d\d, worth EUR \d+\.\d\d today at a discount of 1% a month; cash stays at 0 or above from month 2 on\./,
    );
    expect(money).not.toContain('by origin');
    const apart = shop({ loops: [{ ...loop, conversion: { acquire: 0.6 } }], customer: 'engage' });
    // A customer is who engages here: 0.3 of the paid and 0.6 of the referred buy for 10.
    expect(remarks(apart, [], 'money')).toContain(
      'LTV over 5 months by origin: Paid EUR 3.00, Word of mouth EUR 6.00.',
    );
    expect(money).toMatch(/The people whom a customer brings add EUR \d+\.\d\d over 5 months\./);
    expect(remarks(shop({ overhead: 1000 }), [], 'money')).toContain('cash is below 0 at the end');
    expect(remarks(shop(), [], 'money')).toContain('cash is never below 0');
  });

  test('under --view journey: who is followed and where they pay', () => {
    // 3 for the prospect, of whom 0.3 buy for 10: they just pay at acquire.
    expect(remarks(shop(), [], 'journey')).toContain('The prospect has paid for themselves by Acquire.');
    expect(remarks(shop(), [], 'journey')).toContain(
      'One prospect from Paid, followed for 5 months without whom they bring;',
    );
    expect(remarks(shop({ channels: [{ id: 'paid', volume: 1, cost: 4 }] }), [], 'journey')).toContain(
      'does not pay for themselves',
    );
    expect(remarks(shop({ channels: [{ id: 'paid', volume: 1 }] }), [], 'journey')).toContain(
      'never costs more than they have brought in',
    );
    expect(remarks(shop({ channels: [] }), [], 'journey')).toContain(
      'There is no channel, so there is no prospect to follow.',
    );
  });

  test('in a market, what follows one person says that it leaves the market out', () => {
    const market = { market: { size: 100_000 } };
    expect(remarks(shop(market), [], 'money')).toMatch(
      /add EUR \d+\.\d\d over 5 months, as if the market had no end\./,
    );
    expect(remarks(shop(market), [], 'journey')).toContain('without whom they bring, as if the market had no end;');
    expect(remarks(shop(), [], 'journey')).not.toContain('market');
  });

  test('those whom a customer brings may cost more than they bring in', () => {
    const dear = shop({ loops: [{ ...loop, cost: 50 }] });
    expect(remarks(dear, [], 'money')).toMatch(/The people whom a customer brings cost EUR \d+\.\d\d over/);
  });

  test('the journey says which stage makes the most, repeat visits included', () => {
    const again = { id: 'again', type: 'repeat', from: 'advocate', to: 'acquire', perMember: 0.2 };
    const journey = remarks(shop({ loops: [loop, again] }), [], 'journey');
    // 0.3 buy for 10, and 0.10125 members come back 0.2 times in each of four months: 3 + 0.81
    expect(journey).toContain('The largest step is at Acquire: EUR 3.81.');
  });

  test('without money both views say so', () => {
    for (const view of ['money', 'journey'] as const) {
      expect(remarks({}, [], view)).toContain('There is no money in this scenario');
    }
  });
});

describe('sentences and figures agree where a balance is nothing but rounding', () => {
  // 3 x 0.1 for prospects, 1 of whom buys for 0.3: nothing, or 5e-17 less. Then 10.
  test('cash', () => {
    const cash = remarks(
      {
        rotations: 3,
        channels: [{ id: 'paid', volume: 3, cost: 0.1 }],
        stages: [engage, { ...acquire, conversion: '1/3', revenue: [0.3, 10] }],
        loops: [],
      },
      [],
      'money',
    );
    expect(cash).toContain('Profit over 3 rotations is 19.40; cash is never below 0.');
  });

  // 0.1 for the prospect and 0.2 for the visit, which earns 0.3
  test('the journey', () => {
    const journey = remarks(
      {
        channels: [{ id: 'paid', volume: 1, cost: 0.1 }],
        stages: [
          { ...engage, cost: 0.2, revenue: 0.3 },
          { ...acquire, conversion: 1, revenue: 10 },
        ],
        loops: [],
      },
      [],
      'journey',
    );
    expect(journey).toContain('The prospect never costs more than they have brought in.');
  });
});

test('says when referrals have come to an end', () => {
  expect(remarks({ loops: [{ ...loop, perMember: [1, 1, 0] }] })).toContain(
    'By rotation 5 nobody brings anyone any more.',
  );
});

test('counts that round to the same number rose or fell a little', () => {
  // 3 customers, then 2.9, which is 3.4% less
  const little = remarks({
    rotations: 2,
    loops: [],
    channels: [{ id: 'paid', volume: 10 }],
    stages: [engage, { ...acquire, conversion: [0.3, 0.29] }],
  });
  expect(little).toContain('because customers fell a little from 3.');
});
