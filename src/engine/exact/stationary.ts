import type { Plan } from '../../model/plan/plan.ts';
import type { Table } from '../../model/plan/table.ts';

/**
 * True when nothing but the channels' volumes changes over the rotations. What one person leaves then depends on the
 * rotations still ahead alone, and one recursion serves every rotation.
 */
export function isSteady(plan: Plan): boolean {
  const { conversion, optional, wait, retention, visits } = plan;
  const tables = [conversion, optional, wait, retention, visits];
  return (
    tables.every((table) => stands(table, 0, table.step)) && stands(plan.fresh, plan.channels, plan.origins.length)
  );
}

/** True when every rotation brings the same volumes. */
export const hasSteadyVolumes = (plan: Plan): boolean => stands(plan.fresh, 0, plan.channels);

/** True when the columns of a table from one to before another hold the same numbers in every row. */
function stands({ values, step }: Table, from: number, to: number): boolean {
  if (step === 0) return true;
  for (let row = step; row < values.length; row += step) {
    for (let i = from; i < to; i++) {
      if (values[row + i] !== values[i]) return false;
    }
  }
  return true;
}
