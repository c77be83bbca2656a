import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Chance, chanceOfScenario } from '../../../src/analysis/chance/chance.ts';
import type { Sampling } from '../../../src/analysis/chance/estimate.ts';
import type { SamplingJob } from '../../../src/analysis/chance/sampler.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import type { Switch } from '../../../src/model/plan/active-levers.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { sized, whenLong } from '../../cases.ts';
import { onThreads } from './threads.ts';

interface Asking {
  readonly goals?: readonly string[];
  readonly runs?: number | null;
  readonly seed?: string;
  readonly switches?: readonly Switch[];
  readonly threads?: number;
}

const chance = (scenario: Scenario, { goals = [], runs = null, seed = '1', switches = [], threads = 1 }: Asking = {}) =>
  chanceOfScenario(scenario, goals, { switches, runs, seed }, onThreads(threads));

const bundled = (name: string): Scenario =>
  readScenario(readFileSync(fileURLToPath(new URL(`../../../scenarios/${name}.json`, import.meta.url)), 'utf8'));

const worked = bundled('hundred-per-cycle');

describe('the worked example', () => {
  test('has the exact bands of the documentation', async () => {
    const { method, runs, bands, goals } = await chance(worked, { goals: ['gain@5 at least 47'] });
    expect({ method, runs }).toEqual({ method: 'exact', runs: null });
    expect(bands[4].engage).toMatchObject({ p5: 135, p50: 147, p95: 160, method: 'exact' });
    expect(bands[4].engage.mean).toBeCloseTo(147.07664, 5);
    expect(bands[4].engage.sd).toBeCloseTo(7.51711, 5);
    expect(goals).toEqual([
      { goal: 'gain@5 at least 47', probability: expect.closeTo(0.5185, 4), method: 'exact', standardError: null },
    ]);
    const twelve = await chance({ ...worked, rotations: 12 });
    expect(twelve.bands[11].engage).toMatchObject({ p5: 255, p50: 288, p95: 325 });
    expect(twelve.bands[11].engage.mean).toBeCloseTo(288.8984, 5);
    expect(twelve.bands[11].engage.sd).toBeCloseTo(21.10392, 5);
  });

  whenLong(() => {
    test('from 100,000 runs comes within the standard error that is stated', async () => {
      const { method, runs, bands, goals } = await chance(worked, { goals: ['gain@5 at least 47'], runs: 100_000 });
      expect({ method, runs }).toEqual({ method: 'monte-carlo', runs: 100_000 });
      const [{ probability, standardError }] = goals;
      expect(standardError).toBeCloseTo(Math.sqrt((0.5185 * 0.4815) / 1e5), 5);
      expect(Math.abs(probability - 0.5185066) / (standardError ?? 0)).toBeLessThan(3);
      expect(Math.abs(bands[4].engage.mean - 147.07664)).toBeLessThan((3 * 7.51711) / Math.sqrt(1e5));
      expect(bands[4].engage).toMatchObject({ p5: 135, p50: 147, p95: 160, method: 'monte-carlo' });
    });
  });
});

describe('runs', () => {
  const shop = { ...bundled('shop-flywheel'), rotations: sized(2, 3) };
  const asking = {
    goals: ['cash above 0', 'cac@2 below 13', 'engage.word-of-mouth at least 60'],
    runs: sized(3456, 23_456),
  };

  test('give the same to the last bit on any number of threads', async () => {
    const once = await chance(shop, asking);
    for (const threads of sized([3], [2, 3])) expect(await chance(shop, { ...asking, threads })).toEqual(once);
    expect(await chance(shop, { ...asking, seed: '2' })).not.toEqual(once);
  });

  test('have means within their standard errors of expected values, amounts too', async () => {
    const runs = sized(4000, 40_000);
    const { bands } = await chance(shop, { runs });
    const { rotations } = simulate(shop);
    for (const [t, row] of rotations.entries()) {
      const expected = {
        ...row,
        ...Object.fromEntries(Object.entries(row.stages).map(([id, { arrivals }]) => [id, arrivals])),
      };
      for (const name of ['engage', 'acquire', 'advocate', 'referred', 'revenue', 'cost', 'profit', 'cash'] as const) {
        const { mean, sd } = bands[t][name];
        // Eight figures in three rotations, and six standard errors: wrong by bad luck once in 20 million suites.
        expect(Math.abs(mean - Number(expected[name as 'referred']))).toBeLessThanOrEqual(
          (6 * (sd ?? NaN)) / Math.sqrt(runs) + 1e-9,
        );
      }
    }
  });

  test('are made only for what has no exact answer', async () => {
    const jobs: SamplingJob[] = [];
    const listening: Sampling = (job) => {
      jobs.push(job);
      return onThreads(1)(job);
    };
    const options = { switches: [], runs: null, seed: '1' };
    await chanceOfScenario(shop, ['engage above 3000', 'cash above 0'], options, listening);
    expect(jobs).toHaveLength(1);
    expect(jobs[0].goals).toEqual(['cash above 0']);
    expect(new Set(jobs[0].metrics.map((name) => name.split('@')[0]))).toEqual(
      new Set(['revenue', 'cost', 'profit', 'cash']),
    );
    await chanceOfScenario(worked, ['gain above 40'], options, listening);
    expect(jobs).toHaveLength(1);
  });

  test('that have no customers meet no goal about what a customer cost', async () => {
    // One prospect, of whom half buy: cac is 4 then, and undefined else.
    const one: Scenario = {
      rotations: 1,
      channels: [{ id: 'paid', volume: 1, cost: 4 }],
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5 }],
    };
    const { goals } = await chance(one, { goals: ['cac at most 4', 'cac above 4', 'buy at least 1'], runs: 20_000 });
    expect(goals[0].probability).toBe(goals[2].probability);
    expect(goals[1].probability).toBe(0);
  });
});

