import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Sampling } from '../../../src/analysis/chance/estimate.ts';
import { type Actual, readActuals } from '../../../src/commands/track/reading/actuals.ts';
import { mostUnusual, newsIn } from '../../../src/commands/track/significance.ts';
import { track } from '../../../src/commands/track/track.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { sized } from '../../cases.ts';
import { worked } from '../../cli/example.ts';
import { drawn, sampling } from './drawn-wheels.ts';
import { mostOf, newsAmong } from './news-rate.ts';
import { holdsOn } from './verdict-and-tail.ts';

const tracked = (scenario: Scenario, actuals: readonly Actual[], runs: number | null = null) =>
  track(scenario, actuals, { switches: [], runs, seed: '1' }, sampling);

const trackedCsv = (scenario: Scenario, csv: string, runs: number | null = null) =>
  tracked(scenario, readActuals(csv, 'a.csv', scenario).actuals, runs);

const bundled = (name: string): Scenario =>
  readScenario(readFileSync(fileURLToPath(new URL(`../../../scenarios/${name}.json`, import.meta.url)), 'utf8'));

/** The probability of exactly k of n. */
function binomial(n: number, p: number, k: number): number {
  let value = (1 - p) ** n;
  for (let i = 1; i <= k; i++) value *= ((n - i + 1) / i) * (p / (1 - p));
  return value;
}

const summed = (from: number, to: number): number =>
  Array.from({ length: to - from + 1 }, (_, i) => binomial(100, 0.3, from + i)).reduce((a, b) => a + b, 0);

