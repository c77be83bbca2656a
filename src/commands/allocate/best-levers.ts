import { bestSet, type LeverSet } from '../../analysis/best-set.ts';
import { InputError } from '../../model/errors.ts';
import { excludeEachOther } from '../../model/scenario/exclusions.ts';
import type { Lever } from '../../model/scenario/types.ts';
import { budgetsChangedBy } from './caveats.ts';
import { type Effort, maximise } from './maximise.ts';
import { added } from './splits.ts';
import { lessened, spreadByChannel } from './spread.ts';
import { costOf, openIds, scoreBy, type Task, valuerOf } from './task.ts';

/** Up to so many levers every set of them is tried, each with its own best split: 2^6 are 64. */
const MOST_LEVERS_FOR_ALL = 6;

/** For comparing sets of levers. */
const LIGHT: Effort = { evenly: 150, climbs: 2 };

/** Levers that are not on, that none which is on excludes, and that change no budget: what they spend would not be counted. */
export function leversToTry({ scenario: { levers = [] }, request: { switches }, channels }: Task): Lever[] {
  const on = levers.filter(({ id }) => switches.some(({ lever }) => lever === id));
  return levers.filter(
    (lever) =>
      !on.includes(lever) &&
      budgetsChangedBy(lever, channels).length === 0 &&
      !on.some((other) => excludeEachOther(lever, other)),
  );
}

/**
 * The levers to switch on within the same money: the set that is best when what it leaves is spread best. By chance, the split is
 * the best one by expected values.
 */
export async function bestLevers(task: Task, candidates: readonly Lever[]): Promise<readonly Lever[]> {
  if (candidates.length === 0) return [];
  const { scenario } = task;
  const all = added([...task.money.free]);
  const tried = async (levers: readonly Lever[]): Promise<LeverSet | null> => {
    const outlay = costOf(levers, scenario);
    if (outlay > all) return null;
    try {
      const spread = spreadByChannel(lessened(task.money, outlay));
      const plain = scoreBy(spread, valuerOf(task, levers, openIds(task.channels), true), task);
      const { split } = await maximise(spread.splits, [spread.plan], plain, LIGHT);
      const [score] = Array.from(await scoreBy(spread, valuerOf(task, levers, openIds(task.channels)), task)([split]));
      return { levers, score, outlay };
    } catch (error) {
      // Levers that cannot be on, or whose money the limits of the channels need.
      if (error instanceof InputError) return null;
      throw error;
    }
  };
  const none = (await tried([])) ?? { levers: [], score: -Infinity, outlay: 0 };
  return (await bestSet(candidates, none, (levers) => tried(levers), MOST_LEVERS_FOR_ALL)).best.levers;
}
