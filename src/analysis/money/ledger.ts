import { arrivalsAt, type Flow, membersAfter } from '../../engine/flow.ts';
import { UncountableError } from '../../model/errors.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Offer, Prices } from '../../model/plan/prices.ts';
import { numberAt } from '../../model/plan/table.ts';
import { ratio, sum } from '../sums.ts';

/** What one kind of people at one stage brought in and cost in a rotation; the cost of goods is in the cost. */
export interface Item {
  readonly kind: 'arrivals' | 'visits' | 'members';
  readonly stage: number;
  readonly revenue: number;
  readonly cost: number;
  /** The part of the cost that is cost of goods. */
  readonly goods: number;
}

/** The money of one rotation, in the scenario's currency (section 4 of the model). */
export interface LedgerRow {
  readonly revenue: number;
  readonly cost: number;
  readonly profit: number;
  /** Profit of this and all rotations before. */
  readonly cash: number;
  /** Paid for prospects and rewards. */
  readonly spend: number;
  /** Stage costs and cost of goods of those who arrived before the customer stage. */
  readonly costBefore: number;
  /** Cost of goods of all arrivals and visits. */
  readonly goods: number;
  /** What levers cost, setup included. */
  readonly levers: number;
  /** People who became customers. */
  readonly customers: number;
  /** Member cost per member, of the pools that have one; null without such members. */
  readonly keepCost: number | null;
}

/** Amounts beyond this are refused: a double holds nothing smaller than 100,000 beside them. */
const MOST_MONEY = 1e21;

/**
 * The money of every rotation.
 * @throws UncountableError when an amount passes 1e21
 */
export function ledgerOf(plan: Plan, prices: Prices, flow: Flow): LedgerRow[] {
  let cash = 0;
  return Array.from({ length: plan.rotations }, (_, t) => {
    const items = itemsAt(plan, prices, flow, t);
    const spend = spendAt(plan, prices, flow, t);
    const levers = prices.levers[t];
    const revenue = sum(items, (item) => item.revenue);
    const cost = spend + sum(items, (item) => item.cost) + numberAt(prices.overhead, t, 0) + levers;
    cash += revenue - cost;
    if (!(revenue <= MOST_MONEY && cost <= MOST_MONEY && Math.abs(cash) <= MOST_MONEY)) throw tooMuch(t + 1);
    const before = items.filter(({ kind, stage }) => kind === 'arrivals' && stage < plan.customer);
    return {
      revenue,
      cost,
      profit: revenue - cost,
      cash,
      spend,
      costBefore: sum(before, (item) => item.cost),
      goods: sum(items, (item) => item.goods),
      levers,
      customers: sum(plan.origins, (_id, o) => arrivalsAt(plan, flow, t, o, plan.customer)),
      keepCost: keepCostAt(plan, prices, flow, t),
    };
  });
}

const tooMuch = (rotation: number): UncountableError =>
  new UncountableError(
    `amounts pass 1e21 in rotation ${rotation}: write prices in a larger unit, or run fewer rotations`,
  );

/** What stages, repeat visits and members brought in and cost in rotation t (from 0), one item for each of them. */
export function itemsAt(plan: Plan, prices: Prices, flow: Flow, t: number): Item[] {
  const arrived = arrivedIn(plan, flow, t);
  return [
    ...plan.stages.map((_, s) => sold('arrivals', s, arrived[s], prices.arrival, t, s)),
    ...plan.repeats.map(({ stage }, l) =>
      sold('visits', stage, flow.returning[t * plan.repeats.length + l], prices.visit, t, l),
    ),
    ...Array.from(plan.pools, (stage, p): Item => {
      const members = membersAfter(plan, flow, t + 1, p);
      const revenue = numberAt(prices.memberRevenue, t, p) * members;
      return { kind: 'members', stage, revenue, cost: numberAt(prices.memberCost, t, p) * members, goods: 0 };
    }),
  ];
}

/** Arrivals at every stage in rotation t, in the order in which they lie there: a wide table is read once. */
function arrivedIn(plan: Plan, flow: Flow, t: number): Float64Array {
  const arrived = new Float64Array(plan.stages.length);
  for (let o = 0; o < plan.origins.length; o++) {
    for (let s = 0; s < arrived.length; s++) arrived[s] += arrivalsAt(plan, flow, t, o, s);
  }
  return arrived;
}

function sold(kind: Item['kind'], stage: number, people: number, offer: Offer, t: number, column: number): Item {
  const revenue = numberAt(offer.revenue, t, column) * people;
  const goods = (1 - numberAt(offer.margin, t, column)) * revenue;
  return { kind, stage, revenue, cost: numberAt(offer.cost, t, column) * people + goods, goods };
}

/** Prospects sought or brought, wasted ones too, and rewards, each paid as the people arrive who earn it. */
function spendAt(plan: Plan, { prospect, reward, rewardAt }: Prices, flow: Flow, t: number): number {
  return sum(plan.origins, (_, o) => {
    const sought = numberAt(prospect, t, o) * flow.candidates[t * plan.origins.length + o];
    const stage = rewardAt[o];
    return stage < 0 ? sought : sought + numberAt(reward, t, o) * arrivalsAt(plan, flow, t, o, stage);
  });
}

function keepCostAt(plan: Plan, { memberCost }: Prices, flow: Flow, t: number): number | null {
  const kept = [...plan.pools.keys()].filter((p) => numberAt(memberCost, t, p) > 0);
  const members = sum(kept, (p) => membersAfter(plan, flow, t + 1, p));
  return ratio(
    sum(kept, (p) => numberAt(memberCost, t, p) * membersAfter(plan, flow, t + 1, p)),
    members,
  );
}

/** What customers cost in a rotation, all in: the numerator of cac. */
export const acquisitionCost = ({ spend, costBefore, levers }: LedgerRow): number => spend + costBefore + levers;

/** What customers of the whole run cost on average, all in; null without customers. */
export const averageCac = (ledger: readonly LedgerRow[]): number | null =>
  ratio(
    sum(ledger, acquisitionCost),
    sum(ledger, ({ customers }) => customers),
  );

/** What customers of the whole run cost on average, by the spend alone; null without customers. */
export const averageMediaCac = (ledger: readonly LedgerRow[]): number | null =>
  ratio(
    sum(ledger, ({ spend }) => spend),
    sum(ledger, ({ customers }) => customers),
  );
