import type { Plan } from '../model/plan/plan.ts';
import type { Table } from '../model/plan/table.ts';
import { createFlow, type Flow } from './flow.ts';
import { multiply, scale } from './lanes.ts';
import { type Corrections, type Counting, turnWheel } from './wheel.ts';

/**
 * Runs a plan by expected values, every lane of the flow with its own numbers.
 * @param flow from `createFlow` for this plan, or for one that differs in numbers only; filled and returned
 * @param corrections as `turnWheel` takes them
 * @throws RunawayError as `turnWheel` does
 */
export function runExpected(plan: Plan, flow: Flow = createFlow(plan), corrections?: Corrections): Flow {
  turnWheel(plan, inFractions(plan, flow), flow, corrections);
  return flow;
}

/** People counted in fractions: of so many, each does something with some probability, and as many are expected to. */
function inFractions(plan: Plan, { lanes, conversion }: Flow): Counting {
  const stages = plan.delay.length;
  const pools = plan.pools.length;
  return {
    initial: (p, into, to) => into.fill(plan.initial[p], to, to + lanes),
    brought: (t, o, into, to) => write(plan.fresh, t, o, into, to, lanes),
    sought: (t, o, sources, at, into, to) => times(plan.fresh, t, o, sources, at, into, to, lanes),
    unreached: (_, share, people, at, into, to) => multiply(people, at, share, 0, into, to, lanes),
    doing(deed, t, o, i, people, at, into, to) {
      if (deed === 'conversion') times(conversion, t, o * stages + i, people, at, into, to, lanes);
      else if (deed === 'retention') times(plan.retention, t, o * pools + i, people, at, into, to, lanes);
      else times(plan[deed], t, i, people, at, into, to, lanes);
    },
    visits: (t, l, members, at, into, to) => times(plan.visits, t, l, members, at, into, to, lanes),
  };
}

/** The people of every lane times a number of a table. */
function times(
  { values, step, byLane }: Table,
  t: number,
  column: number,
  people: Float64Array,
  at: number,
  into: Float64Array,
  to: number,
  lanes: number,
): void {
  const own = byLane?.[column];
  if (own) multiply(people, at, own.values, t * own.step, into, to, lanes);
  else scale(people, at, values[t * step + column], into, to, lanes);
}

/** A number of a table for every lane. */
function write(
  { values, step, byLane }: Table,
  t: number,
  column: number,
  into: Float64Array,
  to: number,
  lanes: number,
): void {
  const own = byLane?.[column];
  if (own) into.set(own.values.subarray(t * own.step, t * own.step + lanes), to);
  else into.fill(values[t * step + column], to, to + lanes);
}
