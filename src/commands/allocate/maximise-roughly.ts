import { bestOf, exchangesOf, type Score, type Scored, slopesAt } from './climb.ts';
import type { Best } from './maximise.ts';
import { evenSplits, fitted, roomOf, type Split, type Splits } from './splits.ts';

/** Splits spread evenly over all there are; each is 10,000 runs. */
const EVENLY = 28;

/** Exchanges go from a quarter of what can be moved down to a 64th: less drowns in chance. */
const FIRST = 1 / 4;
const LAST = 1 / 64;

/** With money of one size, it is exchanged so often at most. */
const MOST_ROUNDS = 8;

/**
 * A good split where a score is dear and a function of steps: a chance or a quantile from runs. Of splits spread evenly and
 * those that are given the best one exchanges money between two parts as long as that helps, in ever smaller sums. It can miss
 * the best split; all are compared on the same random numbers.
 * @param starts splits to look at besides; of equals the first of them is the answer
 * @param guide a score that is cheap and smooth, by which of many pairs those are chosen that exchange money
 */
export async function maximiseRoughly(
  splits: Splits,
  starts: readonly Split[],
  score: Score,
  guide: Score,
): Promise<Best> {
  const points = [...starts.map((start) => fitted(splits, start)), ...evenSplits(splits, EVENLY)];
  let looked = points.length;
  let best: Scored = bestOf(points, await score(points)) ?? { split: points[0], score: -Infinity };
  const room = roomOf(splits);
  for (let part = FIRST; part >= LAST && room > 0; part /= 2) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const slopes = await slopesAt(best.split, room, guide);
      const moves = exchangesOf(splits, best.split, slopes, part * room);
      looked += moves.length;
      const next = bestOf(moves, await score(moves));
      if (next === null || next.score <= best.score) break;
      best = next;
    }
  }
  return { ...best, looked };
}
