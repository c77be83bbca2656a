import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestSet, type LeverSet } from '../../src/analysis/best-set.ts';
import type { Lever } from '../../src/model/scenario/types.ts';
import { expectBestOfAll, shops } from '../commands/levers/lever-sets.ts';

test('the best set within a budget is the best of all sets, each simulated by itself', async () => {
  await fc.assert(fc.asyncProperty(shops(6), expectBestOfAll), { numRuns: 10 });
});

const lever = (id: string, excludes: string[] = []): Lever => ({ id, excludes });

/** What sets come to by a rule of the test's own, within a budget. */
const rated =
  (scoreOf: (ids: readonly string[]) => number, outlayOf: (ids: readonly string[]) => number, budget: number) =>
  async (levers: readonly Lever[]): Promise<LeverSet | null> => {
    const ids = levers.map(({ id }) => id);
    return outlayOf(ids) <= budget ? { levers, score: scoreOf(ids), outlay: outlayOf(ids) } : null;
  };

const NONE: LeverSet = { levers: [], score: 0, outlay: 0 };

describe('of equal sets', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => lever(id));
  const chosen = async (scores: Record<string, number>, outlays: Record<string, number>) => {
    const of = (numbers: Record<string, number>) => (ids: readonly string[]) =>
      Math.max(0, ...ids.map((id) => numbers[id]));
    const { best } = await bestSet([a, b, c], NONE, rated(of(scores), of(outlays), 100));
    return best.levers.map(({ id }) => id);
  };

  test('the one with the smaller outlay is taken, also where rounding tells them apart', async () => {
    expect(await chosen({ a: 10 * (1 + 1e-12), b: 10, c: 3 }, { a: 5, b: 4, c: 1 })).toEqual(['b']);
  });

  test('then the one with fewer levers, then the earlier in the file', async () => {
    expect(await chosen({ a: 10, b: 10, c: 10 }, { a: 5, b: 5, c: 5 })).toEqual(['a']);
  });

  test('none is taken where nothing is better than nothing', async () => {
    expect(await chosen({ a: 0, b: -1, c: 0 }, { a: 0, b: 0, c: 0 })).toEqual([]);
  });
});

/** Values of 15 levers and of pairs of them, what they cost, who excludes whom, and a budget for some of them. */
const puzzles = fc.record({
  values: fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 15, maxLength: 15 }),
  pairs: fc.array(fc.tuple(fc.nat(14), fc.nat(14), fc.integer({ min: -20, max: 20 })), { maxLength: 25 }),
  outlays: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 15, maxLength: 15 }),
  excludes: fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 6 }),
  budget: fc.integer({ min: 5, max: 120 }),
});

describe('more levers than all sets can be tried of', () => {
  test('never worse than one by one, never beyond the budget, none with another that it excludes', async () => {
    let [solved, cases] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.noBias(puzzles), async ({ values, pairs, outlays, excludes, budget }) => {
        const position = new Map(values.map((_, i) => [`l${i}`, i]));
        const levers = values.map((_, i) =>
          lever(
            `l${i}`,
            excludes.filter(([one, other]) => one === i && other !== i).map(([, other]) => `l${other}`),
          ),
        );
        const at = (ids: readonly string[]) => ids.map((id) => position.get(id) ?? 0);
        const worth = (on: readonly number[]) =>
          on.reduce((sum, i) => sum + values[i], 0) +
          pairs.reduce((sum, [i, j, value]) => (i !== j && on.includes(i) && on.includes(j) ? sum + value : sum), 0);
        const paid = (on: readonly number[]) => on.reduce((sum, i) => sum + outlays[i], 0);
        const clash = (on: readonly number[]) => excludes.some(([i, j]) => i !== j && on.includes(i) && on.includes(j));
        const { best, method } = await bestSet(
          levers,
          NONE,
          rated(
            (ids) => worth(at(ids)),
            (ids) => paid(at(ids)),
            budget,
          ),
        );
        const on = at(best.levers.map(({ id }) => id));
        expect(method).toBe('exchange');
        expect(best.score).toBe(worth(on));
        expect(paid(on)).toBeLessThanOrEqual(budget);
        expect(clash(on)).toBe(false);

        const all = values.map((_, i) => i);
        let greedy: number[] = [];
        for (let most = 0; ; ) {
          const next = all
            .filter((i) => !greedy.includes(i))
            .map((i) => [...greedy, i])
            .filter((set) => paid(set) <= budget && !clash(set))
            .reduce<number[] | null>((top, set) => (top === null || worth(set) > worth(top) ? set : top), null);
          if (next === null) break;
          greedy = next;
          most = Math.max(most, worth(greedy));
          expect(best.score).toBeGreaterThanOrEqual(most);
        }
        let most = 0;
        for (let mask = 0; mask < 2 ** 15; mask++) {
          const set = all.filter((i) => (mask >> i) % 2 === 1);
          if (paid(set) <= budget && !clash(set)) most = Math.max(most, worth(set));
        }
        expect(best.score).toBeLessThanOrEqual(most);
        if (best.score === most) solved++;
        cases++;
      }),
      { numRuns: 12 },
    );
    // By far most of them: this says that exchanges are worth their while, and not that they are enough.
    expect(solved / cases).toBeGreaterThan(0.6);
  });
});
