import { describe, expect, test } from 'vitest';
import { sized } from '../../cases.ts';
import { flywheel } from '../../cli/session.ts';

const rate = 'loops.word-of-mouth.perMember';
const solve = (vary: string, goal: string, ...more: string[]) =>
  flywheel(['solve', 'hundred-per-cycle', '--vary', vary, '--goal', goal, ...more]);

async function solution(vary: string, goal: string, ...more: string[]) {
  const { code, out, err } = await solve(vary, goal, ...more, '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out).solution as { path: string; value: number; metric: string; achieved: number };
}

async function gainWith(path: string, value: number): Promise<number> {
  const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--set', `${path}=${value}`, '--format', 'json']);
  return JSON.parse(out).rotations[4].gain;
}

/** What one engaged brings in the end, for a gain of 47 in rotation 5: 100 ((1 + x)^4 - 1) = 47. */
const needed = Math.sqrt(Math.sqrt(1.47)) - 1;

describe('solves for a number of the worked example, and putting it back gives the goal', () => {
  test('the referral rate at which the gain is 47', async () => {
    const { value, ...rest } = await solution(rate, 'gain@5 = 47');
    expect(rest).toMatchObject({ path: rate, metric: 'gain@5' });
    expect(Math.abs(value - 0.99858289972977)).toBeLessThan(1e-14);
    expect(Math.abs(value - needed / (0.3 * 0.75 * 0.45))).toBeLessThan(1e-14);
    expect(Math.abs((await gainWith(rate, value)) - 47)).toBeLessThan(1e-9);
  });

  test.each([
    ['stages.acquire.conversion', 47, needed / (0.75 * 0.45)],
    ['stages.nurture.conversion', 47, needed / (0.3 * 0.45)],
    ['channels.paid.volume', 47, 47 / (1.10125 * 1.10125 * 1.10125 * 1.10125 - 1)],
    ['stages.advocate.retention', 41, null],
  ])('%s for a gain of %d', async (path, goal, byHand) => {
    const { value } = await solution(path, `gain@5 = ${goal}`);
    if (byHand !== null) expect(value).toBeCloseTo(byHand, 12);
    expect(value).toBeGreaterThan(0);
    expect(Math.abs((await gainWith(path, value)) - goal)).toBeLessThan(1e-9);
  });

  test('the factor on all of a number, in or without a range', async () => {
    for (const vary of ['channels.paid.volume*', 'channels.paid.volume*=0.5:2']) {
      const found = await solution(vary, 'gain@5 = 60');
      expect(found.path).toBe('channels.paid.volume*');
      expect(found.value).toBeCloseTo(60 / 47.07663523461914, 12);
      expect(await gainWith('channels.paid.volume*', found.value)).toBeCloseTo(60, 9);
    }
    const { out } = await solve('channels.paid.volume*', 'gain@5 = 60');
    expect(out).toContain('With a factor on Paid: volume of 1.27452, gain@5 comes to 60.');
    expect(out).toContain("To use it: --set 'channels.paid.volume*=1.27451");
    const none = await solve('stages.acquire.conversion*', 'gain@5 = 600');
    expect(none.code).toBe(1);
    expect(none.out).toContain('No factor on Acquire: conversion between 0 and 3.33333 leads to gain@5 = 600.');
  });

  test('the factor that makes a chance', async () => {
    const { value } = await solution('channels.paid.volume*', 'chance of gain@5 at least 47 = 50%');
    const whole = await solution('channels.paid.volume', 'chance of gain@5 at least 47 = 50%');
    expect(Math.abs(100 * value - whole.value)).toBeLessThan(1);
  });

  const CHANCES: [string, string, number][] = [
    ['stages.acquire.conversion', 'chance of gain@5 at least 47 = 25%', 0.25],
    [rate, 'chance of gain@5 at least 47 = 90%', 0.9],
    ['channels.paid.volume', 'chance of total:gain above 130 = 0.5', 0.5],
  ];

  test.each(sized(CHANCES.slice(0, 1), CHANCES))('%s for a %s', async (path, goal, probability) => {
    const { value, metric, achieved } = await solution(path, goal);
    expect(metric).toBe(goal.split(' = ')[0]);
    expect(achieved).toBeCloseTo(probability, 9);
    const asked = metric.replace('chance of ', '');
    const { out } = await flywheel([
      'chance',
      'hundred-per-cycle',
      asked,
      '--set',
      `${path}=${value}`,
      '--format',
      'json',
    ]);
    expect(Math.abs(JSON.parse(out).goals[0].probability - probability)).toBeLessThan(1e-6);
  });
});

describe('says what it found', () => {
  test('in words, with the flag that puts it back', async () => {
    const { out } = await solve(rate, 'gain@5 = 47');
    expect(out).toContain(`With ${rate} at 0.998583 (it is 1 now), gain@5 comes to 47.`);
    expect(out).toMatch(/To use it: --set loops\.word-of-mouth\.perMember=0\.99858289972977\d*\n/);
  });

  test('every solution there is', async () => {
    // 200 (1 - a) arrive at the second stage from the first and are lost at once; at most once a quarter of the way.
    const raw = {
      rotations: 1,
      channels: [{ id: 'paid', volume: 100 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5, optional: 0.5 }, { id: 'c', conversion: 0.5 }],
    };
    // Arrivals at c: 50 o bypass b, and half of the 50 (1 - o) at b go on: 25 + 25 o.
    const { out } = await flywheel(
      ['solve', '-', '--vary', 'stages.b.optional', '--goal', 'c = 40', '--format', 'json'],
      {
        stdin: JSON.stringify(raw),
      },
    );
    expect(JSON.parse(out).solution.value).toBeCloseTo(0.6, 12);
  });

  test('that a goal cannot be reached, with what comes nearest: exit 1', async () => {
    const { code, out, err } = await solve('stages.acquire.conversion', 'gain@5 = 4700', '--format', 'json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const x = 0.75 * 0.45;
    const { solution, nearest } = JSON.parse(out);
    expect(solution).toBeNull();
    expect(nearest).toMatchObject({ path: 'stages.acquire.conversion', value: 1, metric: 'gain@5' });
    expect(nearest.achieved).toBeCloseTo(100 * ((1 + x) * (1 + x) * (1 + x) * (1 + x) - 1), 9);
    const table = await solve('stages.acquire.conversion', 'gain@5 = 4700');
    expect(table.code).toBe(1);
    expect(table.out).toContain('between 0 and 1 leads to gain@5 = 4700. At 1 (it is 0.3 now) it comes nearest: 220.');
  });

  test('within a range alone', async () => {
    expect((await solution(`${rate}=0.5:2`, 'gain@5 = 47')).value).toBeCloseTo(0.99858289972977, 13);
    const { code, out } = await solve(`${rate}=1.5:2`, 'gain@5 = 47', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).nearest.value).toBe(1.5);
  });

  test('with change flags first', async () => {
    const { value } = await solution(rate, 'gain@5 = 94', '--volume', '200');
    expect(value).toBeCloseTo(0.99858289972977, 12);
  });

  test('as CSV and Markdown too', async () => {
    const csv = await solve(rate, 'gain@5 = 47', '--format', 'csv');
    expect(csv.out).toMatch(
      /^path,value,metric,achieved,reached\nloops\.word-of-mouth\.perMember,0\.9985\d+,gain@5,4\d[\d.]*,true\n$/,
    );
    const markdown = await solve(rate, 'gain@5 = 47', '--format', 'markdown');
    expect(markdown.out).toContain('| 0.998583 | 47 |');
  });

  test('at which volume the money comes back', async () => {
    const args = ['--vary', 'channels.paid.volume', '--goal', 'cash = 0', '--format', 'json'];
    const { out } = await flywheel(['solve', 'shop-flywheel', ...args]);
    const { value } = JSON.parse(out).solution;
    const after = await flywheel([
      'simulate',
      'shop-flywheel',
      '--set',
      `channels.paid.volume=${value}`,
      '--format',
      'json',
    ]);
    const { rotations } = JSON.parse(after.out);
    const moved = rotations.reduce((all: number, row: { cost: number }) => all + row.cost, 0);
    expect(Math.abs(rotations.at(-1).cash)).toBeLessThan(1e-9 * moved);
  });

  test('that a number makes no difference', async () => {
    const { code, out } = await flywheel(['solve', 'shop-flywheel', '--vary', 'overhead', '--goal', 'acquire = 60']);
    expect(code).toBe(1);
    expect(out).toMatch(/overhead makes no difference here: acquire is \d+ whatever it is\./);
  });

  test('what comes nearest to a goal beyond all counting: the most that can be counted', async () => {
    const { code, out } = await solve(rate, 'engage = 1e30', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).nearest.achieved).toBeGreaterThan(1e12);
  });

  test('a number that may not be 0 beside another one', async () => {
    const raw = {
      rotations: 2,
      channels: [{ id: 'ads', budget: 100, cost: 2 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }],
    };
    const args = ['solve', '-', '--vary', 'channels.ads.cost', '--goal', 'a = 80', '--format', 'json'];
    const { code, out } = await flywheel(args, { stdin: JSON.stringify(raw) });
    expect(code).toBe(0);
    expect(JSON.parse(out).solution.value).toBeCloseTo(1.25, 12);
  });

  test('in 40 columns', async () => {
    const { out } = await flywheel(['solve', 'hundred-per-cycle', '--vary', rate, '--goal', 'gain@5 = 47'], {
      outColumns: 40,
    });
    expect(out).toContain('0.998583');
  });
});

