import { type CountedMoney, type Flow, membersAfter } from '../../engine/flow.ts';
import { add } from '../../engine/lanes.ts';
import { UncountableError } from '../../model/errors.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Offer, Prices } from '../../model/plan/prices.ts';
import { numbersAt, type Table } from '../../model/plan/table.ts';
import { ratio } from '../sums.ts';

/** What one kind of people at one stage brought in and cost in a rotation, by lane; the cost of goods is in the cost. */
export interface Item {
  kind: 'arrivals' | 'visits' | 'members';
  stage: number;
  /** How many people that were, where they are added up for it. */
  readonly people: Float64Array;
  readonly revenue: Float64Array;
  readonly cost: Float64Array;
  /** The part of the cost that is cost of goods. */
  readonly goods: Float64Array;
}

/**
 * The money of every rotation, in the scenario's currency (section 4 of the model), of a run or of several side by side: the
 * amount of rotation t (from 0) in lane r stands at t * lanes + r.
 */
export interface Ledger {
  readonly lanes: number;
  readonly rotations: number;
  readonly revenue: Float64Array;
  readonly cost: Float64Array;
  readonly profit: Float64Array;
  /** Profit of this and all rotations before. */
  readonly cash: Float64Array;
  /** Paid for prospects and rewards. */
  readonly spend: Float64Array;
  /** Stage costs and cost of goods of those who arrived before the customer stage. */
  readonly costBefore: Float64Array;
  /** Cost of goods of all arrivals and visits. */
  readonly goods: Float64Array;
  /** What levers cost, setup included. */
  readonly levers: Float64Array;
  /** People who became customers. */
  readonly customers: Float64Array;
  /** Paid for members of the pools whose members cost anything, and how many these were. */
  readonly keeping: Float64Array;
  readonly kept: Float64Array;
  /** Where one item after the other is made. */
  readonly item: Item;
}

/** Amounts beyond this are refused: a double holds nothing smaller than 100,000 beside them. */
const MOST_MONEY = 1e21;

/** Room for the money of a flow's lanes. */
export function createLedger({ rotations }: Plan, lanes: number): Ledger {
  const amounts = (): Float64Array => new Float64Array(rotations * lanes);
  return {
    lanes,
    rotations,
    revenue: amounts(),
    cost: amounts(),
    profit: amounts(),
    cash: amounts(),
    spend: amounts(),
    costBefore: amounts(),
    goods: amounts(),
    levers: amounts(),
    customers: amounts(),
    keeping: amounts(),
    kept: amounts(),
    item: createItem(lanes),
  };
}

/**
 * The money of every rotation and lane.
 * @param ledger from `createLedger` for this plan; filled and returned
 * @throws UncountableError when an amount passes 1e21
 */
export function ledgerOf(plan: Plan, prices: Prices, flow: Flow, ledger = createLedger(plan, flow.lanes)): Ledger {
  const { lanes } = flow;
  const { item } = ledger;
  for (const amounts of [ledger.revenue, ledger.cost, ledger.goods, ledger.costBefore, ledger.customers])
    amounts.fill(0);
  for (let t = 0; t < plan.rotations; t++) {
    const row = t * lanes;
    eachItem(plan, prices, flow, t, item, () => addItem(plan, ledger, row, item));
    countCustomers(plan, flow, t, ledger.customers);
    addSpend(plan, prices, flow, t, ledger);
    addKeeping(plan, prices, flow, t, ledger);
    balance(prices, t, ledger);
    if (flow.past?.money && t < flow.past.rotations) setCounted(flow.past.money, t, ledger);
  }
  return ledger;
}

export const createItem = (lanes: number): Item => ({
  kind: 'arrivals',
  stage: 0,
  people: new Float64Array(lanes),
  revenue: new Float64Array(lanes),
  cost: new Float64Array(lanes),
  goods: new Float64Array(lanes),
});

/**
 * What stages, repeat visits and members brought in and cost in rotation t (from 0), one after the other.
 * @param item filled anew each time before `take` is called
 */