describe('how unusual a value is', () => {
  // A hundred prospects a rotation, 30 % of whom are acquired: Binomial(100, 0.3), whatever the rotation.
  const simple: Scenario = {
    rotations: 4,
    channels: [{ id: 'paid', volume: 100 }],
    stages: [{ id: 'engage' }, { id: 'acquire', conversion: 0.3 }],
  };
  // The smallest values that 5 and 95 % stay at or below: P(X <= 22) = 0.048 < 0.05 <= P(X <= 23), and so on.
  const band = { p5: 23, p95: 38 };

  test('is the binomial tail on its side, and on the rarer one inside', async () => {
    const { method, comparisons, expectedOutside } = await trackedCsv(
      simple,
      'rotation,acquire\n1,45\n2,20\n3,33\n4,23\n',
    );
    expect(method).toBe('exact');
    expect(summed(0, 22)).toBeLessThan(0.05);
    expect(summed(0, 23)).toBeGreaterThan(0.05);
    expect(summed(0, 37)).toBeLessThan(0.95);
    expect(summed(0, 38)).toBeGreaterThan(0.95);
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(['above', 'below', 'inside', 'inside']);
    const tails = [summed(45, 100), summed(0, 20), summed(33, 100), summed(0, 23)];
    for (const [i, one] of comparisons.entries()) {
      expect(one.band).toMatchObject(band);
      expect(one.plan).toBeCloseTo(30, 9);
      expect(one.tail).toBeCloseTo(tails[i], 10);
    }
    expect(expectedOutside).toBeCloseTo(4 * (summed(0, 22) + summed(39, 100)), 10);
  });

  test('comes from runs within four standard errors where runs are asked for', async () => {
    const { method, runs, comparisons, expectedOutside } = await trackedCsv(
      simple,
      'rotation,acquire\n1,40\n2,23\n',
      10_000,
    );
    expect({ method, runs }).toEqual({ method: 'monte-carlo', runs: 10_000 });
    const error = (p: number): number => Math.sqrt((p * (1 - p)) / 10_000);
    expect(comparisons[0].verdict).toBe('above');
    expect(Math.abs(comparisons[0].tail - summed(40, 100))).toBeLessThan(4 * error(summed(40, 100)));
    expect(Math.abs(comparisons[1].tail - summed(0, 23))).toBeLessThan(4 * error(summed(0, 23)));
    // Both rotations are of the same runs but independent; their errors add up at most. The bounds of the band are those
    // of the runs, which may be one off where a level falls near a step: no step is higher than 0.025 here.
    const outside = summed(0, 22) + summed(39, 100);
    expect(Math.abs(expectedOutside - 2 * outside)).toBeLessThan(8 * error(outside) + 2 * 0.025);
  });

  test('takes the runs of one drawing only', async () => {
    let drawings = 0;
    const counting: Sampling = async (job) => {
      // What the rest comes to is drawn from what happened.
      if (!job.past) drawings++;
      return sampling(job);
    };
    const actuals = readActuals('rotation,acquire\n1,40\n2,20\n', 'a.csv', simple).actuals;
    const { expectedOutside } = await track(simple, actuals, { switches: [], runs: 2000, seed: '1' }, counting);
    expect(drawings).toBe(1);
    // Two values, each outside in 5 % of the runs on either side or fewer.
    expect(expectedOutside).toBeGreaterThan(0.1);
    expect(expectedOutside).toBeLessThanOrEqual(0.2);
  });

  test('draws no rotation after the last that is asked for, and keeps the customer of the whole wheel', async () => {
    const drawnOf: Scenario[] = [];
    const watching: Sampling = async (job) => {
      drawnOf.push(job.scenario);
      return sampling(job);
    };
    // What is engaged earns something, but only in the last rotation: until then it is that stage all the same.
    const earning = {
      ...simple,
      rotations: 9000,
      channels: [{ id: 'paid', volume: 100, cost: 1 }],
      stages: [{ id: 'engage', revenue: { start: 0, step: 1 } }, ...simple.stages.slice(1)],
    };
    const actuals = readActuals('rotation,cac\n1,1\n', 'a.csv', earning).actuals;
    const { comparisons } = await track(earning, actuals, { switches: [], runs: 10, seed: '1' }, watching);
    expect(drawnOf.map(({ rotations, customer }) => [rotations, customer])).toEqual([[1, 'engage']]);
    expect(comparisons[0].plan).toBe(1);
  });

  test('what nothing is left to chance in is inside when it is as planned, and no news when it is not', async () => {
    const asPlanned = await trackedCsv(simple, 'rotation,engage\n1,100\n');
    expect(asPlanned).toMatchObject({ expectedOutside: 0, comparisons: [{ verdict: 'inside', tail: 1 }] });
    const not = await trackedCsv(simple, 'rotation,engage\n1,101\n');
    expect(not).toMatchObject({ expectedOutside: 0, comparisons: [{ verdict: 'above', tail: 0 }] });
    expect(newsIn(not)).toBe('none');
    expect(not.notes).toEqual([
      'What differs where the plan leaves nothing to chance is no news by itself.',
      'Real traffic varies: give the channel "arrival": "poisson" or an uncertain volume, or add --spread 10%.',
    ]);
    expect(asPlanned.notes).toEqual([]);
  });

  test('of nobody, volumes are not to blame', async () => {
    const { notes } = await trackedCsv(simple, 'rotation,referred\n1,3\n');
    expect(notes).toEqual(['What differs where the plan leaves nothing to chance is no news by itself.']);
  });

  test('volumes that only round up or down leave nothing to chance either: 6,733.4 visits, and what they cost', async () => {
    const visits: Scenario = {
      ...simple,
      rotations: 2,
      channels: [{ id: 'paid', volume: 6733.4, cost: 0.5 }],
    };
    const { comparisons, expectedOutside } = await trackedCsv(
      visits,
      'rotation,engage,engage.paid,spend,acquire\n1,6800,6800,3400,2100\n2,6733,6734,3366.5,2000\n',
      500,
    );
    expect(comparisons.map(({ certain }) => certain)).toEqual([true, true, true, false, true, true, true, false]);
    expect(comparisons.slice(0, 3).map(({ verdict }) => verdict)).toEqual(['above', 'above', 'above']);
    expect(comparisons.slice(4, 7).map(({ verdict }) => verdict)).toEqual(['inside', 'inside', 'inside']);
    // Of the two that are left to chance, each outside in 5 % of the runs on either side or fewer.
    expect(expectedOutside).toBeLessThanOrEqual(0.2);
  });

  test('a fixed volume with some referrals on top is no news where Poisson arrivals bring as much', async () => {
    // 6,500 and about 237 more in rotation 4; a Poisson number of them has a deviation of 82, and referrals one of 18.
    const visits: Scenario = {
      rotations: 4,
      channels: [{ id: 'ads', volume: 6500 }],
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.03 }],
      loops: [{ id: 'wom', type: 'referral', from: 'buy', to: 'visit', perMember: 0.4 }],
    };
    const some = await trackedCsv(visits, 'rotation,visit\n4,6820\n');
    expect(some.comparisons[0]).toMatchObject({ verdict: 'above', certain: false });
    expect(some.comparisons[0].tail).toBeLessThan(1e-4);
    expect(some.comparisons[0].loose).toBeGreaterThan(0.1);
    expect(newsIn(some)).toBe('fixed');
    expect(some.notes).toEqual([expect.stringMatching(/^Real traffic varies: /)]);
    const many = await trackedCsv(visits, 'rotation,visit\n4,7800\n');
    expect(newsIn(many)).toBe('news');
    expect(many.notes).toEqual([]);
    // What people do later varies by itself, and stays judged.
    const later = await trackedCsv(visits, 'rotation,buy\n1,300\n');
    expect(later.comparisons[0].loose).toBeNull();
    expect(newsIn(later)).toBe('news');
  });

  test('what is certain and as planned does not count among the values that chance had a go at', async () => {
    // P(X >= 42) is 0.0072 for Binomial(100, 0.3): news for one value (x 2 < 0.05), not for five.
    expect(summed(42, 100)).toBeGreaterThan(0.005);
    expect(summed(42, 100)).toBeLessThan(0.025);
    const columns = await trackedCsv(simple, 'rotation,engage,acquire\n1,100,\n2,100,\n3,100,\n4,100,42\n');
    expect(columns.comparisons.map(({ certain }) => certain)).toEqual([true, true, true, true, false]);
    expect(newsIn(columns)).toBe('news');
    const uncertain = await trackedCsv(simple, 'rotation,acquire\n1,30\n2,30\n3,30\n4,42\n');
    expect(newsIn(uncertain)).not.toBe('news');
  });

  test('money that is always the same is certain from runs, too, and no news', async () => {
    const paid: Scenario = { ...simple, rotations: 40, channels: [{ id: 'paid', volume: 100, cost: 0.1 }] };
    const rows = (spend: number) =>
      Array.from({ length: 40 }, (_, t) => `${t + 1},30,0,${t === 39 ? spend : 10}\n`).join('');
    const asPlanned = await trackedCsv(paid, `rotation,acquire,gain,spend\n${rows(10)}`, 1000);
    expect(asPlanned.comparisons.filter(({ certain }) => certain)).toHaveLength(80);
    expect(newsIn(asPlanned)).toBe('none');
    const not = await trackedCsv(paid, `rotation,acquire,gain,spend\n${rows(11)}`, 1000);
    expect(not.comparisons.at(-1)).toMatchObject({ verdict: 'above', tail: 1 / 1001, certain: true });
    expect(newsIn(not)).toBe('none');
  });

  test('rounding makes nobody too many', async () => {
    // 100 x 1.1 is 110.00000000000001 in floating point, and 110 people come
    const growing: Scenario = { ...simple, channels: [{ id: 'paid', volume: { start: 100, growth: 0.1 } }] };
    const { comparisons } = await trackedCsv(growing, `rotation,engage\n2,${100 * 1.1}\n`);
    expect(comparisons[0]).toMatchObject({ verdict: 'inside', tail: 1, plan: 100 * 1.1 });
  });

  test('what has no value is said, and not compared', async () => {
    const { comparisons, runs, notes } = await trackedCsv(simple, 'rotation,acquire,cac,revenue\n1,30,5,\n2,31,6,7\n');
    expect(comparisons).toHaveLength(2);
    expect(runs).toBeNull();
    expect(notes).toEqual([
      'cac has no value in this scenario, and is not compared.',
      'revenue has no value in this scenario, and is not compared.',
    ]);
    await expect(trackedCsv(simple, 'rotation,cac\n1,5\n')).rejects.toThrow(/nothing to compare: cac has no value/);
  });

  test('more than 20,000 values are refused', async () => {
    const long = { ...simple, rotations: 10_000 };
    const [wheel] = drawn({ ...simple, rotations: 1 }, ['engage'], 1, '1');
    const actuals = Array.from({ length: 20_001 }, () => wheel[0]);
    await expect(tracked(long, actuals)).rejects.toThrow(/up to 20,000 values/);
  });
});

