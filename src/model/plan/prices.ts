import type { Path } from '../errors.ts';
import { AMOUNT, SHARE } from '../number/range.ts';
import { numberFields } from '../scenario/fields.ts';
import type { Channel, ReferralLoop, RepeatLoop, Scenario, Stage } from '../scenario/types.ts';
import type { Numbers } from './active-levers.ts';
import { inAllLanes } from './series.ts';
import type { Formula, Slots } from './slots.ts';
import type { Source } from './source.ts';
import type { Table } from './table.ts';
import { loopsOf, numbersOfEach } from './tables.ts';

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
  /** C wide, as there are channels: what is spent whatever comes; null where no channel has diminishing returns. */
  readonly outlay: Table | null;
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

/** Compiles the prices of a scenario that has money in it. */
export function pricesOf(source: Source, slots: Slots): Prices {
  const { scenario, ids, numbers } = source;
  const { stages, overhead, channels = [] } = scenario;
  const referrals = loopsOf(scenario, 'referral');
  const pools = stages.filter(({ id }) => ids.pools.includes(id));
  const offers = stages.map((stage) => offerOf(stage, numbers));
  const visits = loopsOf(scenario, 'repeat').map((loop) =>
    visitOf(loop, offers[stages.findIndex(({ id }) => id === loop.to)], numbers),
  );
  const prices: { -readonly [Key in keyof Prices]: Prices[Key] } = {
    prospect: slots.table([
      ...numbersOfEach(numbers, 'channels', channels, 'cost', AMOUNT),
      ...numbersOfEach(numbers, 'loops', referrals, 'cost', AMOUNT),
    ]),
    outlay: channels.some(({ response }) => response)
      ? slots.table(channels.map((one) => outlayOf(one, numbers)))
      : null,
    reward: slots.table([...channels.map(() => NONE), ...referrals.map((loop) => rewardOf(loop, numbers))]),
    rewardAt: Int32Array.from([
      ...channels.map(() => -1),
      ...referrals.map(({ reward }) => stages.findIndex(({ id }) => id === reward?.at)),
    ]),
    arrival: laidOut(offers, slots),
    visit: laidOut(visits, slots),
    memberRevenue: slots.table(numbersOfEach(numbers, 'stages', pools, 'memberRevenue', AMOUNT)),
    memberCost: slots.table(numbersOfEach(numbers, 'stages', pools, 'memberCost', AMOUNT)),
    overhead: slots.table([() => numbers.read('overhead', overhead ?? 0, AMOUNT)]),
    levers: new Float64Array(scenario.rotations),
    discount: 0,
  };
  slots.put(
    () => leverCosts(source),
    (costs) => prices.levers.set(costs),
  );
  slots.set(prices, 'discount', () => numbers.single('discount', scenario.discount ?? 0));
  return prices;
}

const NONE: Formula = () => inAllLanes(Float64Array.of(0));

const rewardOf = ({ id, reward }: ReferralLoop, { read }: Numbers): Formula =>
  reward ? () => read(`loops.${id}.reward.amount`, reward.amount, AMOUNT) : NONE;

/** What a channel with a response spends: its budget. Others pay for each prospect. */
const outlayOf = ({ id, budget, response }: Channel, { read }: Numbers): Formula =>
  response ? () => read(`channels.${id}.budget`, budget ?? 0, AMOUNT) : NONE;

/** The formulas of an offer. */
type OfferColumns = Readonly<Record<keyof Offer, Formula>>;

const offerOf = ({ id, revenue, margin, cost }: Stage, { read }: Numbers): OfferColumns => ({
  revenue: () => read(`stages.${id}.revenue`, revenue ?? 0, AMOUNT),
  margin: () => read(`stages.${id}.margin`, margin ?? 1, SHARE),
  cost: () => read(`stages.${id}.cost`, cost ?? 0, AMOUNT),
});

/** What a repeat loop does not say itself it takes from its stage, levers on that stage included. */
function visitOf(loop: RepeatLoop, stage: OfferColumns, { read, inherit }: Numbers): OfferColumns {
  const own = (key: keyof OfferColumns): Formula => {
    const path = `loops.${loop.id}.${key}`;
    const range = key === 'margin' ? SHARE : AMOUNT;
    const written = loop[key];
    return written === undefined ? () => inherit(path, stage[key](), range) : () => read(path, written, range);
  };
  return { revenue: own('revenue'), margin: own('margin'), cost: own('cost') };
}

const laidOut = (offers: readonly OfferColumns[], slots: Slots): Offer => ({
  revenue: slots.table(offers.map(({ revenue }) => revenue)),
  margin: slots.table(offers.map(({ margin }) => margin)),
  cost: slots.table(offers.map(({ cost }) => cost)),
});

function leverCosts({ scenario, numbers }: Source): Float64Array {
  const { rotations, levers = [] } = scenario;
  const costs = new Float64Array(rotations);
  for (const { lever, from } of numbers.switches()) {
    const { cost, setup } = levers.find(({ id }) => id === lever) ?? {};
    const running = numbers.single(`levers.${lever}.cost`, cost ?? 0);
    const first = numbers.single(`levers.${lever}.setup`, setup ?? 0) + running;
    for (let t = from - 1; t < rotations; t++) costs[t] += t === from - 1 ? first : running;
  }
  return costs;
}
