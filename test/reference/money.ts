/**
 * Section 4 of the model, written down as plainly as it reads: what the analysis of money is checked against. Shares
 * no code with `src`. Levers are ignored; the scenario is taken to be valid.
 */

import type { Scenario, Stage } from '../../src/model/scenario/types.ts';
import { added, discounted, spendOn, takingsAt, takingsOfArrivals } from './takings.ts';
import { amount, arrivedAt, membersOf, rotationsOf, stageOf, sum, turned, type Wheel } from './wheel.ts';
import { breakEvenStageOf, type CustomerWorth, customerWorth, type JourneyStage, journeyOf } from './worth.ts';

/** Rotation t; what has no customers or no members to be divided by is null. */
export interface ReferenceAccount {
  readonly revenue: number;
  readonly cost: number;
  readonly spend: number;
  readonly profit: number;
  readonly cash: number;
  readonly cac: number | null;
  readonly mediaCac: number | null;
  readonly keepCost: number | null;
}

export interface ReferenceMoney {
  /** Rotation t is at index t - 1. */
  readonly rotations: readonly ReferenceAccount[];
  readonly npv: number;
  readonly cashBreakEven: number | null;
  readonly ltv: number | null;
  readonly ltvByOrigin: Readonly<Record<string, number>> | null;
  readonly referralValue: number | null;
  readonly ltvToCac: number | null;
  readonly cacPayback: number | null;
  readonly journey: readonly JourneyStage[];
  readonly breakEvenStage: string | null;
}

/** The money of a scenario; null where it mentions none. */
export function referenceMoney(scenario: Scenario): ReferenceMoney | null {
  if (!mentionsMoney(scenario)) return null;
  const wheel = turned(scenario);
  const customer = customerStageOf(scenario);
  const rotations = accountsOf(wheel, customer);
  const worth = customerWorth(wheel, customer);
  const cac = cacOfRun(wheel, customer);
  const journey = journeyOf(wheel);
  return {
    rotations,
    npv: discounted(
      scenario,
      rotations.map(({ profit }) => profit),
    ),
    cashBreakEven: cashBreakEvenOf(rotations.map(({ cash }) => cash)),
    ltv: worth?.ltv ?? null,
    ltvByOrigin: worth?.ltvByOrigin ?? null,
    referralValue: worth?.referralValue ?? null,
    ltvToCac: worth === null || cac === null ? null : ratio(worth.ltv, cac),
    cacPayback: worth === null || cac === null ? null : paybackOf(worth, cac),
    journey,
    breakEvenStage: breakEvenStageOf(journey),
  };
}

const MONEY_KEYS = ['cost', 'setup', 'revenue', 'memberCost', 'memberRevenue', 'reward', 'budget', 'overhead'];

/** Whether a key of money appears anywhere. In the maps of conversion and retention the keys are ids of stages. */
function mentionsMoney(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(([key, value]) => {
    if (value === undefined || key === 'conversion' || key === 'retention') return false;
    return MONEY_KEYS.includes(key) || mentionsMoney(value);
  });
}

function customerStageOf(scenario: Scenario): Stage {
  if (scenario.customer !== undefined) return stageOf(scenario, scenario.customer);
  const sells = (stage: Stage) => rotationsOf(scenario).some((t) => amount(stage.revenue ?? 0, t) > 0);
  return scenario.stages.find(sells) ?? scenario.stages[1];
}

function accountsOf(wheel: Wheel, customer: Stage): ReferenceAccount[] {
  let cash = 0;
  return rotationsOf(wheel.scenario).map((t) => {
    const { stages, overhead } = wheel.scenario;
    const spend = spendOn(wheel, t);
    const takings = added(stages.map((stage) => takingsAt(wheel, stage, t)));
    const cost = spend + takings.cost + amount(overhead ?? 0, t);
    const profit = takings.revenue - cost;
    cash += profit;
    const customers = arrivedAt(wheel, customer, t);
    const cac = ratio(acquisitionCost(wheel, customer, t), customers);
    const mediaCac = ratio(spend, customers);
    return { revenue: takings.revenue, cost, spend, profit, cash, cac, mediaCac, keepCost: keepCostOf(wheel, t) };
  });
}

/** What the customers of rotation t took, fully loaded: the spend, and what arrivals at the stages before cost. */
function acquisitionCost(wheel: Wheel, customer: Stage, t: number): number {
  const ids = wheel.scenario.stages.map((stage) => stage.id);
  const before = wheel.scenario.stages.slice(0, ids.indexOf(customer.id));
  return spendOn(wheel, t) + added(before.map((stage) => takingsOfArrivals(wheel, stage, t))).cost;
}

/** All that acquisition cost over all customers of the run. */
function cacOfRun(wheel: Wheel, customer: Stage): number | null {
  const rotations = rotationsOf(wheel.scenario);
  const cost = sum(rotations.map((t) => acquisitionCost(wheel, customer, t)));
  return ratio(cost, sum(rotations.map((t) => arrivedAt(wheel, customer, t))));
}

/** Member costs paid, per member of the pools that cost something in rotation t. */
function keepCostOf(wheel: Wheel, t: number): number | null {
  const costOf = (stage: Stage) => amount(stage.memberCost ?? 0, t);
  const kept = wheel.scenario.stages.filter((stage) => costOf(stage) > 0);
  const paid = sum(kept.map((stage) => costOf(stage) * membersOf(wheel, stage, t)));
  return ratio(paid, sum(kept.map((stage) => membersOf(wheel, stage, t))));
}

/** The rotation after the last one with cash below 0; null if there is none below, or none after. */
function cashBreakEvenOf(cash: readonly number[]): number | null {
  const lastBelow = cash.findLastIndex((held) => held < 0) + 1;
  return lastBelow === 0 || lastBelow === cash.length ? null : lastBelow + 1;
}

/** The first rotation by whose end one customer has brought in what it took to find them. */
function paybackOf({ byRotation }: CustomerWorth, cac: number): number | null {
  const broughtIn = byRotation.map((_, index) => sum(byRotation.slice(0, index + 1)));
  const paidBack = broughtIn.findIndex((worth) => worth >= cac);
  return paidBack === -1 ? null : paidBack + 1;
}

function ratio(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom;
}