describe('wheels that run to plan', () => {
  const names = ['engage', 'acquire', 'nurture', 'advocate', 'active.advocate', 'referred', 'advocate.word-of-mouth'];

  test('are outside as often as it says that they would be', async () => {
    const wheels = drawn(worked, names, sized(100, 400), 'to plan');
    // One value of each wheel, so that the values are independent: the number outside has the variance sum p (1 - p).
    let [outside, expected, variance] = [0, 0, 0];
    for (const [r, wheel] of wheels.entries()) {
      const { comparisons, expectedOutside } = await tracked(worked, [wheel[r % wheel.length]]);
      if (comparisons[0].verdict !== 'inside') outside++;
      expected += expectedOutside;
      variance += expectedOutside * (1 - expectedOutside);
    }
    expect(expected / wheels.length).toBeLessThan(0.1);
    expect(expected / wheels.length).toBeGreaterThan(0.04);
    expect(Math.abs(outside - expected)).toBeLessThan(4 * Math.sqrt(variance));
  });

  test('are taken for news once in twenty times or less', async () => {
    const wheels = drawn(worked, names, sized(30, 100), 'no news');
    let news = 0;
    for (const wheel of wheels) if (newsIn(await tracked(worked, wheel)) === 'news') news++;
    expect(news).toBeLessThanOrEqual(mostOf(wheels.length, 0.05));
  });

  test('with amounts and ratios are outside in about one of ten', async () => {
    const shop = { ...bundled('shop-flywheel'), rotations: 3 };
    const [wheel] = drawn(shop, ['profit', 'cash', 'cac', 'engage'], 1, 'shop');
    const { expectedOutside, comparisons } = await tracked(shop, wheel, 4000);
    // Amounts hardly ever come twice, so that 5 % lie on either side, but for one run of 4,000 at each end of the band.
    const amounts = comparisons.filter(({ actual }) => ['profit', 'cash'].includes(actual.name));
    const { expectedOutside: ofAmounts } = await tracked(
      shop,
      amounts.map(({ actual }) => actual),
      4000,
    );
    expect(amounts).toHaveLength(6);
    expect(ofAmounts).toBeGreaterThan(0.5);
    expect(ofAmounts).toBeLessThanOrEqual(0.6);
    expect(expectedOutside).toBeGreaterThan(ofAmounts);
  });
});

