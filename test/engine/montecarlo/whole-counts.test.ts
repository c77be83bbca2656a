import { describe, expect, test } from 'vitest';
import { kernel } from '../../../src/engine/montecarlo/kernel.ts';
import { summaryOfWhole, WholeCounts, type WholeSummary } from '../../../src/engine/montecarlo/whole-counts.ts';

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
    const summary = summaryOfWhole(values) as WholeSummary;
    const [least, largest] = [Math.min(...values), Math.max(...values)];
    expect(summary).toMatchObject({ least, largest, runs: values.length });
    const mean = values[0] + values.reduce((sum, value) => sum + (value - values[0]), 0) / values.length;
    expect(summary.mean).toBe(mean);
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(summary.squares / (squares || 1)).toBeCloseTo(squares === 0 ? 0 : 1, 9);
    const counts = new WholeCounts();
    expect(counts.holds(summary)).toBe(false);
    expect(counts.widen(summary, 20_000)).toBe(true);
    expect(counts.holds(summary)).toBe(true);
    counts.add(values, summary);
    counts.add(values, summary);
    expect(countedIn(counts)).toEqual(seen(values).map(([value, times]) => [value, 2 * times]));
  });

  test('more of them than may be are not held, and nothing is lost that was counted', () => {
    const counts = new WholeCounts();
    const few = spread(10, 5);
    const summary = summaryOfWhole(few) as WholeSummary;
    counts.widen(summary, 100);
    counts.add(few, summary);
    expect(counts.widen({ least: 0, largest: 100 }, 100)).toBe(false);
    expect(counts.widen({ least: 0, largest: 99 }, 100)).toBe(true);
    expect(countedIn(counts)).toEqual(seen(few));
    expect(counts.widen({ least: 0, largest: 1.1e15 }, Infinity)).toBe(false);
  });
});

test.each([[[]], [[1, 2.5]], [[Number.NaN, 1]], [[1, Number.NaN]], [[...spread(0, 9), 0.5]], [[1e300, 0.1]]])(
  'others are not taken for whole ones',
  (values) => {
    expect(summaryOfWhole(Float64Array.from(values))).toBeNull();
  },
);
