import { added, fitted, roomOf, type Split, type Splits } from './splits.ts';

/** How good splits are, more being better; -Infinity where one has no value. Many at once cost least. */
export type Score = (splits: readonly Split[]) => Promise<ArrayLike<number>>;

/** A split and how good it is. */
export interface Scored {
  readonly split: Split;
  readonly score: number;
}

/** For each part what one more unit of money adds to the score, and by how much less the next one adds. */
export interface Slope {
  readonly gain: number;
  readonly bend: number;
}

/**
 * First and second derivatives of the score by each part: by central differences, and by forward ones where a part is
 * too near to 0. Both are of second order. Where there is no value they are 0.
 * @param room what can be moved: see `stepFor`
 */
export async function slopesAt(split: Split, room: number, score: Score): Promise<Slope[]> {
  const steps = split.map((part) => stepFor(part, room));
  const isCentral = (i: number): boolean => split[i] >= steps[i];
  const shifted = (i: number, by: number): number[] => split.map((part, j) => (i === j ? part + by : part));
  const around = steps.flatMap((step, i) => [shifted(i, isCentral(i) ? -step : 2 * step), shifted(i, step)]);
  const scores = await score([split, ...around]);
  const here = scores[0];
  return steps.map((step, i) => {
    const [other, next] = [scores[1 + 2 * i], scores[2 + 2 * i]];
    const [gain, bend] = isCentral(i)
      ? [next - other, 2 * here - other - next]
      : [4 * next - 3 * here - other, 2 * next - here - other];
    return { gain: known(gain / (2 * step)), bend: known(bend / (step * step)) };
  });
}

const known = (value: number): number => (Number.isFinite(value) ? value : 0);

/**
 * Over how much money a derivative is taken: a ten-thousandth of what can be moved, but where there is little money a thousandth of
 * that, since curves bend most near 0; and never so little that rounding would be seen in the second derivative.
 */
export const stepFor = (money: number, room: number): number =>
  Math.max(1e-6 * room, Math.min(1e-4 * room, 1e-3 * money));

/** More rounds than the most crooked of the random scenarios of the tests takes. */
const MOST_ROUNDS = 200;

/** A gain below this, relative, is one of rounding. */
const ROUNDING = 1e-15;

/**
 * Goes up from a split until no move makes it better. Each round tries, all at once, steps of a Newton method in which each
 * part has a second derivative of its own and the multiplier of the total makes the parts add up (Bertsekas, "Nonlinear
 * Programming", 2nd edition 1999, sections 2.3 and 3.4, projected onto the bounds), and exchanges: some money of one part
 * given to another, from all of it down to 1/32,768. Exchanges between all pairs are the directions of a generating set search
 * for such bounds (Kolda, Lewis and Torczon, "Optimization by direct search", SIAM Review 45, 2003, section 8.1), so that it
 * cannot end where one of them still helps.
 */
export async function climb(splits: Splits, from: Scored, score: Score): Promise<Scored> {
  const room = roomOf(splits);
  let best = from;
  for (let round = 0; round < MOST_ROUNDS && room > 0; round++) {
    const slopes = await slopesAt(best.split, room, score);
    const moves = [...newtonSteps(splits, best.split, slopes), ...exchanges(splits, best.split, slopes)];
    const next = bestOf(moves, await score(moves));
    if (next === null || !(next.score - best.score > ROUNDING * Math.abs(best.score))) break;
    best = next;
  }
  return best;
}

/** The best of some splits, the first of equals; null where none has a value. */
export function bestOf(splits: readonly Split[], scores: ArrayLike<number>): Scored | null {
  let best: Scored | null = null;
  for (const [i, split] of splits.entries()) {
    if (scores[i] > (best?.score ?? -Infinity)) best = { split, score: scores[i] };
  }
  return best;
}

/** A number, half of it, a quarter and so on. */
function halved(first: number, count: number): number[] {
  const values = [first];
  while (values.length < count) values.push(values[values.length - 1] / 2);
  return values;
}

/** Parts of a Newton step that are tried: 4, 2, 1, ..., 1/512. */
const PARTS = halved(4, 12);

function newtonSteps(splits: Splits, split: Split, slopes: readonly Slope[]): number[][] {
  const gains = slopes.map(({ gain }) => gain);
  const spread = Math.max(...gains) - Math.min(...gains);
  if (spread === 0) return [];
  const bends = slopes.map(({ bend }) => Math.abs(bend));
  // Where the score is as good as straight, a whole step leads as far as there is room.
  const least = Math.max(1e-6 * Math.max(...bends), spread / (100 * roomOf(splits)));
  return PARTS.map((part) => {
    const reach = bends.map((bend) => part / Math.max(bend, least));
    const at = (multiplier: number): number[] =>
      split.map((money, i) =>
        Math.min(splits.upper[i], Math.max(splits.lower[i], money + reach[i] * (gains[i] - multiplier))),
      );
    return fitted(splits, at(multiplierFor(splits.total, gains, spread, at)));
  });
}

/** The multiplier at which the parts add up to the total, by halving: the more it is, the less they come to. */
function multiplierFor(
  total: number,
  gains: readonly number[],
  spread: number,
  at: (multiplier: number) => readonly number[],
): number {
  let [low, high] = [Math.min(...gains) - spread, Math.max(...gains) + spread];
  for (let i = 0; i < 60; i++) {
    const middle = low + (high - low) / 2;
    if (added(at(middle)) > total) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

/** So many pairs exchange money in a round; of more the ones whose gains are furthest apart. */
const MOST_PAIRS = 30;

/** From all that can be given to 1/32,768 of it. */
const GIVEN = halved(1, 16);

/** Two parts, one of which may give the other money, and how much of it at most. */
interface Pair {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly gain: number;
}

/** Pairs that may exchange money, those with most to gain where there are many. */
function pairsIn({ lower, upper }: Splits, split: Split, slopes: readonly Slope[]): Pair[] {
  const parts = [...split.keys()];
  const pairs = parts.flatMap((from) =>
    parts.flatMap((to): Pair[] => {
      const most = Math.min(split[from] - lower[from], upper[to] - split[to]);
      return from !== to && most > 0 ? [{ from, to, most, gain: slopes[to].gain - slopes[from].gain }] : [];
    }),
  );
  return pairs.length > MOST_PAIRS ? [...pairs].sort((a, b) => b.gain - a.gain).slice(0, MOST_PAIRS) : pairs;
}

/** A split after one part has given another some money. */
const given = (split: Split, { from, to }: Pair, money: number): number[] =>
  split.map((part, i) => (i === from ? part - money : i === to ? part + money : part));

const exchanges = (splits: Splits, split: Split, slopes: readonly Slope[]): number[][] =>
  pairsIn(splits, split, slopes).flatMap((pair) => GIVEN.map((part) => given(split, pair, part * pair.most)));

/** Splits after one part has given another so much money, or all that can be given where that is less. */
export const exchangesOf = (splits: Splits, split: Split, slopes: readonly Slope[], money: number): number[][] =>
  pairsIn(splits, split, slopes).map((pair) => given(split, pair, Math.min(money, pair.most)));
