import { describe, expect, test } from 'vitest';
import { pointsBetween } from '../../../src/commands/solve/search-range.ts';
import { inSteps, solve } from '../../../src/commands/solve/solve.ts';
import { sized } from '../../cases.ts';
import { flywheel } from '../../cli/session.ts';

/** A shop with money and an uncertain conversion, a market, and one with both: no chance of theirs is exact. */
const shop = {
  rotations: 3,
  currency: 'EUR',
  channels: [{ id: 'ads', volume: 40, cost: 2, arrival: 'poisson' }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: { beta: [30, 70] }, revenue: 12.5 }],
};
const market = {
  rotations: 4,
  market: { size: 300 },
  channels: [{ id: 'ads', volume: 30.5 }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.4 }],
  loops: [{ id: 'word', type: 'referral', from: 'buy', to: 'visit', perMember: 0.5 }],
};

interface Solution {
  readonly value: number;
  readonly achieved: number;
  readonly standardError: number | null;
  readonly achievedStandardError: number | null;
}

async function solved(scenario: object, vary: string, goal: string, ...more: string[]) {
  const args = ['solve', '-', '--vary', vary, '--goal', goal, ...more, '--format', 'json'];
  const { code, out, err } = await flywheel(args, { stdin: JSON.stringify(scenario) });
  expect(err).toBe('');
  return { code, ...(JSON.parse(out) as { solution: Solution; nearest: Solution; method: string; runs: number }) };
}

async function chanceWith(scenario: object, path: string, value: number, goal: string) {
  const runs = String(sized(100_000, 1_000_000));
  const args = [
    'chance',
    '-',
    goal,
    '--set',
    `${path}=${value}`,
    '--runs',
    runs,
    '--seed',
    'another',
    '--format',
    'json',
  ];
  const { out } = await flywheel(args, { stdin: JSON.stringify(scenario) });
  return JSON.parse(out).goals[0] as { probability: number; standardError: number };
}

describe('a chance that has no exact answer is solved for by runs', () => {
  test.each([
    [shop, 'channels.ads.volume', 'cash at least 150', 0.9],
    [market, 'loops.word.perMember', 'visit@4 at least 40', 0.5],
    ...sized<[object, string, string, number][]>(
      [],
      [
        [shop, 'channels.ads.cost', 'cash above 100', 0.75],
        [market, 'channels.ads.volume', 'total:buy at least 60', 0.8],
        [{ ...shop, market: { size: 500 } }, 'stages.buy.revenue', 'cash@2 at least 50', 0.6],
      ],
    ),
  ])('and comes back within what is stated, with other luck: %#', async (scenario, path, goal, wanted) => {
    const { code, solution, method, runs } = await solved(scenario, path, `chance of ${goal} = ${wanted}`);
    expect({ code, method, runs }).toEqual({ code: 0, method: 'monte-carlo', runs: 10_000 });
    expect(solution.achieved).toBeGreaterThanOrEqual(wanted);
    const { probability, standardError } = await chanceWith(scenario, path, solution.value, goal);
    const error = Math.hypot(solution.achievedStandardError ?? Number.NaN, standardError);
    expect(Math.abs(probability - solution.achieved)).toBeLessThan(4 * error);
    expect(solution.standardError).toBeGreaterThan(0);
  });

  test('the standard error of the value is how far the values of other seeds lie apart', async () => {
    const seeds = sized(8, 100);
    const found: Solution[] = [];
    for (let seed = 0; seed < seeds; seed++) {
      const more = ['--runs', '400', '--seed', String(seed)];
      found.push(
        (await solved(shop, 'channels.ads.volume=30:90', 'chance of cash at least 150 = 90%', ...more)).solution,
      );
    }
    const mean = found.reduce((sum, { value }) => sum + value, 0) / seeds;
    const seen = Math.sqrt(found.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (seeds - 1));
    const stated = found.reduce((sum, { standardError }) => sum + (standardError ?? Number.NaN), 0) / seeds;
    // The deviation of so few has a relative error of 1 / sqrt(2 n); four of these, and a tenth for the chord.
    expect(Math.abs(seen / stated - 1)).toBeLessThan(4 / Math.sqrt(2 * seeds) + 0.1);
  });

  test('by the same bytes on any number of threads, and each time', async () => {
    const goal = 'chance of cash at least 150 = 90%';
    const args = ['solve', '-', '--vary', 'channels.ads.volume=30:90', '--goal', goal, '--runs', '2000'];
    const outs = await Promise.all(
      ['1', '2', '3', '1'].map((jobs) => flywheel([...args, '--jobs', jobs], { stdin: JSON.stringify(shop) })),
    );
    expect(new Set(outs.map(({ out }) => out)).size).toBe(1);
    expect(outs[0].out).toContain('the chance that cash in rotation 3'.replace(' in ', ' by '));
    expect(outs[0].out).toMatch(/From 2,000 runs, seed 1\. Other luck may move the number by about [\d.]+, and/);
  });

  test('one that no value reaches is told with where it comes nearest: exit 1', async () => {
    const { code, nearest } = await solved(shop, 'channels.ads.volume=30:40', 'chance of cash at least 150 = 99%');
    expect(code).toBe(1);
    expect(nearest.value).toBeCloseTo(40, 1);
    expect(nearest.achieved).toBeLessThan(0.99);
  });
});

