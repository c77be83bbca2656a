import type { Plan } from './plan.ts';
import type { Offer, Prices } from './prices.ts';
import { laneOf, type Table } from './table.ts';

/** The plan of one lane, as if it had been compiled for its numbers alone. */
export function planOfLane(plan: Plan, lane: number): Plan {
  const one = (table: Table): Table => laneOf(table, plan.rotations, lane);
  return {
    ...plan,
    fresh: one(plan.fresh),
    conversion: one(plan.conversion),
    base: one(plan.base),
    optional: one(plan.optional),
    wait: one(plan.wait),
    retention: one(plan.retention),
    visits: one(plan.visits),
    ceiling: one(plan.ceiling),
    half: one(plan.half),
    customer: plan.customerByLane?.[lane] ?? plan.customer,
    customerByLane: null,
    prices: plan.prices && pricesOfLane(plan.prices, one),
  };
}

function pricesOfLane(prices: Prices, one: (table: Table) => Table): Prices {
  const offer = ({ revenue, margin, cost }: Offer): Offer => ({
    revenue: one(revenue),
    margin: one(margin),
    cost: one(cost),
  });
  return {
    ...prices,
    prospect: one(prices.prospect),
    reward: one(prices.reward),
    arrival: offer(prices.arrival),
    visit: offer(prices.visit),
    memberRevenue: one(prices.memberRevenue),
    memberCost: one(prices.memberCost),
    overhead: one(prices.overhead),
  };
}
