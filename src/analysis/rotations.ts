import { runExpected } from '../engine/expected.ts';
import { allArrivalsAt, arrivalsAt, type Flow, membersAfter } from '../engine/flow.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { RotationResult, StageResult } from '../model/result.ts';
import type { LedgerRow } from './money/ledger.ts';
import { comersAt, seriesValues } from './rotation-figures.ts';

/**
 * What every rotation of a run came to. Without a ledger every amount is null. The stages of a rotation are made when
 * somebody looks at them, and only the latest are kept: all of a wheel near the limits would be gigabytes.
 * @param flow as it is to stay; see `takenFrom`
 * @param baseline expected arrivals at the first stage without loops, for the gain; null where that differs from the run
 * by just the people referred: without a market nobody is in anybody's way, and proof changes who goes on, not who comes
 */
export function rotationResults(
  plan: Plan,
  flow: Flow,
  ledger: readonly LedgerRow[] | null,
  baseline: readonly number[] | null = plan.market === Infinity ? null : bareArrivals(plan),
): RotationResult[] {
  const latest = { t: -1, stages: {} as RotationResult['stages'] };
  const stagesAt = (t: number): RotationResult['stages'] => {
    if (latest.t !== t) Object.assign(latest, { t, stages: stageResults(plan, flow, t) });
    return latest.stages;
  };
  return Array.from({ length: plan.rotations }, (_, t) => {
    return {
      rotation: t + 1,
      get stages() {
        return stagesAt(t);
      },
      active: Object.fromEntries([...plan.pools].map((s, p) => [plan.stages[s], membersAfter(plan, flow, t + 1, p)])),
      ...seriesValues(
        comersAt(plan, flow, t, () => baseline),
        ledger ? ledger[t] : null,
      ),
    };
  });
}

/** Copies results, so that they stay whatever the flow is used for next. */
export const takenFrom = (rotations: readonly RotationResult[]): RotationResult[] =>
  rotations.map((row) => ({ ...row }));

/** Plain loops: a wheel near the limits has ten million of these numbers. */
function stageResults(plan: Plan, flow: Flow, t: number): Record<string, StageResult> {
  const stages: Record<string, StageResult> = {};
  for (let s = 0; s < plan.stages.length; s++) {
    const origins: Record<string, number> = {};
    for (let o = 0; o < plan.origins.length; o++) origins[plan.origins[o]] = arrivalsAt(plan, flow, t, o, s);
    const arrivals = allArrivalsAt(plan, flow, t, s);
    stages[plan.stages[s]] = { arrivals, returning: returningAt(plan, flow, t, s), origins };
  }
  return stages;
}

function returningAt(plan: Plan, flow: Flow, t: number, stage: number): number {
  let visits = 0;
  for (const [l, loop] of plan.repeats.entries()) {
    if (loop.stage === stage) visits += flow.returning[t * plan.repeats.length + l];
  }
  return visits;
}

/** Expected arrivals at the first stage by rotation, had the scenario no loops. */
export function bareArrivals(plan: Plan): number[] {
  const { values, step } = plan.fresh;
  const bought = values.map((volume, i) => (i % plan.origins.length < plan.channels ? volume : 0));
  const bare = { ...plan, fresh: { values: bought, step } };
  const flow = runExpected(bare);
  return Array.from({ length: plan.rotations }, (_, t) => allArrivalsAt(bare, flow, t, 0));
}
