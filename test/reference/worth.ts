/** What one customer is worth and what becomes of one prospect (section 4); shares no code with `src`. */

import type { Channel, Stage } from '../../src/model/scenario/types.ts';
import { added, discounted, spendOnReferrals, takingsAt } from './takings.ts';
import {
  amount,
  arrivedAt,
  entryOf,
  followed,
  type Origin,
  originsOf,
  rotationsOf,
  soughtBy,
  sum,
  type Wheel,
} from './wheel.ts';

export interface CustomerWorth {
  readonly ltv: number;
  /** Origin id -> worth of one of its people; every channel and every referral loop is in it. */
  readonly ltvByOrigin: Readonly<Record<string, number>>;
  readonly referralValue: number;
  /** What one customer of the mix is worth in each rotation, undiscounted and without the people they bring. */
  readonly byRotation: readonly number[];
}

/** One customer of each origin and of the mix of all customers; null when the run has no customers. */
export function customerWorth(full: Wheel, customer: Stage): CustomerWorth | null {
  const { scenario } = full;
  const origins = originsOf(scenario);
  const customers = origins.map((origin) =>
    sum(rotationsOf(scenario).map((t) => full.arrivals.at(customer, origin.id, t))),
  );
  if (sum(customers) === 0) return null;
  const inMix = (ofEach: readonly number[]) =>
    sum(ofEach.map((value, index) => value * customers[index])) / sum(customers);

  const worths = origins.map((origin) => worthByRotation(followed(full, origin, customer, false)));
  const ltvs = worths.map((worth) => discounted(scenario, worth));
  return {
    ltv: inMix(ltvs),
    ltvByOrigin: Object.fromEntries(origins.map((origin, index) => [origin.id, ltvs[index]])),
    referralValue: inMix(origins.map((origin) => addedByReferrals(full, origin, customer))),
    byRotation: rotationsOf(scenario).map((t) => inMix(worths.map((worth) => worth[t - 1]))),
  };
}

/** What a wheel's people bring in, net of stage costs, cost of goods and member costs. */
function worthByRotation(wheel: Wheel): number[] {
  const { stages } = wheel.scenario;
  return rotationsOf(wheel.scenario).map((t) => {
    const { revenue, cost } = added(stages.map((stage) => takingsAt(wheel, stage, t)));
    return revenue - cost;
  });
}

/**
 * The difference that the referral loops make to one customer. The reward for the customer's own arrival is paid
 * with them and without, and so is not in it.
 */
function addedByReferrals(full: Wheel, origin: Origin, customer: Stage): number {
  const [referring, alone] = [true, false].map((on) => {
    const wheel = followed(full, origin, customer, on);
    const lessSpend = worthByRotation(wheel).map((worth, index) => worth - spendOnReferrals(wheel, index + 1));
    return discounted(full.scenario, lessSpend);
  });
  return referring - alone;
}

export interface JourneyStage {
  readonly stage: string;
  /** The chance of getting there by the last rotation. */
  readonly reach: number;
  /** Cost, revenue and net of this stage and all before it. */
  readonly cost: number;
  readonly revenue: number;
  readonly net: number;
  /** What this stage adds to the net; on the first stage all of it. */
  readonly step: number;
}

/** One prospect of the first channel, who enters in rotation 1; empty without a channel. */
export function journeyOf(full: Wheel): JourneyStage[] {
  const { channels = [], stages } = full.scenario;
  if (channels.length === 0) return [];
  const wheel = followed(full, channels[0], entryOf(full.scenario, channels[0]), false);
  return stages.map((_, s) => journeyStage(wheel, channels[0], s));
}

function journeyStage(wheel: Wheel, channel: Channel, s: number): JourneyStage {
  const { stages } = wheel.scenario;
  const reach = sum(rotationsOf(wheel.scenario).map((t) => arrivedAt(wheel, stages[s], t)));
  const upTo = accountUpTo(wheel, channel, s);
  const before = s === 0 ? 0 : accountUpTo(wheel, channel, s - 1).net;
  return { stage: stages[s].id, reach, ...upTo, step: upTo.net - before };
}

/** Everything up to stage s over all rotations, undiscounted, with what it cost to find the prospect. */
function accountUpTo(wheel: Wheel, channel: Channel, s: number): Pick<JourneyStage, 'cost' | 'revenue' | 'net'> {
  const { scenario } = wheel;
  const passed = scenario.stages.slice(0, s + 1);
  const takings = added(passed.flatMap((stage) => rotationsOf(scenario).map((t) => takingsAt(wheel, stage, t))));
  const cost = costToFind(wheel.full, channel) + takings.cost;
  return { cost, revenue: takings.revenue, net: takings.revenue - cost };
}

/** What a prospect of a channel costs in rotation 1; with diminishing returns, its budget over all who come then. */
function costToFind(full: Wheel, channel: Channel): number {
  if (channel.response === undefined) return amount(channel.cost ?? 0, 1);
  const sought = soughtBy(full, channel, 1);
  return sought === 0 ? 0 : amount(channel.budget, 1) / sought;
}

/** The first stage by which the journey has paid for itself, after a stage by which it had not. */
export function breakEvenStageOf(journey: readonly JourneyStage[]): string | null {
  const below = journey.findIndex(({ net }) => net < 0);
  if (below === -1) return null;
  return journey.slice(below).find(({ net }) => net >= 0)?.stage ?? null;
}
