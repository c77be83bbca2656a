import { describe, expect, test } from 'vitest';
import { kernel } from '../../../src/engine/montecarlo/kernel.ts';
import type { Moments } from '../../../src/engine/montecarlo/moments.ts';
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
    const counts = new WholeCounts();
    expect(counts.add(values, Math.max(...values) - Math.min(...values))).toBeNull();
    expect(counts.times).toHaveLength(0);
    const { runs, mean, squares } = counts.add(values, 20_000) as Moments;
    expect(runs).toBe(values.length);
    const apart = values.reduce((sum, value) => sum + (value - values[0]), 0) / values.length;
    expect(mean).toBe(values[0] + apart);
    const around = values.reduce((sum, value) => sum + (value - values[0] - apart) ** 2, 0);
    expect(Math.abs(squares - around)).toBeLessThanOrEqual(1e-9 * around);
    // Now that the range holds them, no room is needed.
    expect(counts.add(values, 0)).not.toBeNull();
    expect(countedIn(counts)).toEqual(seen(values).map(([value, times]) => [value, 2 * times]));
  });

  test('more of them than may be are not counted, and nothing is lost that was', () => {
    const counts = new WholeCounts();
    const few = spread(10, 5);
    counts.add(few, 100);
    expect(counts.add(Float64Array.of(0, 100), 100)).toBeNull();
    expect(counts.add(Float64Array.of(1.1e15), 2 ** 53)).toBeNull();
    expect(countedIn(counts)).toEqual(seen(few));
    expect(counts.add(Float64Array.of(0, 99), 100)).not.toBeNull();
    expect(countedIn(counts)).toEqual([[0, 1], ...seen(few), [99, 1]]);
  });

  test('what others counted is added, or nothing of it', () => {
    const [one, other] = [new WholeCounts(), new WholeCounts()];
    one.add(Float64Array.of(3, 4), 100);
    other.add(Float64Array.of(4, 9), 100);
    expect(one.merge(other, 3)).toBe(false);
    expect(countedIn(one)).toEqual([
      [3, 1],
      [4, 1],
    ]);
    expect(one.merge(other, 100)).toBe(true);
    expect(countedIn(one)).toEqual([
      [3, 1],
      [4, 2],
      [9, 1],
    ]);
  });
});

test.each([[[1, 2.5]], [[Number.NaN, 1]], [[1, Number.NaN]], [[...spread(0, 9), 0.5]], [[1e300, 0.1]]])(
  'others are not taken for whole ones',
  (values) => {
    const counts = new WholeCounts();
    expect(counts.add(Float64Array.from(values), 1e6)).toBeNull();
    expect(countedIn(counts)).toEqual([]);
  },
);
