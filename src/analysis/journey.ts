import { turn } from '../engine/expected.ts';
import { arrivalsAt, type Flow } from '../engine/flow.ts';
import type { Plan } from '../model/plan.ts';
import type { Prices } from '../model/prices.ts';
import type { JourneyStep } from '../model/result.ts';
import { numberAt } from '../model/table.ts';
import { cohortOf } from './cohort.ts';
import { type Item, isBelow, itemsAt, sum } from './ledger.ts';

/**
 * One prospect of the first channel followed from rotation 1 to the end: the chance of getting to each stage, and what
 * came in and was spent up to there, undiscounted. Visits count at the stage that their loop leads to, membership at
 * the pool's. Empty without a channel.
 */
export function journeyOf(plan: Plan, prices: Prices, flow: Flow): JourneyStep[] {
  if (plan.channels === 0) return [];
  const prospect = { origin: 0, stage: plan.entry[0], people: 1 };
  const cohort = cohortOf(plan, prices, flow, [prospect], false);
  const alone = turn(cohort.plan);
  const rotations = Array.from({ length: plan.rotations }, (_, t) => t);
  const items = rotations.flatMap((t) => itemsAt(cohort.plan, cohort.prices, alone, t));
  let [cost, revenue, before] = [numberAt(prices.prospect, 0, 0), 0, 0];
  return plan.stages.map((stage, s) => {
    const here = items.filter((item: Item) => item.stage === s);
    cost += sum(here, (item) => item.cost);
    revenue += sum(here, (item) => item.revenue);
    const net = revenue - cost;
    const step = net - before;
    before = net;
    return { stage, reach: sum(rotations, (t) => arrivalsAt(cohort.plan, alone, t, 0, s)), cost, revenue, net, step };
  });
}

/** The first stage by which a prospect pays, after one by which they do not; null when there is none. */
export function breakEvenStageOf(journey: readonly JourneyStep[]): string | null {
  const below = ({ net, revenue, cost }: JourneyStep): boolean => isBelow(net, 0, revenue + cost);
  const loss = journey.findIndex(below);
  return loss === -1 ? null : (journey.slice(loss).find((step) => !below(step))?.stage ?? null);
}
