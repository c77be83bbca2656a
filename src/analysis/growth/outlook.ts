import { runExpected } from '../../engine/expected.ts';
import type { Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { numberAt } from '../../model/plan/table.ts';
import type { Summary } from '../../model/result.ts';
import { unlessUncountable } from '../overflow.ts';
import { rotationResults } from '../rotations.ts';
import { arrivalWeights, lastFresh } from './next-generation.ts';

/** Where a wheel is heading after the rotations that were run; what the sentence under the table is about. */
export type Outlook =
  | { readonly kind: 'no referral' | 'no longer' }
  | { readonly kind: 'reaches'; readonly people: number; readonly market: number }
  | { readonly kind: 'proof' }
  | { readonly kind: 'settles'; readonly arrivals: number; readonly varying: boolean }
  | { readonly kind: 'multiplies'; readonly kFactor: number; readonly growth: number | null }
  | {
      readonly kind: 'never leave';
      readonly pools: readonly string[];
      readonly retention: number;
      readonly gain: number | null;
    };

/** The retention that a wheel whose members never leave is compared with. */
const EXAMPLE_RETENTION = 0.9;

/** Where a compiled scenario is heading after its run. */
export function outlookOf(plan: Plan, flow: Flow, summary: Summary): Outlook {
  const { kFactor, intrinsicGrowth, steadyState } = summary;
  const bringing = plan.origins.map((_, o) => o).filter((o) => o >= plan.channels && lastFresh(plan, o) > 0);
  if (plan.market !== Infinity) return { kind: 'reaches', people: reached(plan, flow), market: plan.market };
  if (plan.proofs.length > 0) return { kind: 'proof' };
  if (bringing.length === 0) return { kind: everBrings(plan) ? 'no longer' : 'no referral' };
  if (steadyState !== null) return { kind: 'settles', arrivals: steadyState, varying: varies(plan) };
  if (kFactor !== null && kFactor >= 1) return { kind: 'multiplies', kFactor, growth: intrinsicGrowth };
  const pools = [...new Set(bringing.map((o) => plan.driver[o]))].filter((pool) => neverLeaves(plan, pool));
  return {
    kind: 'never leave',
    pools: pools.map((pool) => plan.stages[plan.pools[pool]]),
    retention: EXAMPLE_RETENTION,
    gain: gainIfLeaving(plan, pools),
  };
}

function reached(plan: Plan, { came }: Flow): number {
  return [...plan.initial, ...came].reduce((all, people) => all + people, 0);
}

const varies = (plan: Plan): boolean =>
  [plan.fresh, plan.conversion, plan.optional, plan.wait, plan.retention].some((table) => table.step > 0);

const isOfPool = (plan: Plan, cell: number, pool: number): boolean => cell % plan.pools.length === pool;

/** True when somebody who gets into a pool, or was there from the start, stays for good. */
function neverLeaves(plan: Plan, pool: number): boolean {
  if (plan.activeFor[pool] > 0) return false;
  const { length } = plan.origins;
  const stays = (origin: number): boolean =>
    numberAt(plan.retention, plan.rotations - 1, origin * plan.pools.length + pool) === 1;
  const getsThere = (_: string, o: number): boolean => arrivalWeights(plan, o, 1)[plan.pools[pool]] > 0;
  return plan.origins.some((id, o) => stays(o) && getsThere(id, o)) || (plan.initial[pool] > 0 && stays(length));
}

const everBrings = ({ fresh, channels, origins }: Plan): boolean =>
  fresh.values.some((rate, i) => i % origins.length >= channels && rate > 0);

/** The gain of the last rotation if the members of these pools left as in the example; null if it still runs away. */
function gainIfLeaving(plan: Plan, pools: readonly number[]): number | null {
  const values = plan.retention.values.map((retention, i) =>
    pools.some((pool) => isOfPool(plan, i, pool)) ? Math.min(retention, EXAMPLE_RETENTION) : retention,
  );
  const leaving = { ...plan, retention: { values, step: plan.retention.step } };
  return unlessUncountable(() => rotationResults(leaving, runExpected(leaving), null).at(-1)?.gain ?? null);
}
