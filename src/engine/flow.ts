import type { Plan } from '../model/plan/plan.ts';
import type { Table } from '../model/plan/table.ts';

/**
 * What flows through the wheel, by rotation: arrays that an engine fills and the analysis reads. T rotations,
 * S stages, O origins, P pools, as in the plan; t counts from 0, cell (t, o, s) is at (t * O + o) * S + s.
 */
export interface Flow {
  /** T x O prospects sought or brought, and how many of them were new and came: without a market, the same array. */
  readonly candidates: Float64Array;
  readonly came: Float64Array;
  /** (T + 1) x P active members of all origins at the end of a rotation; row 0 is before the first. */
  readonly members: Float64Array;
  /** T x (repeat loops) visits. */
  readonly returning: Float64Array;
  /** O x S conversion rates that applied, proof included. */
  readonly conversion: Table;
  /** T x O x S people arriving at a stage. */
  readonly arrivals: Float64Array;
  /** T x O x S people still waiting at a stage at the end of the rotation; empty for a prompt plan. */
  readonly waiting: Float64Array;
  /** (O + 1) x P active members by origin (the last is `initial`) at the end of the latest rotation. */
  readonly active: Float64Array;
  /** O x P, where members stay a fixed time L: arrivals since the latest multiple of L. */
  readonly blockStart: Float64Array;
  /** O x P x T: arrivals from a rotation to the next multiple of L, once that is over. */
  readonly blockEnds: Float64Array;
}

/** Room for one run of a plan; engines may use it again and again. */
export function createFlow(plan: Plan): Flow {
  const { rotations, conversion } = plan;
  const origins = plan.origins.length;
  const width = origins * plan.stages.length;
  const cells = rotations * width;
  const fixedStays = plan.activeFor.some((stay) => stay > 0) ? origins * plan.pools.length : 0;
  const candidates = new Float64Array(rotations * origins);
  return {
    candidates,
    came: plan.market === Infinity ? candidates : new Float64Array(rotations * origins),
    members: new Float64Array((rotations + 1) * plan.pools.length),
    returning: new Float64Array(rotations * plan.repeats.length),
    conversion: plan.proofs.length > 0 ? { values: new Float64Array(cells), step: width } : conversion,
    arrivals: new Float64Array(cells),
    waiting: new Float64Array(plan.prompt ? 0 : cells),
    active: new Float64Array((origins + 1) * plan.pools.length),
    blockStart: new Float64Array(fixedStays),
    blockEnds: new Float64Array(fixedStays * rotations),
  };
}

/** Arrivals of origin o at stage s in rotation t (from 0). */
export function arrivalsAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  return flow.arrivals[(t * plan.entry.length + o) * plan.delay.length + s];
}

/** Arrivals of all origins at stage s in rotation t (from 0). */
export function allArrivalsAt(plan: Plan, flow: Flow, t: number, s: number): number {
  let arrivals = 0;
  for (let o = 0; o < plan.origins.length; o++) arrivals += arrivalsAt(plan, flow, t, o, s);
  return arrivals;
}

/** People waiting at stage s at the end of rotation t (from 0; -1 is before the first). */
export function waitingAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  return plan.prompt || t < 0 ? 0 : flow.waiting[(t * plan.entry.length + o) * plan.delay.length + s];
}

/** People present at stage s in rotation t: those who arrived, and those who waited since the one before. */
export function presentAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  return arrivalsAt(plan, flow, t, o, s) + waitingAt(plan, flow, t - 1, o, s);
}

/** People of origin o who went on from stage s (not the last) in rotation t. */
export function goneAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  const { values, step } = flow.conversion;
  return values[t * step + o * plan.delay.length + s + 1] * presentAt(plan, flow, t, o, s);
}

/** Members of a pool at the end of a rotation, which counts from 1; 0 is before the first, and earlier it is empty. */
export function membersAfter(plan: Plan, flow: Flow, rotation: number, pool: number): number {
  return rotation < 0 ? 0 : flow.members[rotation * plan.pools.length + pool];
}