describe('what makes people depend on one another is drawn', () => {
  const wheel: Scenario = {
    rotations: 3,
    channels: [{ id: 'paid', volume: 20 }],
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }],
    loops: [{ id: 'l', type: 'referral', from: 'b', to: 'a', perMember: 0.5 }],
  };
  const method = async (scenario: Scenario, asking: Asking = {}): Promise<Chance['method']> =>
    (await chance(scenario, { runs: null, ...asking })).method;

  whenLong(() => {
    test('a market, proof and uncertain numbers; a lever that is off is not uncertain', async () => {
      expect(await method(wheel)).toBe('exact');
      expect(await method({ ...wheel, market: { size: 1000 } })).toBe('monte-carlo');
      const proof = { id: 'p', type: 'proof', from: 'b', to: 'b', ceiling: 0.9, half: 10 } as const;
      expect(await method({ ...wheel, loops: [...(wheel.loops ?? []), proof] })).toBe('monte-carlo');
      const levers = [{ id: 'maybe', changes: [{ path: 'stages.b.conversion', add: { uniform: [0, 0.1] } }] }] as const;
      expect(await method({ ...wheel, levers })).toBe('exact');
      expect(await method({ ...wheel, levers }, { switches: [{ lever: 'maybe', from: 1 }], runs: 100 })).toBe(
        'monte-carlo',
      );
    });
  });

  test('in a market gain is the arrivals of the run less those expected without loops', async () => {
    // Nobody refers yet in rotation 1, where 20 of 30 arrive; without loops 20 x (1 - 20 / 30) = 6.67 do in rotation 2.
    const market = { ...wheel, market: { size: 30 } };
    const { goals } = await chance(market, {
      goals: ['gain@1 at least 0', 'gain@1 above 0', 'gain@2 above -7'],
      runs: 2000,
    });
    expect(goals.map(({ probability }) => probability)).toEqual([1, 0, 1]);
  });

  test('an uncertain number is drawn once a run, clipped, and then changed by levers', async () => {
    // A share far above 1 is clipped to 1, and then halved: exactly half of 20, in every run and rotation.
    const half = [{ id: 'half', changes: [{ path: 'stages.b.conversion', multiply: 0.5 }] }];
    const stages = [{ id: 'a' }, { id: 'b', conversion: { normal: [50, 1] } }];
    const certain = { ...wheel, loops: [], stages, levers: half, rotations: 1 };
    const { bands } = await chance(certain, { switches: [{ lever: 'half', from: 1 }], runs: 4000 });
    expect(bands[0].b.mean).toBeGreaterThan(9.8);
    // The standard error of a deviation is that of its variance, sqrt((kurtosis - 1) / runs) of it, halved.
    const sd = Math.sqrt(20 * 0.25);
    const spread = (sd * Math.sqrt((2.9 - 1) / 4000)) / 2;
    expect(Math.abs((bands[0].b.sd ?? 0) - sd)).toBeLessThan(5 * spread);
    // Between 0 and 1 with every value alike: of 20 people any number from 0 to 20 is as likely (beta-binomial).
    const open = {
      ...wheel,
      loops: [],
      stages: [{ id: 'a' }, { id: 'b', conversion: { uniform: [0, 1] } }],
      rotations: 2,
    };
    const even = await chance(open as Scenario, { goals: ['b@1 at most 4', 'total:b at most 8'], runs: 4000 });
    const error = Math.sqrt(((5 / 21) * (16 / 21)) / 4000);
    expect(Math.abs(even.goals[0].probability - 5 / 21)).toBeLessThan(5 * error);
    // Drawn once for both rotations, so that their sum is as even over 0 to 40.
    expect(Math.abs(even.goals[1].probability - 9 / 41)).toBeLessThan(5 * error);
  });

  test('what was observed and what lies between bounds are drawn by their beta laws', async () => {
    const laws: Scenario = {
      rotations: 1,
      channels: [{ id: 'all', volume: 20 }],
      stages: [
        { id: 'a', revenue: { pert: [0, 1, 4] } },
        { id: 'b', conversion: { got: 2, of: 5 } },
      ],
    };
    const { goals } = await chance(laws, { goals: ['b@1 at most 4', 'total:revenue at most 25'], runs: 4000 });
    // Of 20 people k go on with the probability C(k + 1, 1) C(22 - k, 2) / C(24, 4), beta-binomial of 2 and 3.
    const few = [0, 1, 2, 3, 4].reduce((sum, k) => sum + ((k + 1) * (22 - k) * (21 - k)) / 2, 0) / 10_626;
    // A price of at most 1.25 of 20 people: of 5 uniforms 2 or more are below 1.25 / 4, as pert(0, 1, 4) is 4 beta(2, 4).
    const x = 1.25 / 4;
    const cheap = 1 - (1 - x) ** 5 - 5 * x * (1 - x) ** 4;
    for (const [i, exact] of [few, cheap].entries()) {
      const error = Math.sqrt((exact * (1 - exact)) / 4000);
      expect(Math.abs(goals[i].probability - exact)).toBeLessThan(5 * error);
    }
  });
});

