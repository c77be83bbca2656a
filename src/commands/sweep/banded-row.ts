import { answersTo, type ChanceSettings, type Sampling } from '../../analysis/chance/estimate.ts';
import { rowsOf } from '../../analysis/what-if/sweep.ts';
import { InputError } from '../../model/errors.ts';
import { withNumber } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Sweep } from './sweep.ts';
import type { BandedRow } from './table.ts';

/** Among more rows the work of exact answers is not shared, as runs would take as long. */
const MOST_SHARED = 50;

/** A row of a sweep with bands; without any where it has no metrics, or chance does not fit. */
export async function bandedRow(
  { scenario, switches, axes, metrics }: Sweep,
  row: BandedRow,
  options: Omit<ChanceSettings, 'switches' | 'shared'>,
  sampling: Sampling,
): Promise<BandedRow> {
  const none = { bands: metrics.map(() => null), method: 'exact', runs: null, tooLong: null } as const;
  if (row.failure !== null) return { ...row, chance: none };
  const here = axes.reduce<Scenario>((all, { path }, i) => withNumber(all, path, row.values[i]), scenario);
  const shared = Math.min(rowsOf(axes), MOST_SHARED);
  try {
    const chance = await answersTo({ metrics, goals: [] }, here, { ...options, switches, shared }, sampling);
    return { ...row, chance };
  } catch (error) {
    // What was drawn need not fit where the expected values do.
    if (!(error instanceof InputError)) throw error;
    return { ...row, chance: none, failure: error.message };
  }
}