export function eachItem(plan: Plan, prices: Prices, flow: Flow, t: number, item: Item, take: () => void): void {
  const { lanes } = flow;
  const sold = (kind: Item['kind'], stage: number): void => {
    item.kind = kind;
    item.stage = stage;
    take();
  };
  for (let s = 0; s < plan.stages.length; s++) {
    if (isZero(prices.arrival.revenue, t, s) && isZero(prices.arrival.cost, t, s)) continue;
    sell(countArrived(plan, flow, t, s, item.people), 0, prices.arrival, t, s, item);
    sold('arrivals', s);
  }
  for (const [l, { stage }] of plan.repeats.entries()) {
    if (isZero(prices.visit.revenue, t, l) && isZero(prices.visit.cost, t, l)) continue;
    sell(flow.returning, (t * plan.repeats.length + l) * lanes, prices.visit, t, l, item);
    sold('visits', stage);
  }
  for (const [p, stage] of plan.pools.entries()) {
    const { memberRevenue, memberCost } = prices;
    if (isZero(memberRevenue, t, p) && isZero(memberCost, t, p)) continue;
    const members = ((t + 1) * plan.pools.length + p) * lanes;
    item.revenue.fill(0);
    item.cost.fill(0);
    item.goods.fill(0);
    addTimes(memberRevenue, t, p, flow.members, members, item.revenue, 0, lanes);
    addTimes(memberCost, t, p, flow.members, members, item.cost, 0, lanes);
    sold('members', stage);
  }
}

/** True where a price is 0 in all lanes. */
const isZero = ({ values, step, byLane }: Table, t: number, column: number): boolean =>
  !byLane?.[column] && values[t * step + column] === 0;

/** Arrivals of all origins at a stage in rotation t. */
function countArrived(plan: Plan, { arrivals, holders, lanes }: Flow, t: number, stage: number, into: Float64Array) {
  into.fill(0);
  for (const { origin } of holders) {
    const cell = ((t * plan.origins.length + origin) * plan.stages.length + stage) * lanes;
    add(arrivals, cell, into, 0, lanes);
  }
  return into;
}

function sell(people: Float64Array, at: number, offer: Offer, t: number, column: number, item: Item): void {
  const price = numbersAt(offer.revenue, t, column);
  const margin = numbersAt(offer.margin, t, column);
  const cost = numbersAt(offer.cost, t, column);
  const { revenue, cost: costs, goods } = item;
  for (let r = 0; r < revenue.length; r++) {
    const amount = price.values[price.at + r * price.apart] * people[at + r];
    const bought = (1 - margin.values[margin.at + r * margin.apart]) * amount;
    revenue[r] = amount;
    goods[r] = bought;
    costs[r] = cost.values[cost.at + r * cost.apart] * people[at + r] + bought;
  }
}

/** Adds a price times the people of every lane. */
function addTimes(
  table: Table,
  t: number,
  column: number,
  people: Float64Array,
  at: number,
  into: Float64Array,
  to: number,
  lanes: number,
): void {
  const price = numbersAt(table, t, column);
  for (let r = 0; r < lanes; r++) into[to + r] += price.values[price.at + r * price.apart] * people[at + r];
}

function addItem(plan: Plan, ledger: Ledger, row: number, { kind, stage, revenue, cost, goods }: Item): void {
  const { customer, customerByLane } = plan;
  for (let r = 0; r < revenue.length; r++) {
    ledger.revenue[row + r] += revenue[r];
    ledger.cost[row + r] += cost[r];
    ledger.goods[row + r] += goods[r];
    if (kind === 'arrivals' && stage < (customerByLane?.[r] ?? customer)) ledger.costBefore[row + r] += cost[r];
  }
}

function countCustomers(plan: Plan, { arrivals, holders, lanes }: Flow, t: number, customers: Float64Array): void {
  const { customer, customerByLane } = plan;
  for (const { origin } of holders) {
    const row = (t * plan.origins.length + origin) * plan.stages.length;
    for (let r = 0; r < lanes; r++) {
      customers[t * lanes + r] += arrivals[(row + (customerByLane?.[r] ?? customer)) * lanes + r];
    }
  }
}

/** Adds a number of every lane. */
function addNumbers(table: Table, t: number, column: number, into: Float64Array): void {
  const { values, at, apart } = numbersAt(table, t, column);
  for (let r = 0; r < into.length; r++) into[r] += values[at + r * apart];
}

