/** What the people on a wheel bring in and cost, stage by stage (section 4); shares no code with `src`. */

import type { Channel, ReferralLoop, Scenario, Stage } from '../../src/model/scenario/types.ts';
import { valueAt } from './numbers.ts';
import {
  amount,
  arrivedAt,
  isReferral,
  membersOf,
  originsOf,
  repeatsTo,
  share,
  soughtBy,
  stageOf,
  sum,
  visitsOf,
  type Wheel,
} from './wheel.ts';

export interface Takings {
  readonly revenue: number;
  /** Other costs and the cost of goods. */
  readonly cost: number;
}

/** A stage in rotation t: its arrivals, the visits to it and its members at the end of the rotation. */
export function takingsAt(wheel: Wheel, stage: Stage, t: number): Takings {
  return added([
    takingsOfArrivals(wheel, stage, t),
    takingsOfVisits(wheel, stage, t),
    takingsOfMembers(wheel, stage, t),
  ]);
}

export function takingsOfArrivals(wheel: Wheel, stage: Stage, t: number): Takings {
  return times(arrivedAt(wheel, stage, t), priceOf(stage, t));
}

/** A visit is worth what its loop says, and where the loop is silent, what an arrival is. */
function takingsOfVisits(wheel: Wheel, stage: Stage, t: number): Takings {
  const takings = repeatsTo(wheel.scenario, stage).map((loop) => {
    const { revenue = stage.revenue, margin = stage.margin, cost = stage.cost } = loop;
    return times(visitsOf(wheel, loop, t), priceOf({ revenue, margin, cost }, t));
  });
  return added(takings);
}

function takingsOfMembers(wheel: Wheel, stage: Stage, t: number): Takings {
  const revenue = amount(stage.memberRevenue ?? 0, t);
  const cost = amount(stage.memberCost ?? 0, t);
  return times(membersOf(wheel, stage, t), { revenue, cost });
}

/** What one arrival or visit brings in and costs. */
function priceOf(priced: Pick<Stage, 'revenue' | 'margin' | 'cost'>, t: number): Takings {
  const revenue = amount(priced.revenue ?? 0, t);
  const goods = (1 - share(priced.margin ?? 1, t)) * revenue;
  return { revenue, cost: amount(priced.cost ?? 0, t) + goods };
}

export function added(takings: readonly Takings[]): Takings {
  return { revenue: sum(takings.map(({ revenue }) => revenue)), cost: sum(takings.map(({ cost }) => cost)) };
}

function times(people: number, { revenue, cost }: Takings): Takings {
  return { revenue: people * revenue, cost: people * cost };
}

/** What it costs to look for people and to reward those who bring them. */
export function spendOn(wheel: Wheel, t: number): number {
  const channels = wheel.scenario.channels ?? [];
  return sum(channels.map((channel) => paidFor(wheel, channel, t))) + spendOnReferrals(wheel, t);
}

/** A channel with diminishing returns (3.6) spends its budget, whatever comes. */
function paidFor(wheel: Wheel, channel: Channel, t: number): number {
  if (channel.response !== undefined) return amount(channel.budget ?? 0, t);
  return amount(channel.cost ?? 0, t) * soughtBy(wheel, channel, t);
}

/** The costs per prospect brought and the rewards of all referral loops. */
export function spendOnReferrals(wheel: Wheel, t: number): number {
  const loops = originsOf(wheel.scenario).filter(isReferral);
  return sum(loops.map((loop) => amount(loop.cost ?? 0, t) * soughtBy(wheel, loop, t) + rewardsOf(wheel, loop, t)));
}

/** Rewards are paid when the person brought arrives where the loop says, at that rotation's amount. */
function rewardsOf(wheel: Wheel, loop: ReferralLoop, t: number): number {
  if (loop.reward === undefined) return 0;
  const rewarded = wheel.arrivals.at(stageOf(wheel.scenario, loop.reward.at), loop.id, t);
  return amount(loop.reward.amount, t) * rewarded;
}

/** The sum of what rotations 1, 2, ... bring, the first one discounted by one rotation, as spreadsheets do. */
export function discounted(scenario: Scenario, byRotation: readonly number[]): number {
  const factor = 1 + valueAt(scenario.discount ?? 0, 1);
  return sum(byRotation.map((undiscounted, index) => undiscounted / factor ** (index + 1)));
}
