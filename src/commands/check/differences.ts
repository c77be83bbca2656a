import { grouped } from '../../model/group-by.ts';
import { BAND_PARTS } from '../../model/metric/names.ts';
import { scalarValue } from '../../model/number/scalar.ts';
import type { MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Series, Snapshot } from './snapshot-format.ts';

/** A metric that is not what the snapshot says. */
export interface Difference {
  readonly metric: string;
  readonly snapshot: MetricValue;
  readonly actual: MetricValue;
  /** Where only one of the two has this metric at all; its value in the other is null. */
  readonly only?: 'snapshot' | 'actual';
}

/**
 * True when two values are the same for a reader. Numbers may differ by `tolerance`, relative to the larger of the two:
 * 0 agrees with nothing but 0, since any floor would hide changes of small shares.
 */
export function agree(a: MetricValue, b: MetricValue, tolerance: number): boolean {
  if (a === b || typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** How far each metric may be from the snapshot, relative. */
export type Tolerance = (metric: string) => number;

/** What a scenario says of a metric, of it in every rotation, and of its bands; for any other, `general`. */
export function toleranceOf({ snapshot }: Scenario, general: number): Tolerance {
  const own = new Map(Object.entries(snapshot?.tolerance ?? {}).map(([name, raw]) => [name, scalarValue(raw)]));
  return (metric) => own.get(metric) ?? own.get(seriesOf(metric) ?? '') ?? general;
}

/** How the name of a band ends. No origin may be called so, but a stage may: `active.mean` are the members of one. */
const BAND = new RegExp(`(?<!^active)\\.(?:${BAND_PARTS.join('|')})$`);

/**
 * Everything in which a run differs from a snapshot: figures of the run in their order; then series, the one first that
 * moved most relative to its own range, and of each the rotation first in which it moved most; what only one has last.
 */
export function differencesBetween(before: Snapshot, after: Snapshot, tolerance: Tolerance): Difference[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changed = Array.from(now, ([metric, actual]): Difference | null => {
    const snapshot = old.get(metric);
    if (snapshot === undefined) return { metric, snapshot: null, actual, only: 'actual' };
    return agree(snapshot, actual, tolerance(metric)) ? null : { metric, snapshot, actual };
  });
  const gone = Array.from(old, ([metric, snapshot]): Difference | null =>
    now.has(metric) ? null : { metric, snapshot, actual: null, only: 'snapshot' },
  );
  const found = [...changed, ...gone].filter((difference) => difference !== null);
  const moved = found.filter(({ only }) => !only);
  return [
    ...moved.filter(({ metric }) => seriesOf(metric) === null),
    ...byMove(
      moved.filter(({ metric }) => seriesOf(metric) !== null),
      old,
    ),
    ...found.filter(({ only }) => only),
  ];
}

/** All numbers of a snapshot by their names, of which none stands in two sections. */
export const valuesOf = ({ summary, rotations, bands }: Snapshot): Series =>
  new Map([...summary, ...rotations, ...bands]);

/**
 * The series that a number is of: a metric over the rotations, its bands included, or a figure of a journey over its stages;
 * else null.
 */
export function seriesOf(metric: string): string | null {
  if (/@\d+$/.test(metric)) return metric.replace(/@\d+$/, '').replace(BAND, '');
  const [, key] = /^journey\..*\.(\w+)$/.exec(metric) ?? [];
  return key === undefined ? null : `journey.${key}`;
}

/** Series in the order of how far they moved, each in one piece: its own values, then its bands. */
function byMove(differences: readonly Difference[], old: Series): Difference[] {
  const sizes = sizesOf(old);
  const moved = differences.map((difference) => {
    const series = seriesOf(difference.metric) ?? '';
    return { difference, series, isBand: isBand(difference.metric), move: moveOf(difference, sizes.get(series) ?? 0) };
  });
  const all = [...grouped(moved, ({ series }) => series).values()].map((one) =>
    one.sort((a, b) => Number(a.isBand) - Number(b.isBand) || order(b.move, a.move)),
  );
  return all.sort(([a], [b]) => order(b.move, a.move)).flatMap((one) => one.map(({ difference }) => difference));
}

const isBand = (metric: string): boolean => BAND.test(metric.replace(/@\d+$/, ''));

const order = (a: number, b: number): number => (a === b ? 0 : a - b);

/** How far a number moved, in parts of the range of its series. Differences of rounding alone are none. */
function moveOf({ snapshot, actual }: Difference, size: number): number {
  if (typeof snapshot !== 'number' || typeof actual !== 'number' || size === 0) return Infinity;
  return Number((Math.abs(actual - snapshot) / size).toPrecision(9));
}

/** Between which values each series ran in the snapshot; for one that never moved, how large it was. */
function sizesOf(values: Series): Map<string, number> {
  const ends = new Map<string, { low: number; high: number }>();
  for (const [metric, value] of values) {
    const series = seriesOf(metric);
    if (series === null || typeof value !== 'number' || isBand(metric)) continue;
    const { low, high } = ends.get(series) ?? { low: value, high: value };
    ends.set(series, { low: Math.min(low, value), high: Math.max(high, value) });
  }
  return new Map(
    Array.from(ends, ([series, { low, high }]) => {
      const largest = Math.max(Math.abs(low), Math.abs(high));
      return [series, high - low > FLAT * largest ? high - low : largest];
    }),
  );
}

/** A series whose values differ by less than this, relative, stands still but for rounding. */
const FLAT = 1e-9;

/** How far a number has moved, relative to the snapshot; infinitely far from 0, and where it is not two numbers. */
export function relativeChange({ snapshot, actual }: Difference): number {
  if (typeof snapshot !== 'number' || typeof actual !== 'number' || snapshot === 0) return Infinity;
  return (actual - snapshot) / Math.abs(snapshot);
}