/** Prospects sought or brought, wasted ones too, budgets of diminishing returns, and rewards, each paid as the people arrive who earn it. */
function addSpend(
  plan: Plan,
  { prospect, outlay, reward, rewardAt }: Prices,
  flow: Flow,
  t: number,
  { spend, item }: Ledger,
): void {
  const { lanes, candidates, arrivals } = flow;
  const row = t * lanes;
  spend.fill(0, row, row + lanes);
  const origins = plan.origins.length;
  const paid = item.cost;
  for (let o = 0; o < origins; o++) {
    const cell = t * origins + o;
    if (isZero(prospect, t, o) && rewardAt[o] < 0 && !outlay) continue;
    paid.fill(0);
    addTimes(prospect, t, o, candidates, cell * lanes, paid, 0, lanes);
    const rewarded = (cell * plan.stages.length + rewardAt[o]) * lanes;
    if (rewardAt[o] >= 0) addTimes(reward, t, o, arrivals, rewarded, paid, 0, lanes);
    if (outlay && o < plan.channels) addNumbers(outlay, t, o, paid);
    add(paid, 0, spend, row, lanes);
  }
}

/** What members cost in the pools where they cost anything. */
function addKeeping(plan: Plan, { memberCost }: Prices, flow: Flow, t: number, { keeping, kept }: Ledger): void {
  const { lanes } = flow;
  const row = t * lanes;
  keeping.fill(0, row, row + lanes);
  kept.fill(0, row, row + lanes);
  for (const p of plan.pools.keys()) {
    if (isZero(memberCost, t, p)) continue;
    const price = numbersAt(memberCost, t, p);
    for (let r = 0; r < lanes; r++) {
      const each = price.values[price.at + r * price.apart];
      if (each === 0) continue;
      const members = membersAfter(plan, flow, t + 1, p, r);
      keeping[row + r] += each * members;
      kept[row + r] += members;
    }
  }
}

/** Adds up a rotation, of which everything else is known. */
function balance(prices: Prices, t: number, ledger: Ledger): void {
  const { lanes, revenue, cost, profit, cash, spend, levers } = ledger;
  const overhead = numbersAt(prices.overhead, t, 0);
  for (let r = 0, i = t * lanes; r < lanes; r++, i++) {
    levers[i] = prices.levers[t];
    cost[i] = spend[i] + cost[i] + overhead.values[overhead.at + r * overhead.apart] + levers[i];
    profit[i] = revenue[i] - cost[i];
    cash[i] = (t === 0 ? 0 : cash[i - lanes]) + profit[i];
    if (!(revenue[i] <= MOST_MONEY && cost[i] <= MOST_MONEY && Math.abs(cash[i]) <= MOST_MONEY))
      throw tooMuch(t + 1, r);
  }
}

/** Puts amounts that were counted in the place of those that follow from people: whatever is made of them follows. */
function setCounted(counted: CountedMoney, t: number, { lanes, revenue, cost, spend, profit, cash }: Ledger): void {
  const known = (amounts: Float64Array): number | null => (Number.isNaN(amounts[t]) ? null : amounts[t]);
  for (let r = 0, i = t * lanes; r < lanes; r++, i++) {
    const spent = known(counted.spend) ?? spend[i];
    cost[i] = known(counted.cost) ?? cost[i] + spent - spend[i];
    spend[i] = spent;
    revenue[i] = known(counted.revenue) ?? revenue[i];
    profit[i] = known(counted.profit) ?? revenue[i] - cost[i];
    cash[i] = known(counted.cash) ?? (t === 0 ? 0 : cash[i - lanes]) + profit[i];
  }
}

const tooMuch = (rotation: number, lane: number): UncountableError =>
  new UncountableError(
    `amounts pass 1e21 in rotation ${rotation}: write prices in a larger unit, or run fewer rotations`,
    lane,
  );

/** What customers cost, all in: the numerator of cac. @param i where a rotation and a lane stand in the ledger */
export const acquisitionCost = ({ spend, costBefore, levers }: Ledger, i: number): number =>
  spend[i] + costBefore[i] + levers[i];

/** What customers of the whole run cost on average, all in; null without customers. */
export const averageCac = (ledger: Ledger, lane = 0): number | null =>
  ratio(
    overRotations(ledger, lane, (i) => acquisitionCost(ledger, i)),
    overRotations(ledger, lane, (i) => ledger.customers[i]),
  );

/** What customers of the whole run cost on average, by the spend alone; null without customers. */
export const averageMediaCac = (ledger: Ledger, lane = 0): number | null =>
  ratio(
    overRotations(ledger, lane, (i) => ledger.spend[i]),
    overRotations(ledger, lane, (i) => ledger.customers[i]),
  );

function overRotations({ lanes, rotations }: Ledger, lane: number, amount: (i: number) => number): number {
  let total = 0;
  for (let t = 0; t < rotations; t++) total += amount(t * lanes + lane);
  return total;
}
