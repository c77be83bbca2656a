import type { Path } from '../errors.ts';
import { AMOUNT, SHARE } from '../number/range.ts';
import { scalarValue } from '../number/scalar.ts';
import { numberFields } from '../scenario/fields.ts';
import type { Channel, Quantity, ReferralLoop, RepeatLoop, Scenario, Stage } from '../scenario/types.ts';
import type { Numbers, Switch } from './active-levers.ts';
import { type Table, tableOf } from './table.ts';

/** What an arrival or a visit is worth: order value, the share of it left after cost of goods, and other cost. */
export interface Offer {
  readonly revenue: Table;
  readonly margin: Table;
  readonly cost: Table;
}

/** What everything costs and earns in every rotation; the columns are those of the plan. */
export interface Prices {
  /** O wide: cost per prospect sought or brought. */
  readonly prospect: Table;
  /** O wide: reward per person who arrives at the stage `rewardAt` (-1 where there is none). */
  readonly reward: Table;
  readonly rewardAt: Int32Array;
  /** S wide, per arrival. */
  readonly arrival: Offer;
  /** One wide per repeat loop, per visit. */
  readonly visit: Offer;
  /** P wide, per active member and rotation. */
  readonly memberRevenue: Table;
  readonly memberCost: Table;
  /** One wide. */
  readonly overhead: Table;
  /** T long: what the levers that are on cost, and their setup in the first rotation. */
  readonly levers: Float64Array;
  /** Discount rate per rotation. */
  readonly discount: number;
}

const MONEY = ['cost', 'setup', 'revenue', 'memberCost', 'memberRevenue', 'budget', 'overhead'];

/** True where a path leads to a price. What stands in second place is an id, and in a map it is one at the end too. */
const isPrice = (path: Path): boolean =>
  path.length === 4 ? path[2] === 'reward' : path.length < 4 && MONEY.includes(String(path.at(-1)));

/** True when a scenario has money in it, if only by what one of its levers changes. */
export function hasMoney(scenario: Scenario): boolean {
  const changes = (scenario.levers ?? []).flatMap((lever) => lever.changes ?? []);
  return (
    numberFields(scenario).some(({ path }) => isPrice(path)) || changes.some(({ path }) => isPrice(path.split('.')))
  );
}

/** Where the columns of the plan's tables come from. */
export interface Columns {
  readonly channels: readonly Channel[];
  readonly referrals: readonly ReferralLoop[];
  readonly repeats: readonly RepeatLoop[];
  /** The stage of each pool. */
  readonly pools: readonly Stage[];
}

/** Compiles the prices of a scenario that has money in it. */
export function pricesOf(
  scenario: Scenario,
  { channels, referrals, repeats, pools }: Columns,
  numbers: Numbers,
  switches: readonly Switch[],
): Prices {
  const { rotations, stages, overhead, discount } = scenario;
  const { read } = numbers;
  const table = (columns: Float64Array[]): Table => tableOf(columns, rotations);
  const amounts = (things: readonly { path: string; value: Quantity | undefined }[]): Table =>
    table(things.map(({ path, value }) => read(path, value ?? 0, AMOUNT)));
  const offers = stages.map((stage) => offerOf(stage, numbers));
  const visits = repeats.map((loop) => visitOf(loop, offers[stages.findIndex(({ id }) => id === loop.to)], numbers));
  return {
    prospect: amounts([
      ...channels.map(({ id, cost }) => ({ path: `channels.${id}.cost`, value: cost })),
      ...referrals.map(({ id, cost }) => ({ path: `loops.${id}.cost`, value: cost })),
    ]),
    reward: amounts([
      ...channels.map(({ id }) => ({ path: `channels.${id}.reward`, value: undefined })),
      ...referrals.map(({ id, reward }) => ({ path: `loops.${id}.reward.amount`, value: reward?.amount })),
    ]),
    rewardAt: Int32Array.from([
      ...channels.map(() => -1),
      ...referrals.map(({ reward }) => stages.findIndex(({ id }) => id === reward?.at)),
    ]),
    arrival: laidOut(offers, table),
    visit: laidOut(visits, table),
    memberRevenue: amounts(
      pools.map(({ id, memberRevenue }) => ({ path: `stages.${id}.memberRevenue`, value: memberRevenue })),
    ),
    memberCost: amounts(pools.map(({ id, memberCost }) => ({ path: `stages.${id}.memberCost`, value: memberCost }))),
    overhead: amounts([{ path: 'overhead', value: overhead }]),
    levers: leverCosts(scenario, switches),
    discount: scalarValue(discount ?? 0),
  };
}

/** The series of an offer. */
interface OfferSeries {
  readonly revenue: Float64Array;
  readonly margin: Float64Array;
  readonly cost: Float64Array;
}

function offerOf({ id, revenue, margin, cost }: Stage, { read }: Numbers): OfferSeries {
  return {
    revenue: read(`stages.${id}.revenue`, revenue ?? 0, AMOUNT),
    margin: read(`stages.${id}.margin`, margin ?? 1, SHARE),
    cost: read(`stages.${id}.cost`, cost ?? 0, AMOUNT),
  };
}

/** What a repeat loop does not say itself it takes from its stage, levers on that stage included. */
function visitOf(loop: RepeatLoop, stage: OfferSeries, { read, inherit }: Numbers): OfferSeries {
  const own = (key: keyof OfferSeries): Float64Array => {
    const path = `loops.${loop.id}.${key}`;
    const range = key === 'margin' ? SHARE : AMOUNT;
    const written = loop[key];
    return written === undefined ? inherit(path, stage[key], range) : read(path, written, range);
  };
  return { revenue: own('revenue'), margin: own('margin'), cost: own('cost') };
}

const laidOut = (offers: readonly OfferSeries[], table: (columns: Float64Array[]) => Table): Offer => ({
  revenue: table(offers.map(({ revenue }) => revenue)),
  margin: table(offers.map(({ margin }) => margin)),
  cost: table(offers.map(({ cost }) => cost)),
});

function leverCosts({ rotations, levers = [] }: Scenario, switches: readonly Switch[]): Float64Array {
  const costs = new Float64Array(rotations);
  for (const { lever, from } of switches) {
    const { cost = 0, setup = 0 } = levers.find(({ id }) => id === lever) ?? {};
    for (let t = from - 1; t < rotations; t++) costs[t] += t === from - 1 ? setup + cost : cost;
  }
  return costs;
}
