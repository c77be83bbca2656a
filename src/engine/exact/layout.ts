import type { Plan } from '../../model/plan/plan.ts';

/**
 * Where the recursion keeps its numbers: slots, counted from 0. Cell (o, s) of an origin and a stage is o * S + s,
 * and (o, p) of an origin and a pool o * P + p, the last origin being `initial`. What is looked back at keeps a ring of
 * slots, one per rotation.
 */
export interface Layout {
  readonly size: number;
  readonly variable: number;
  /** People bound for a stage, while the bypasses are being added. */
  readonly bound: number;
  /** Cells (o, s): somebody arriving, and how many rotations that is kept. */
  readonly arriving: Int32Array;
  readonly arrivingKept: Int32Array;
  /** Cells (o, s): somebody present, -1 where nobody ever waits. */
  readonly present: Int32Array;
  /** Cells (o, p): somebody joining a pool, for the rest of the membership. */
  readonly joining: Int32Array;
  /** By pool: a member at the end of a rotation, kept for as long as members stay where that is fixed. */
  readonly driving: Int32Array;
  readonly drivingKept: Int32Array;
  /** By pool with a fixed stay: the product over the rotations of the block that has begun. */
  readonly begun: Int32Array;
  /** The lowest stage where people of an origin ever arrive; S for one that is represented by another. */
  readonly lowest: Int32Array;
}

/**
 * @param kinds for each origin the one that represents it
 * @param horizon rotations to look ahead
 */
export function layoutOf(plan: Plan, kinds: Int32Array, horizon: number): Layout {
  const { delay, entry, driverDelay, wait, pools, activeFor } = plan;
  const stages = delay.length;
  const origins = entry.length;
  let size = 0;
  const take = (count: number): number => {
    size += count;
    return size - count;
  };
  const variable = take(1);
  const bound = take(1);
  const lowest = new Int32Array(origins).fill(stages);
  const arrivingKept = new Int32Array(origins * stages);
  for (let o = 0; o < origins; o++) {
    const kind = kinds[o];
    lowest[kind] = Math.min(lowest[kind], entry[o]);
    const cell = kind * stages + entry[o];
    if (driverDelay[o] <= horizon) arrivingKept[cell] = Math.max(arrivingKept[cell], 1 + driverDelay[o]);
  }
  for (let cell = 0; cell < arrivingKept.length; cell++) {
    const s = cell % stages;
    if (s < lowest[(cell - s) / stages]) continue;
    arrivingKept[cell] = Math.max(arrivingKept[cell], delay[s] <= horizon ? 1 + delay[s] : 1);
  }
  const waits = (s: number): boolean => wait.values.some((share, i) => i % stages === s && share > 0);
  const waited = Array.from(delay, (_, s) => waits(s));
  const fixed = Array.from(activeFor, (stay) => take(stay > 0 ? 1 : 0));
  const drivingKept = Int32Array.from(activeFor, (stay) => (stay > 0 && stay <= horizon + 1 ? stay : 1));
  return {
    variable,
    bound,
    lowest,
    arrivingKept,
    drivingKept,
    arriving: arrivingKept.map(take),
    present: arrivingKept.map((kept, cell) => (kept > 0 && waited[cell % stages] ? take(1) : -1)),
    // All who join a pool with a fixed stay are alike.
    joining: Int32Array.from({ length: (origins + 1) * pools.length }, (_, i) => {
      const p = i % pools.length;
      const o = (i - p) / pools.length;
      if (activeFor[p] > 0) return fixed[p];
      return o === origins || kinds[o] === o ? take(1) : -1;
    }),
    driving: drivingKept.map(take),
    begun: Int32Array.from(activeFor, (stay) => (stay > 0 ? take(1) : -1)),
    size: take(0),
  };
}
