/*
 * No package of the npm registry fits: fmin and optimization-js know no bounds, ml-direct no sum, nlopt-js is WebAssembly without
 * public sources, and all of them try one point at a time, where here 512 take hardly longer than one.
 */

import { bestOf, climb, type Score, type Scored } from './climb.ts';
import { distance, evenSplits, fitted, roomOf, type Split, type Splits } from './splits.ts';

/** What was found, and how many splits were looked at. */
export interface Best extends Scored {
  readonly looked: number;
}

/** Splits spread evenly over all there are, before the best of them are climbed from. */
const EVENLY = 1000;

/** So many hills are climbed: where a little money brings next to nothing (S-curves) there are several. */
const CLIMBS = 6;

/** How far one looks: `thorough`, or a fraction of it where many problems are solved only to be compared. */
export interface Effort {
  readonly evenly: number;
  readonly climbs: number;
}

const THOROUGH: Effort = { evenly: EVENLY, climbs: CLIMBS };

/**
 * The best split: of splits spread evenly and those that are given the best ones are climbed from, and the highest top counts.
 * The same bits each time.
 * @param starts splits to look at besides; of equals the first of them is the answer
 */
export async function maximise(
  splits: Splits,
  starts: readonly Split[],
  score: Score,
  { evenly, climbs }: Effort = THOROUGH,
): Promise<Best> {
  let looked = 0;
  const counting: Score = (points) => {
    looked += points.length;
    return score(points);
  };
  const points = [...starts.map((start) => fitted(splits, start)), ...evenSplits(splits, evenly)];
  const scores = await counting(points);
  const feet = feetOf(splits, points, scores, climbs);
  let best: Scored = bestOf(points, scores) ?? { split: points[0], score: -Infinity };
  for (const foot of feet) {
    const top = await climb(splits, foot, counting);
    if (top.score > best.score) best = top;
  }
  return { ...best, looked };
}

/** Where to climb from: the best splits that are not close to a better one. */
function feetOf(splits: Splits, points: readonly Split[], scores: ArrayLike<number>, most: number): Scored[] {
  const order = points.map((split, i) => ({ split, score: scores[i] })).filter(({ score }) => score > -Infinity);
  order.sort((a, b) => b.score - a.score);
  const apart = roomOf(splits) / (2 * Math.max(2, splits.lower.length));
  const feet: Scored[] = [];
  for (const point of order) {
    if (feet.length === most) break;
    if (feet.every(({ split }) => distance(split, point.split) > apart)) feet.push(point);
  }
  return feet;
}
