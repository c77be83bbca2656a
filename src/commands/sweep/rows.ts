import { answersTo, type ChanceSettings, type Sampling } from '../../analysis/chance/estimate.ts';
import { rowsOf, sweepRows } from '../../analysis/what-if/sweep.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import { InputError } from '../../model/errors.ts';
import { withNumber } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Sweep } from './sweep.ts';
import type { BandedRow } from './table.ts';

/** Among more rows the work of exact answers is not shared, as runs would take as long. */
const MOST_SHARED = 50;

type BandOptions = Omit<ChanceSettings, 'switches' | 'shared'>;

/**
 * The rows of a sweep, some at a time; with bands one by one.
 * @param isDue true where so many rows are enough for once
 */
export function rowsIn(
  sweep: Sweep,
  options: BandOptions,
  sampling: Sampling,
  isDue: (rows: number) => boolean,
): AsyncGenerator<BandedRow[]> {
  const { scenario, switches, axes, metrics, banded } = sweep;
  const paths = axes.map(({ path }) => path);
  // What is wrong with these is found before the first row is asked for.
  const whatIf = new WhatIf(scenario, switches, paths, metrics);
  return (async function* () {
    let batch: BandedRow[] = [];
    for (const rows of sweepRows(whatIf, axes, metrics.length)) {
      if (banded) {
        for (const row of rows) yield [await bandedRow(sweep, row, options, sampling)];
        continue;
      }
      batch.push(...rows);
      if (!isDue(batch.length)) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  })();
}

/** A row of a sweep with bands; without any where it has no metrics, or chance does not fit. */
async function bandedRow(
  { scenario, switches, axes, metrics }: Sweep,
  row: BandedRow,
  options: BandOptions,
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
