import { runExpected } from '../../engine/expected.ts';
import { allArrivalsAt, type Flow, goneAt, presentAt } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { numberAt } from '../../model/plan/table.ts';
import type { RotationResult, Rules, SmoothRule, TrendRule } from '../../model/result.ts';
import { unlessUncountable } from '../overflow.ts';
import { ratio, sum } from '../sums.ts';
import { lastFresh } from './next-generation.ts';

/** Changes smaller than this, relative, are rounding and not news. */
const NOTICEABLE = 1e-9;

/** The three rules of a flywheel. */
export function rulesOf(plan: Plan, flow: Flow, rotations: readonly RotationResult[]): Rules {
  return {
    smooth: smoothRule(plan, flow),
    easier: easierRule(rotations.map((row) => row.referredShare)),
    moreEfficient: moreEfficientRule(effortPerCustomer(plan, flow, rotations)),
  };
}

/** True when anything is ever paid for prospects. */
export const spends = (rotations: readonly RotationResult[]): boolean =>
  rotations.some(({ spend }) => spend !== null && spend > 0);

/** What a customer takes, by rotation: the cost all in; where nothing is ever spent, prospects sought by channels. */
export function effortPerCustomer(plan: Plan, flow: Flow, rotations: readonly RotationResult[]): (number | null)[] {
  if (spends(rotations)) return rotations.map(({ cac }) => cac);
  return rotations.map((_, t) => ratio(soughtAt(plan, flow, t), allArrivalsAt(plan, flow, t, plan.customer)));
}

/** Prospects that the channels sought in rotation t (from 0). */
export function soughtAt(plan: Plan, flow: Flow, t: number): number {
  return sum(plan.origins.slice(0, plan.channels), (_, o) => flow.candidates[t * plan.origins.length + o]);
}

/** Share of those present at the stage before who went on into each stage in the last rotation; none for the first. */
export function linkRates(plan: Plan, flow: Flow): number[] {
  const t = plan.rotations - 1;
  return plan.stages.slice(1).map((_, s) => {
    const present = sum(plan.origins, (_id, o) => presentAt(plan, flow, t, o, s));
    return present > 0
      ? sum(plan.origins, (_id, o) => goneAt(plan, flow, t, o, s)) / present
      : numberAt(plan.base, t, s + 1);
  });
}

/** Each stage leads on to the next, and members lead back to the start. */
function smoothRule(plan: Plan, flow: Flow): SmoothRule {
  const rates = linkRates(plan, flow);
  const weakest = rates.reduce((best, rate, i) => (rate < rates[best] - NOTICEABLE ? i : best), 0) + 1;
  const brings = plan.origins.some((_, o) => o >= plan.channels && lastFresh(plan, o) > 0);
  return {
    holds: brings && rates.every((rate) => rate > 0),
    weakest: plan.stages[weakest],
    onePointAdds: onePointAdds(plan, flow, weakest),
  };
}

/** Arrivals at the first stage in the last rotation, all origins. */
export function lastArrivals(plan: Plan, flow: Flow): number {
  return allArrivalsAt(plan, flow, plan.rotations - 1, 0);
}

/** What one more percentage point of conversion into a stage, everywhere, adds to them; null if it grows too far. */
function onePointAdds(plan: Plan, flow: Flow, stage: number): number | null {
  const { values, step } = plan.conversion;
  const better = values.map((rate, i) => (i % plan.stages.length === stage ? Math.min(1, rate + 0.01) : rate));
  const changed = { ...plan, conversion: { values: better, step } };
  const arrivals = unlessUncountable(() => lastArrivals(changed, runExpected(changed)));
  return arrivals === null ? null : arrivals - lastArrivals(plan, flow);
}

/** Each rotation is easier: the referred share never falls, and ends above 0. */
export function easierRule(shares: readonly (number | null)[]): TrendRule {
  const brokenAt = firstStep(shares, (before, after) => after < before - Math.abs(before) * NOTICEABLE);
  const end = shares.findLast((share) => share !== null) ?? 0;
  return { holds: brokenAt === null && end > 0, brokenAt };
}

/** Each rotation is more efficient: what a customer costs never rises. */
export function moreEfficientRule(costs: readonly (number | null)[]): TrendRule {
  const brokenAt = firstStep(costs, (before, after) => after > before + Math.abs(before) * NOTICEABLE);
  return { holds: brokenAt === null, brokenAt };
}

/** The first rotation (from 1) that breaks a rule against the one with a value before it. */
function firstStep(
  values: readonly (number | null)[],
  breaks: (before: number, after: number) => boolean,
): number | null {
  let before: number | null = null;
  for (const [i, value] of values.entries()) {
    if (value === null) continue;
    if (before !== null && breaks(before, value)) return i + 1;
    before = value;
  }
  return null;
}