describe('a quantile is solved for', () => {
  test('where it passes the goal: just there the chance of less is its level', async () => {
    const { solution } = await solved(shop, 'channels.ads.cost', 'p5:cash = 0');
    expect(solution.achieved).toBeGreaterThanOrEqual(0);
    const { probability, standardError } = await chanceWith(shop, 'channels.ads.cost', solution.value, 'cash below 0');
    expect(Math.abs(probability - 0.05)).toBeLessThan(4 * Math.hypot(standardError, Math.sqrt((0.05 * 0.95) / 10_000)));
    expect(solution.standardError).toBeGreaterThan(0);
  });

  test('of a count, though it moves in steps and its own error is 0', async () => {
    const { solution } = await solved(market, 'channels.ads.volume', 'p50:visit@4 = 35');
    expect(solution.achieved).toBe(35);
    expect(solution.standardError).toBeGreaterThan(0);
    const at = async (goal: string) =>
      (await chanceWith(market, 'channels.ads.volume', solution.value, goal)).probability;
    expect(Math.abs((await at('visit@4 below 35')) - 0.5)).toBeLessThan(0.04);
  });

  test('exactly where it can be', async () => {
    const args = ['solve', 'hundred-per-cycle', '--vary', 'channels.paid.volume', '--goal', 'p5:engage@5 = 150'];
    const { out, code } = await flywheel([...args, '--format', 'json']);
    expect(code).toBe(0);
    const { method, solution } = JSON.parse(out);
    expect({ method, achieved: solution.achieved }).toEqual({ method: 'exact', achieved: 150 });
    const less = ['sweep', 'hundred-per-cycle', '--metric', 'p5:engage@5', '--format', 'json'];
    const vary = ['--vary', `channels.paid.volume=${solution.value * (1 - 1e-5)},${solution.value}`];
    const { rows } = JSON.parse((await flywheel([...less, ...vary])).out);
    expect(rows.map(({ metrics }: { metrics: object }) => Object.values(metrics)[0])).toEqual([149, 150]);
  });
});

describe('of a measure that moves in steps', () => {
  const points = Array.from({ length: 17 }, (_, i) => i);
  const isGood = (off: number): boolean => off >= 0;
  const find = (f: (x: number) => number, goal: number, present: number | null = null) =>
    solve(async (x) => f(x), goal, points, present, inSteps(isGood));

  test('the first value on the good side of a jump over the goal is the solution', async () => {
    const found = await find((x) => Math.floor(100 * (1 - 1 / (1 + x))) / 100, 0.905);
    expect(found).toMatchObject({ reached: true, achieved: 0.91 });
    expect(found?.value).toBeCloseTo(1 / 0.09 - 1, 4);
  });

  test('of a plateau at the goal the edge nearest to where the number stands', async () => {
    const plateau = (x: number): number => (x < 3.3 ? x / 6.6 : x <= 9.7 ? 0.5 : 0.5 + (x - 9.7));
    expect((await find(plateau, 0.5, 1))?.value).toBeCloseTo(3.3, 4);
    expect((await find(plateau, 0.5, 6))?.value).toBe(6);
    expect((await find(plateau, 0.5, 16))?.value).toBeCloseTo(9.7, 4);
  });

  test('of a plateau that only one of the tried values lies on its edge too, whatever the range', async () => {
    const counted = (x: number): number => (x < 1.295 ? 46 : x < 1.34 ? 47 : 48);
    const edgeFrom = async (present: number, low: number, high: number): Promise<number | undefined> =>
      (
        await solve(
          async (x) => counted(x),
          47,
          pointsBetween(low, high),
          present,
          inSteps((off) => off >= 0),
        )
      )?.value;
    for (const [low, high] of [
      [0, 2],
      [0.5, 1.5],
      [0.3, 2.2],
    ]) {
      expect(await edgeFrom(1, low, high)).toBeCloseTo(1.295, 5);
      expect(await edgeFrom(1.8, low, high)).toBeCloseTo(1.34, 5);
      expect(await edgeFrom(1.32, low, high)).toBeCloseTo(1.32, 5);
    }
  });

  test('that rises and falls again both sides are found, and a peak below the goal is the nearest', async () => {
    const hill = (x: number): number => Math.round(1000 * (1 - ((x - 8) / 8) ** 2)) / 1000;
    const found = await find(hill, 0.75, 1);
    expect(found?.value).toBeCloseTo(4, 1);
    expect(found?.others.map((x) => Math.round(x))).toEqual([12]);
    expect(await find((x) => hill(x) / 2, 0.75)).toMatchObject({ reached: false, achieved: 0.5 });
  });
});
