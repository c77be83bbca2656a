import { describe, expect, test } from 'vitest';
import { nearestToZero, zeroIn } from '../../../src/commands/solve/root-finding.ts';
import { pointsBetween, sensiblePoints } from '../../../src/commands/solve/search-range.ts';
import { solve } from '../../../src/commands/solve/solve.ts';
import { AMOUNT, POSITIVE, SHARE } from '../../../src/model/number/range.ts';

const points = pointsBetween(0, 4);
const search = (f: (x: number) => number | null, goal = 0, present: number | null = null) =>
  solve(async (x) => f(x), goal, points, present);

describe('a zero between two points', () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ['of a line', (x) => 3 * x - 1, 0, 1, 1 / 3],
    ['of a square', (x) => x * x - 2, 0, 2, Math.SQRT2],
    ['of a cube that is flat there', (x) => (x - 1) * (x - 1) * (x - 1), 0, 3, 1],
    ['of a falling function', (x) => 1 / x - 4, 0.01, 9, 0.25],
    ['of one that is steep', (x) => x ** 21 - 0.5, 0, 1.5, 0.5 ** (1 / 21)],
  ])('%s is found to the last digits', async (_what, f, a, b, zero) => {
    let calls = 0;
    const x = await zeroIn(
      async (at) => {
        calls++;
        return f(at);
      },
      { a, b, fa: f(a), fb: f(b) },
    );
    expect(Math.abs(x - zero)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.max(1, zero) + (f(1) === 0 ? 1e-5 : 0));
    expect(calls).toBeLessThan(130);
  });

  test('nothing comes nearer to 0 than the bottom of a valley', async () => {
    expect(await nearestToZero(async (x) => 2 + (x - 1.25) * (x - 1.25), 0, 4)).toBeCloseTo(1.25, 6);
    expect(await nearestToZero(async () => null, 0, 4)).toBeNull();
  });
});

describe('a search', () => {
  test('finds where a rising metric comes to the goal', async () => {
    const found = await search((x) => x * x * x, 5);
    expect(found).toMatchObject({ reached: true, others: [] });
    expect(found?.value).toBeCloseTo(Math.cbrt(5), 14);
  });

  test('of several solutions gives the one nearest to the present value, and names the others', async () => {
    const f = (x: number) => (x - 0.51) * (x - 1.52) * (x - 3.53);
    const near = async (present: number | null) => {
      const found = await search(f, 0, present);
      return [found?.value, ...(found?.others ?? [])].map((x) => Number(x?.toFixed(9)));
    };
    expect(await near(1.4)).toEqual([1.52, 0.51, 3.53]);
    expect(await near(4)).toEqual([3.53, 0.51, 1.52]);
    expect(await near(null)).toEqual([0.51, 1.52, 3.53]);
  });

  test('says where a metric that never gets there comes nearest', async () => {
    expect(await search((x) => x, 9)).toMatchObject({
      reached: false,
      value: 4,
      achieved: 4,
      others: [],
      defined: [0, 4],
    });
    expect(await search((x) => x, 9e30)).toMatchObject({ reached: false, value: 4 });
    expect(await search((x) => -x, -9e30)).toMatchObject({ reached: false, value: 4 });
    expect(await search(() => 2, 9)).toMatchObject({ reached: false, flat: true });
    const hill = await search((x) => 3 - (x - 1.23) * (x - 1.23), 5);
    expect(hill?.reached).toBe(false);
    expect(hill?.value).toBeCloseTo(1.23, 6);
    expect(hill?.achieved).toBeCloseTo(3, 12);
  });

  test('finds a goal that the metric only touches, or just passes between two points', async () => {
    const touching = await search((x) => 3 - (x - 1.23) * (x - 1.23), 3);
    expect(touching?.reached).toBe(true);
    expect(touching?.value).toBeCloseTo(1.23, 6);
    const passing = await search((x) => 3 - (x - 1.23) * (x - 1.23), 2.9999);
    expect(passing?.reached).toBe(true);
    expect(Math.abs((passing?.value ?? 0) - 1.23)).toBeCloseTo(0.01, 9);
  });

  test('takes no jump over the goal for a solution', async () => {
    const found = await search((x) => (x < 1.3 ? 2 : 7), 5);
    expect(found).toMatchObject({ reached: false, achieved: 7 });
  });

  test('looks up to the place where the metric stops having a value', async () => {
    const found = await search((x) => (x > 2.01 ? null : x * x), 4.03);
    expect(found).toMatchObject({ reached: true });
    expect(found?.value).toBeCloseTo(Math.sqrt(4.03), 12);
    expect(await search((x) => (x > 2.01 ? null : x * x), 5)).toMatchObject({ reached: false });
    expect(await search(() => null)).toBeNull();
    // A place elsewhere that comes near draws no attention from it.
    const far = await search((x) => (x > 2.01 ? null : x < 0.5 ? 4.0299 : x * x), 4.03);
    expect(far?.value).toBeCloseTo(Math.sqrt(4.03), 12);
  });

  test('looks beyond a gap in which the metric has no value', async () => {
    const found = await search((x) => (x > 1 && x < 3 ? null : x), 3.5);
    expect(found).toMatchObject({ reached: true, value: 3.5 });
  });

  test('takes a jump that nearly comes to the goal for what it is', async () => {
    const found = await search((x) => (x < 1.3 ? 5 - 1e-4 : 5 + 1e-4), 5);
    expect(found?.reached).toBe(false);
  });

  test('allows for the rounding of large numbers whose difference is asked for', async () => {
    const found = await search((x) => 1e9 * (x * x - 2), 0);
    expect(found?.reached).toBe(true);
    expect(found?.value).toBeCloseTo(Math.SQRT2, 14);
  });

  test('of a metric that moves in steps gives the edge nearest to the present value, or that value itself', async () => {
    const steps = (x: number) => Math.ceil(x);
    expect((await search(steps, 3, 0.3))?.value).toBeCloseTo(2, 12);
    expect((await search(steps, 3, 3.9))?.value).toBe(3);
    expect(await search(steps, 3, 2.4)).toMatchObject({ value: 2.4, others: [] });
  });
});

describe('without a range', () => {
  test('a share is looked for from 0 to 1', () => {
    const all = sensiblePoints(SHARE, 0.3);
    expect([all[0], all.at(-1), all.length]).toEqual([0, 1, 65]);
  });

  test('an amount from 0 to as much as is counted, closely around where it is', () => {
    const all = sensiblePoints(AMOUNT, 100);
    expect(all[0]).toBe(0);
    expect(all.filter((x) => x <= 200)).toHaveLength(65);
    expect(all.at(-1)).toBeGreaterThan(6e14);
    expect(all.every((x, i) => i === 0 || x > all[i - 1])).toBe(true);
  });

  test('what has to be above 0 is never looked for at 0', () => {
    expect(sensiblePoints(POSITIVE, null)[0]).toBeGreaterThan(0);
  });
});
