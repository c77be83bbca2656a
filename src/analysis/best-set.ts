import { excludeEachOther } from '../model/scenario/exclusions.ts';
import type { Lever } from '../model/scenario/types.ts';
import { isTie } from './tolerance.ts';

/** Levers that are on together, in file order, and what comes of it. */
export interface LeverSet {
  readonly levers: readonly Lever[];
  /** How good that is, more being better; -Infinity where the metric has no value. */
  readonly score: number;
  readonly outlay: number;
}

/** How a set was found: among all there are, or by exchanging one lever for another. */
export type SearchMethod = 'all subsets' | 'exchange';

/** Up to so many levers every set is tried: 2^14 are 16,384. */
export const MOST_FOR_ALL = 14;

/** Where a set takes runs: 2^8 are 256. */
export const MOST_DRAWN_FOR_ALL = 8;

/** What a set comes to; null where it is beyond the budget or cannot be. `all` is how many are to be tried, if known. */
export type TrySet = (levers: readonly Lever[], done: number, all: number | null) => Promise<LeverSet | null>;

/**
 * The best set of levers, the empty one where nothing pays. Of sets that are equal but for rounding it is the one with
 * the smaller outlay, then the one with fewer levers, then the one whose first levers stand earlier in the file.
 * @param none the empty set
 * @param mostForAll up to so many levers every set is tried
 */
export async function bestSet(
  levers: readonly Lever[],
  none: LeverSet,
  attempt: TrySet,
  mostForAll = MOST_FOR_ALL,
): Promise<{ readonly best: LeverSet; readonly method: SearchMethod }> {
  if (levers.length > mostForAll) return { best: await exchanged(levers, none, attempt), method: 'exchange' };
  return { best: await bestOfAll(levers, none, attempt), method: 'all subsets' };
}

async function bestOfAll(levers: readonly Lever[], none: LeverSet, attempt: TrySet): Promise<LeverSet> {
  const subsets = allowedSubsets(levers);
  const found = [none];
  for (const [done, subset] of subsets.entries()) {
    const set = await attempt(subset, done, subsets.length);
    if (set) found.push(set);
  }
  const top = found.reduce((most, { score }) => Math.max(most, score), -Infinity);
  const equal = found.filter(({ score }) => score === top || isTie(score, top));
  const least = equal.reduce((most, { outlay }) => Math.min(most, outlay), Infinity);
  const cheapest = equal.filter(({ outlay }) => outlay === least || isTie(outlay, least));
  return cheapest.reduce((a, b) => (isEarlier(b, a, levers) ? b : a));
}

/** Every set of levers but the empty one in which none excludes another. */
function allowedSubsets(levers: readonly Lever[]): Lever[][] {
  let subsets: Lever[][] = [[]];
  for (const lever of levers) {
    const beside = subsets.filter((subset) => isFree(lever, subset));
    subsets = [...subsets, ...beside.map((subset) => [...subset, lever])];
  }
  return subsets.slice(1);
}

const isFree = (lever: Lever, set: readonly Lever[]): boolean => !set.some((other) => excludeEachOther(lever, other));

function isEarlier(one: LeverSet, other: LeverSet, levers: readonly Lever[]): boolean {
  if (one.levers.length !== other.levers.length) return one.levers.length < other.levers.length;
  const first = levers.find((lever) => one.levers.includes(lever) !== other.levers.includes(lever));
  return first !== undefined && one.levers.includes(first);
}

/** True for a set that is better by more than rounding, or as good for less. */
function beats(one: LeverSet, other: LeverSet): boolean {
  if (one.score !== other.score && !isTie(one.score, other.score)) return one.score > other.score;
  return one.outlay < other.outlay && !isTie(one.outlay, other.outlay);
}

/** One lever for two others is tried as long as there are at most so many ways to do so. */
const MOST_PAIRS = 2000;

/**
 * Levers one by one, always the best on top of those before (greedy), and from the best set on the way by exchanges:
 * one lever less, one more, one for another, one for two, until none of that makes it better. It can miss the best set.
 */
async function exchanged(levers: readonly Lever[], none: LeverSet, attempt: TrySet): Promise<LeverSet> {
  const known = new Map<string, LeverSet | null>();
  const tried = async (set: ReadonlySet<Lever>): Promise<LeverSet | null> => {
    const inOrder = levers.filter((lever) => set.has(lever));
    const key = inOrder.map(({ id }) => id).join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = inOrder.length === 0 ? none : await attempt(inOrder, known.size, null);
    known.set(key, made);
    return made;
  };
  let best = await greedy(levers, none, tried);
  for (let better: LeverSet | null = best; better; ) {
    best = better;
    better = await firstBetter(best, neighbours(levers, best.levers), tried);
  }
  return best;
}

type Tried = (set: ReadonlySet<Lever>) => Promise<LeverSet | null>;

/** The best set on the way from none to where nothing more can be added. */
async function greedy(levers: readonly Lever[], none: LeverSet, tried: Tried): Promise<LeverSet> {
  let best = none;
  for (let last: LeverSet | null = none; last; ) {
    const on: readonly Lever[] = last.levers;
    let next: LeverSet | null = null;
    for (const lever of levers) {
      const set: LeverSet | null =
        on.includes(lever) || !isFree(lever, on) ? null : await tried(new Set([...on, lever]));
      if (set && (next === null || beats(set, next))) next = set;
    }
    if (next && beats(next, best)) best = next;
    last = next;
  }
  return best;
}

async function firstBetter(best: LeverSet, sets: Iterable<ReadonlySet<Lever>>, tried: Tried): Promise<LeverSet | null> {
  for (const set of sets) {
    const found = await tried(set);
    if (found && beats(found, best)) return found;
  }
  return null;
}

/** Sets that differ by one lever, by one for another, or by one for two; what excludes each other is never in them. */
function* neighbours(levers: readonly Lever[], on: readonly Lever[]): Generator<ReadonlySet<Lever>> {
  const off = levers.filter((lever) => !on.includes(lever));
  const without = (out: Lever): Lever[] => on.filter((lever) => lever !== out);
  for (const out of on) yield new Set(without(out));
  for (const lever of off) if (isFree(lever, on)) yield new Set([...on, lever]);
  for (const out of on) {
    for (const lever of off) if (isFree(lever, without(out))) yield new Set([...without(out), lever]);
  }
  if ((on.length * off.length * (off.length - 1)) / 2 > MOST_PAIRS) return;
  for (const out of on) {
    const rest = without(out);
    for (const [i, one] of off.entries()) {
      for (const other of off.slice(i + 1)) {
        if (isFree(one, rest) && isFree(other, [...rest, one])) yield new Set([...rest, one, other]);
      }
    }
  }
}
