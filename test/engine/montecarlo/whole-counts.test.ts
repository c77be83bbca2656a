import { describe, expect, test } from 'vitest';
import { kernel } from '../../../src/engine/montecarlo/kernel.ts';
import { type Summary, summaryOf } from '../../../src/engine/montecarlo/summary.ts';
import { WholeCounts } from '../../../src/engine/montecarlo/whole-counts.ts';

/** More values than the kernel takes at a time, from the lowest number on, over so many of them. */
const spread = (low: number, numbers: number): Float64Array =>
  Float64Array.from({ length: 2 * kernel().lanes + 7 }, (_, r) => low + ((r * 7919) % numbers));

/** How often each number was seen, the plain way. */
function seen(values: Float64Array): [number, number][] {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].sort(([a], [b]) => a - b);
}

/** Whether values were counted. */
const counts = (into: WholeCounts, values: readonly number[] | Float64Array, most: number): boolean => {
  const all = Float64Array.from(values);
  return into.add(all, summaryOf(all) as Summary, most);
};

const countedIn = ({ low, times }: WholeCounts): [number, number][] =>
  Array.from(times, (count, i): [number, number] => [low + i, count]).filter(([, count]) => count > 0);

describe('values that are whole', () => {
  test.each([
    [0, 1],
    [-40, 90],
    [3, 4096],
    [3, 4097],
    [-1e14, 9000],
    [1e9, 1900],
  ])('from %d on, over %d numbers, are counted as one by one', (low, numbers) => {
    const values = spread(low, numbers);
    const summary = summaryOf(values) as Summary;
    const [least, largest] = [Math.min(...values), Math.max(...values)];
    expect(summary).toMatchObject({ least, largest, areWhole: true, runs: values.length });
    const apart = values.reduce((sum, value) => sum + (value - values[0]), 0) / values.length;
    expect(summary.mean).toBe(values[0] + apart);
    const around = values.reduce((sum, value) => sum + (value - values[0] - apart) ** 2, 0);
    expect(Math.abs(summary.squares - around)).toBeLessThanOrEqual(1e-9 * around);
    const counts = new WholeCounts();
    expect(counts.add(values, summary, largest - least)).toBe(false);
    expect(counts.times).toHaveLength(0);
    expect(counts.add(values, summary, 20_000)).toBe(true);
    // Now that the range holds them, no room is needed.
    expect(counts.add(values, summary, 0)).toBe(true);
    expect(countedIn(counts)).toEqual(seen(values).map(([value, times]) => [value, 2 * times]));
  });

  test('more of them than may be are not counted, and nothing is lost that was', () => {
    const all = new WholeCounts();
    const few = spread(10, 5);
    expect(counts(all, few, 100)).toBe(true);
    expect(counts(all, [0, 100], 100)).toBe(false);
    expect(counts(all, [1.1e15], 2 ** 53)).toBe(false);
    expect(countedIn(all)).toEqual(seen(few));
    expect(counts(all, [0, 99], 100)).toBe(true);
    expect(countedIn(all)).toEqual([[0, 1], ...seen(few), [99, 1]]);
  });

  test('what others counted is added, or nothing of it', () => {
    const [one, other] = [new WholeCounts(), new WholeCounts()];
    counts(one, [3, 4], 100);
    counts(other, [4, 9], 100);
    expect(one.merge(other, 3)).toBe(false);
    expect(countedIn(one)).toEqual(seen(Float64Array.of(3, 4)));
    expect(one.merge(other, 100)).toBe(true);
    expect(countedIn(one)).toEqual(seen(Float64Array.of(3, 4, 4, 9)));
  });

  test.each([[[1, 2.5]], [[...spread(0, 9), 0.5]], [[0.5, ...spread(0, 9)]], [[1e300, 0.1]]])(
    'others are not taken for whole ones',
    (values) => {
      const all = new WholeCounts();
      expect(counts(all, values, 1e6)).toBe(false);
      expect(countedIn(all)).toEqual([]);
    },
  );
});

test.each([[[]], [[Number.NaN, 1]], [[1, Number.NaN]], [[...spread(0, 9), Number.NaN]]])(
  'values of which one is not defined have no summary',
  (values) => {
    expect(summaryOf(Float64Array.from(values))).toBeNull();
  },
);