test.each([
  ['gain@9 at least 1', 'gain@9 is beyond the 5 rotations of this run: add --rotations 9'],
  ['gain@5', 'says no value'],
  ['rules.smooth above 0', 'rules.smooth is no number'],
])('the goal %s is refused', async (goal, message) => {
  await expect(chance(worked, { goals: [goal] })).rejects.toThrow(message);
});

describe('what hostile eyes found', () => {
  test('amounts at a tie are equal: three orders of 0.10 are 0.30', async () => {
    const tie: Scenario = {
      rotations: 2,
      channels: [{ id: 'paid', volume: 3, cost: 1 }],
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.3, revenue: 0.1 }],
    };
    const goals = ['total:revenue at most 0.3', 'total:buy at most 3', 'cash above -5.7', 'total:buy above 3'];
    const [few, fewBuyers, much, manyBuyers] = (await chance(tie, { goals, runs: 5000 })).goals;
    expect(few.probability).toBe(fewBuyers.probability);
    expect(much.probability).toBe(manyBuyers.probability);
  });

  test('how much money moves says nothing about shares and quotients', async () => {
    // A price of 1e12 must not blur whether a share reaches 0.32.
    const priced = (revenue: number): Scenario => ({
      ...worked,
      stages: [worked.stages[0], { ...worked.stages[1], revenue }, ...worked.stages.slice(2)],
    });
    const goals = ['referredShare at least 32%', 'referredShare above 30%'];
    const [cheap, dear] = await Promise.all([1, 1e12].map((price) => chance(priced(price), { goals, runs: 2000 })));
    expect(dear.goals).toEqual(cheap.goals);
    expect(cheap.goals[0].probability).toBeLessThan(cheap.goals[1].probability);
  });

  test('what has no value is said to have none', async () => {
    const { goals, notes } = await chance(worked, { goals: ['kFactor above 1', 'cac below 3'], runs: 200 });
    expect(goals.map(({ probability }) => probability)).toEqual([0, 0]);
    expect(notes).toEqual([
      'kFactor has no value in this scenario, and what has no value meets no goal.',
      'cac has no value in this scenario, and what has no value meets no goal.',
    ]);
  });

  test('in how many runs something has no value is said with a comma for thousands', async () => {
    // Two prospects who buy half the time: nobody does in 1 of 4 runs, and 10,000 runs are within 4 x 43 of 2,500.
    const rare: Scenario = {
      rotations: 1,
      channels: [{ id: 'ads', volume: 2, cost: 1 }],
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5 }],
    };
    const { notes } = await chance(rare, { goals: ['cac below 3'], runs: 10_000 });
    expect(notes).toEqual([
      expect.stringMatching(/^cac has no value in 2,[3-6]\d\d of 10,000 runs, and what has no value meets no goal\.$/),
    ]);
  });

  test('no run out of many is not never: the standard error is that of one run', async () => {
    const { goals } = await chance(worked, { goals: ['engage above 1000', 'engage above 10'], runs: 998 });
    expect(goals.map(({ probability }) => probability)).toEqual([0, 1]);
    for (const { standardError } of goals) expect(standardError).toBeCloseTo(0.001, 5);
  });

  test('what customers cost and how soon they pay is that of the run', async () => {
    const { goals } = await chance(
      { ...bundled('shop-flywheel'), rotations: 3 },
      { goals: ['ltvToCac at least 1.5'], runs: 500 },
    );
    expect(goals[0].probability).toBeGreaterThan(0);
    expect(goals[0].probability).toBeLessThan(1);
  });

  test('one run has no deviation', async () => {
    const { bands } = await chance(worked, { runs: 1 });
    expect(bands[4].engage.sd).toBeNull();
  });

  test('numbers as drawn that do not fit are said to be those of a run', async () => {
    const budget = {
      rotations: 1,
      channels: [{ id: 'ads', budget: 100, cost: { normal: [1, 1] } }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }],
    } as const;
    await expect(chance(budget)).rejects.toThrow(
      /^with the uncertain numbers of run \d+, channels.ads.budget needs a cost above 0.*; or give the uncertain numbers a law with bounds/,
    );
  });

  test('more bands than anybody reads are refused', async () => {
    await expect(chance({ ...worked, rotations: 5000 })).rejects.toThrow(
      'bands are for up to 20,000 numbers: run fewer rotations (--rotations 3333 or less)',
    );
  });
});
