/** How one amount may be split: every part between its bounds, all parts together the total. */
export interface Splits {
  readonly lower: readonly number[];
  /** Never above what the others leave; see `splitsOf`. */
  readonly upper: readonly number[];
  readonly total: number;
}

/** An amount for each part, in their order. */
export type Split = readonly number[];

/**
 * The splits of a total between bounds, with every upper bound lowered to what the lower bounds of the others leave.
 * @param upper Infinity for none
 */
export function splitsOf(lower: readonly number[], upper: readonly number[], total: number): Splits {
  const floor = added(lower);
  return {
    lower,
    upper: upper.map((most, i) => Math.min(most, Math.max(lower[i], total - (floor - lower[i])))),
    total,
  };
}

export const added = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

/** What can be moved about: the total less all lower bounds. */
export const roomOf = ({ lower, total }: Splits): number => Math.max(0, total - added(lower));

/** The split that is nearest to what is wished for: within the bounds, and what is missing or too much shared by the room there is. */
export function fitted({ lower, upper, total }: Splits, wish: readonly number[]): number[] {
  const within = wish.map((part, i) => Math.min(upper[i], Math.max(lower[i], part)));
  const missing = total - added(within);
  const rooms = within.map((part, i) => (missing > 0 ? upper[i] - part : part - lower[i]));
  const room = added(rooms);
  if (room <= 0) return within;
  const share = Math.max(-1, Math.min(1, missing / room));
  const split = within.map((part, i) => Math.min(upper[i], Math.max(lower[i], part + share * rooms[i])));
  // What rounding leaves goes where there is most room for it.
  const rest = total - added(split);
  const widest = rooms.indexOf(Math.max(...rooms));
  split[widest] = Math.min(upper[widest], Math.max(lower[widest], split[widest] + rest));
  return split;
}

/**
 * Splits that lie evenly over all there are: those in which every part has a whole number of m-ths of the room, for the
 * largest m with at most so many of them; but at least those in which one part has all of it.
 */
export function evenSplits(splits: Splits, most: number): number[][] {
  const parts = splits.lower.length;
  const room = roomOf(splits);
  let steps = 1;
  while (parts > 1 && compositions(steps + 1, parts) <= most) steps++;
  const found: number[][] = [];
  for (const counts of countsThatAdd(steps, parts)) {
    found.push(
      fitted(
        splits,
        splits.lower.map((least, i) => least + (counts[i] / steps) * room),
      ),
    );
  }
  return found;
}

/** In how many ways a number of steps can be shared out: (steps + parts - 1) over (parts - 1). */
function compositions(steps: number, parts: number): number {
  let ways = 1;
  for (let i = 1; i < parts; i++) ways = (ways * (steps + i)) / i;
  return ways;
}

/** Whole numbers of 0 or more that add up to a sum, in all ways, the last one moving fastest. */
function* countsThatAdd(sum: number, parts: number): Generator<readonly number[]> {
  if (parts === 1) {
    yield [sum];
    return;
  }
  for (let first = 0; first <= sum; first++) {
    for (const others of countsThatAdd(sum - first, parts - 1)) yield [first, ...others];
  }
}

/** How far apart two splits are: the money that has to move to get from one to the other. */
export const distance = (one: Split, other: Split): number =>
  added(one.map((part, i) => Math.abs(part - other[i]))) / 2;