test('fewer than 5 % of wheels that run to plan are news among 24 values from 1,000 runs', async () => {
  expect(await newsAmong(40, 24, 1000)).toBeLessThanOrEqual(mostOf(40, 0.05));
});

test('fixed volumes are no news where traffic is Poisson, however many rotations are looked at', async () => {
  const plan: Scenario = {
    rotations: 8,
    channels: [{ id: 'ads', volume: 300 }],
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.1 }],
    loops: [{ id: 'wom', type: 'referral', from: 'buy', to: 'visit', perMember: 0.4 }],
  };
  const varying: Scenario = { ...plan, channels: [{ id: 'ads', volume: 300, arrival: 'poisson' }] };
  let news = 0;
  for (const wheel of drawn(varying, ['visit'], 20, 'to plan'))
    if (newsIn(await tracked(plan, wheel)) === 'news') news++;
  expect(news).toBeLessThanOrEqual(mostOf(20, 0.05));
});

test('verdict and tail never contradict each other, on random scenarios', () => holdsOn(1));

describe('a wheel that does not run to plan', () => {
  test('with twice the referrals is called out by rotation 4, and mostly for news, whatever its luck', async () => {
    // Of 20,000 such wheels 99.1 % are above the band of engage in rotation 2, 3 or 4.
    const doubled: Scenario = { ...worked, rotations: 4, loops: [{ ...worked.loops[0], perMember: 2 }] };
    let news = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const [wheel] = drawn(doubled, ['engage'], 1, `doubled ${seed}`);
      const tracking = await tracked(worked, wheel);
      expect(mostUnusual(tracking), `seed ${seed}`).toMatchObject({ verdict: 'above' });
      if (newsIn(tracking) === 'news') news++;
    }
    expect(news).toBeGreaterThanOrEqual(15);
  });
});
