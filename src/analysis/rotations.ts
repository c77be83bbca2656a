import { runExpected } from '../engine/expected.ts';
import { allArrivalsAt, arrivalsAt, createFlow, type Flow, lapsedAt, membersAfter } from '../engine/flow.ts';
import type { Plan } from '../model/plan/plan.ts';
import { columnsOf } from '../model/plan/table.ts';
import type { RotationResult, StageResult } from '../model/result.ts';
import type { Ledger } from './money/ledger.ts';
import { comersAt, seriesValues } from './rotation-figures.ts';

/**
 * What every rotation of a run came to. Without a ledger every amount is null. The stages of a rotation are made when
 * somebody looks at them, and only the latest are kept: all of a wheel near the limits would be gigabytes.
 * @param flow as it is to stay: stages are read from it when somebody looks at them
 * @param baseline expected arrivals at the first stage without loops, for the gain; null where that differs from the run
 * by just the people referred: without a market nobody is in anybody's way, and proof changes who goes on, not who comes
 */
export function rotationResults(
  plan: Plan,
  flow: Flow,
  ledger: Ledger | null,
  baseline: Float64Array | null = plan.market === Infinity ? null : bareArrivals(plan),
): RotationResult[] {
  const latest = { t: -1, stages: {} as RotationResult['stages'] };
  const stagesAt = (t: number): RotationResult['stages'] => {
    if (latest.t !== t) Object.assign(latest, { t, stages: stageResults(plan, flow, t) });
    return latest.stages;
  };
  return Array.from({ length: plan.rotations }, (_, t) => {
    const row = {
      rotation: t + 1,
      get stages() {
        return stagesAt(t);
      },
      active: Object.fromEntries([...plan.pools].map((s, p) => [plan.stages[s], membersAfter(plan, flow, t + 1, p)])),
      ...seriesValues(
        comersAt(plan, flow, t, () => baseline),
        ledger,
        t,
      ),
    };
    // No key of the document: what it adds to the others is printed where somebody asks for it.
    return Object.defineProperty(row, 'lapsed', {
      get: () => Object.fromEntries([...plan.pools].map((s, p) => [plan.stages[s], lapsedAt(plan, flow, t, p)])),
    }) as typeof row & Pick<RotationResult, 'lapsed'>;
  });
}

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

/** Expected arrivals at the first stage, had the scenario no loops: that of rotation t and lane r at t * lanes + r. */
export function bareArrivals(plan: Plan, lanes = 1): Float64Array {
  const loops = new Array<null>(plan.origins.length - plan.channels).fill(null);
  const channels = plan.origins.slice(0, plan.channels).map((_, o) => o);
  const bare = { ...plan, fresh: columnsOf(plan.fresh, [...channels, ...loops]) };
  const flow = runExpected(bare, createFlow(bare, lanes));
  return Float64Array.from({ length: plan.rotations * lanes }, (_, i) =>
    allArrivalsAt(bare, flow, Math.floor(i / lanes), 0, i % lanes),
  );
}
