import type { Plan } from '../model/plan/plan.ts';
import type { Table } from '../model/plan/table.ts';
import type { Marks } from './countable.ts';

/**
 * Origins whose people behave and count alike, so that they need one generating function: for each origin the first
 * one like it.
 */
export function kindsOf(plan: Plan, marks: Marks): Int32Array {
  const origins = plan.origins.map((_, o) => o);
  const alike = (a: number, b: number): boolean =>
    plan.stages.every((_, s) => marks.arrival(a, s) === marks.arrival(b, s)) &&
    sameColumns(plan.conversion, plan.stages.length, a, b) &&
    sameColumns(plan.retention, plan.pools.length, a, b);
  return Int32Array.from(origins, (o) => origins.findIndex((other) => other === o || alike(other, o)));
}

/** True when the columns of two origins, each `width` wide, hold the same numbers in every rotation and lane. */
function sameColumns({ values, step, byLane }: Table, width: number, a: number, b: number): boolean {
  for (let i = 0; i < width; i++) if (byLane?.[a * width + i] !== byLane?.[b * width + i]) return false;
  for (let row = 0; row < Math.max(1, values.length); row += step || values.length || 1) {
    for (let i = row; i < row + width; i++) {
      if (values[a * width + i] !== values[b * width + i]) return false;
    }
  }
  return true;
}
