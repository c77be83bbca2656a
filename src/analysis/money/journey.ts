import { runExpected } from '../../engine/expected.ts';
import { arrivalsAt, type Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Prices } from '../../model/plan/prices.ts';
import { numberAt } from '../../model/plan/table.ts';
import type { JourneyStep } from '../../model/result.ts';
import { isBelow } from '../sums.ts';
import { cohortOf } from './cohort.ts';
import { createItem, eachItem } from './ledger.ts';

/**
 * One prospect of the first channel followed from rotation 1 to the end: the chance of getting to each stage, and what
 * came in and was spent up to there, undiscounted. Visits count at the stage that their loop leads to, membership at
 * the pool's. Empty without a channel.
 */
export function journeyOf(plan: Plan, prices: Prices, flow: Flow): JourneyStep[] {
  if (plan.channels === 0) return [];
  const prospect = { origin: 0, stage: plan.entry[0], people: Float64Array.of(1) };
  const cohort = cohortOf(plan, prices, flow, [prospect], false);
  const alone = runExpected(cohort.plan);
  const item = createItem(1);
  const [costs, revenues] = [new Float64Array(plan.stages.length), new Float64Array(plan.stages.length)];
  const reach = new Float64Array(plan.stages.length);
  for (let t = 0; t < plan.rotations; t++) {
    eachItem(cohort.plan, cohort.prices, alone, t, item, () => {
      costs[item.stage] += item.cost[0];
      revenues[item.stage] += item.revenue[0];
    });
    for (const s of plan.stages.keys()) reach[s] += arrivalsAt(cohort.plan, alone, t, 0, s);
  }
  let [cost, revenue, before] = [prospectCost(plan, prices), 0, 0];
  return plan.stages.map((stage, s) => {
    cost += costs[s];
    revenue += revenues[s];
    const net = revenue - cost;
    const step = net - before;
    before = net;
    return { stage, reach: reach[s], cost, revenue, net, step };
  });
}

/** What a prospect of the first channel costs in rotation 1; of diminishing returns, on average over all who come then. */
function prospectCost({ fresh }: Plan, { prospect, outlay }: Prices): number {
  const spent = outlay ? numberAt(outlay, 0, 0) : 0;
  const volume = numberAt(fresh, 0, 0);
  return numberAt(prospect, 0, 0) + (volume > 0 ? spent / volume : 0);
}

/** True where a prospect has cost more than they have brought in. */
export const isLoss = ({ net, revenue, cost }: JourneyStep): boolean => isBelow(net, 0, revenue + cost);

/** The first stage by which a prospect pays, after one by which they do not; null when there is none. */
export function breakEvenStageOf(journey: readonly JourneyStep[]): string | null {
  const loss = journey.findIndex(isLoss);
  return loss === -1 ? null : (journey.slice(loss).find((step) => !isLoss(step))?.stage ?? null);
}