describe('bad usage', () => {
  test.each<[string, string[], RegExp]>([
    ['no number to look for', ['--goal', 'gain@5 = 47'], /give one --vary/],
    ['two of them', ['--vary', rate, '--vary', 'channels.paid.volume', '--goal', 'gain@5 = 47'], /give one --vary/],
    ['no goal', ['--vary', rate], /give one --goal/],
    ['a goal that is a bound', ['--vary', rate, '--goal', 'gain@5 >= 47'], /--goal: .*names a bound.*"gain@5 = 47"/],
    [
      'a path that is not there',
      ['--vary', 'loops.word.perMember', '--goal', 'gain@5 = 47'],
      /did you mean word-of-mouth/,
    ],
    ['a path to no number', ['--vary', 'name', '--goal', 'gain@5 = 47'], /name is no number of this scenario/],
    [
      'a whole number',
      ['--vary', 'rotations', '--goal', 'gain = 47'],
      /try them all with flywheel sweep --vary rotations=1:24:1/,
    ],
    [
      'a range outside',
      ['--vary', 'stages.acquire.conversion=0.1:3', '--goal', 'gain = 47'],
      /must be a share between 0 and 1, got 3/,
    ],
    ['a step', ['--vary', `${rate}=0:1:0.1`, '--goal', 'gain = 47'], /path=from:to/],
    ['a rotation beyond the run', ['--vary', rate, '--goal', 'gain@9 = 47'], /--rotations 9/],
    ['an amount without money', ['--vary', rate, '--goal', 'cash = 0'], /cash has no value/],
    [
      'an exact chance of no count',
      ['--vary', rate, '--goal', 'chance of referredShare above 30% = 90%', '--exact'],
      /no exact answer: it is no count of people/,
    ],
    [
      'an exact chance with a market',
      ['--set', 'market.size=500', '--vary', rate, '--goal', 'chance of engage above 100 = 90%', '--exact'],
      /with a market or proof people depend on one another/,
    ],
  ])('%s', async (_what, args, message) => {
    const { code, out, err } = await flywheel(['solve', 'hundred-per-cycle', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});
