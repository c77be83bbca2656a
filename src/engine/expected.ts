import type { Plan } from '../model/plan/plan.ts';
import type { Table } from '../model/plan/table.ts';
import { createFlow, type Flow } from './flow.ts';
import { type Counting, turnWheel } from './wheel.ts';

/**
 * Runs a plan by expected values, every lane of the flow with its own numbers.
 * @param flow from `createFlow` for this plan, or for one that differs in numbers only; filled and returned
 * @throws RunawayError as `turnWheel` does
 */
export function runExpected(plan: Plan, flow: Flow = createFlow(plan)): Flow {
  turnWheel(plan, inFractions(plan, flow), flow);
  return flow;
}

/** People counted in fractions: of so many, each does something with some probability, and as many are expected to. */
function inFractions(plan: Plan, { lanes, conversion }: Flow): Counting {
  const stages = plan.delay.length;
  const pools = plan.pools.length;
  return {
    initial: (p, into, to) => into.fill(plan.initial[p], to, to + lanes),
    sought: (t, o, sources, at, into, to) => multiply(plan.fresh, t, o, sources, at, into, to, lanes),
    unreached(_, share, people, at, into, to) {
      for (let r = 0; r < lanes; r++) into[to + r] = people[at + r] * share[r];
    },
    doing(deed, t, o, i, people, at, into, to) {
      if (deed === 'conversion') multiply(conversion, t, o * stages + i, people, at, into, to, lanes);
      else if (deed === 'retention') multiply(plan.retention, t, o * pools + i, people, at, into, to, lanes);
      else multiply(plan[deed], t, i, people, at, into, to, lanes);
    },
    visits: (t, l, members, at, into, to) => multiply(plan.visits, t, l, members, at, into, to, lanes),
  };
}

/** The people of every lane times a number of a table. */
function multiply(
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
  if (own) {
    const row = t * own.step;
    for (let r = 0; r < lanes; r++) into[to + r] = people[at + r] * own.values[row + r];
  } else {
    const number = values[t * step + column];
    for (let r = 0; r < lanes; r++) into[to + r] = people[at + r] * number;
  }
}
