import type { Range } from '../../model/number/range.ts';

/** So many steps are looked at between the ends of a range. */
const STEPS = 64;

/** Nobody looks for more than this: it is the most people that are counted. */
const MOST = 1e15;

/** Of the points, one in so many, and both ends: enough for a measure that takes long and changes slowly. */
const THINNED = 4;

export const thinned = (points: readonly number[]): number[] =>
  points.filter((_, i) => i % THINNED === 0 || i === points.length - 1);

/** The points in equal steps, without those that go on from there to the most that there can be. */
export const nearest = (points: readonly number[]): readonly number[] => points.slice(0, STEPS + 1);

/** Points between two values, both included, in equal steps. */
export function pointsBetween(low: number, high: number): number[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => (i === STEPS ? high : low + ((high - low) * i) / STEPS));
}

/**
 * Where to look for a number that has no range of its own: all of 0..1 for a share or a rate; for amounts from 0 in equal
 * steps to twice the present value, and from there by half as much again to 1e15.
 * @param present the number as it stands, or null
 */
export function sensiblePoints({ min, max, open }: Range, present: number | null): number[] {
  if (max <= 1 || min < 0) return pointsBetween(0, Math.min(max, 1));
  const scale = present !== null && present > 0 && present < MOST ? present : 1;
  const near = pointsBetween(0, 2 * scale);
  const far: number[] = [];
  for (let x = 3 * scale; x < MOST; x *= 1.5) far.push(x);
  // What has to be above 0 may still come close.
  return [...(open ? [scale / 1048576, ...near.slice(1)] : near), ...far];
}
