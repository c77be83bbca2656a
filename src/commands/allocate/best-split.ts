import { isTie } from '../../analysis/tolerance.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { Lever } from '../../model/scenario/types.ts';
import { type Effort, maximise } from './maximise.ts';
import { maximiseRoughly } from './maximise-roughly.ts';
import { fitted, type Split } from './splits.ts';
import { lessened, type Spread, spreadByChannel, spreadByRotation } from './spread.ts';
import { costOf, type Found, openIds, scoreBy, type Task, valuerOf } from './task.ts';

/** The best split of the money that some levers leave. */
export async function spreadOver(task: Task, levers: readonly Lever[]): Promise<Found> {
  const money = lessened(task.money, costOf(levers, task.scenario));
  const spread = spreadByChannel(money);
  const found = await bestSplit(task, levers, spread, [spread.plan]);
  if (!task.request.byRotation) return { levers, spread, ...found };
  const finer = spreadByRotation(money);
  const even = finer.parts.map(({ channel, rotation }) => spread.budgetsOf(found.split)[channel][rotation ?? 0]);
  const better = await bestSplit(task, levers, finer, [finer.plan, even], OVER_TIME);
  return { levers, spread: finer, split: better.split, looked: found.looked + better.looked };
}

/** For budgets by rotation, which start from the best ones by channel: of dozens of parts each climb takes seconds. */
const OVER_TIME: Effort = { evenly: 100, climbs: 2 };

/** What is better than the plan by less than this, relative, is not worth a change. */
const NOISE = 1e-12;

async function bestSplit(
  task: Task,
  levers: readonly Lever[],
  spread: Spread,
  starts: readonly Split[],
  effort?: Effort,
) {
  const { splits } = spread;
  const plain = scoreBy(spread, valuerOf(task, levers, openIds(task.channels), true), task);
  if (isOfChance(task.measure)) {
    const guess = await maximise(splits, starts, plain, effort);
    const score = scoreBy(spread, valuerOf(task, levers, openIds(task.channels)), task);
    return maximiseRoughly(splits, [...starts, guess.split], score, plain);
  }
  const best = await maximise(splits, starts, plain, effort);
  const plan = fitted(splits, starts[0]);
  const [planned] = Array.from(await plain([plan]));
  return isTie(planned, best.score, NOISE) ? { ...best, split: plan } : best;
}
