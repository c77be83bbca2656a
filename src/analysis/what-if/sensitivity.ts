import type { Metric } from '../../model/metric/metric.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { notesOn } from '../caveats.ts';
import { measured } from '../objective.ts';
import { inputsOf, shifted } from './inputs.ts';
import { type MoveSettings, type SensitivityRow, swingsOf } from './swings.ts';

export interface Sensitivity {
  readonly metric: string;
  /** Of the metric in the scenario as it is. */
  readonly value: number | null;
  /** How far every number was moved: 0.1 is a tenth less and a tenth more; of a share, of its odds. */
  readonly by: number;
  /** The largest swing of the metric first, ties in file order; what has no swing goes last. */
  readonly rows: readonly SensitivityRow[];
  readonly notes: readonly string[];
}

export interface SensitivitySettings extends MoveSettings {
  readonly by: number;
}

/**
 * Moves every number of a scenario down and up, one at a time, and looks at what a metric makes of it.
 * @throws InputError when levers move a number out of its range in the scenario as it is
 */
export async function sensitivityOf(
  scenario: Scenario,
  metric: Metric,
  { by, ...settings }: SensitivitySettings,
): Promise<Sensitivity> {
  const { switches } = settings;
  const value = measured(compile(scenario, switches), metric);
  const moves = inputsOf(scenario, switches).map(({ path, range, series }) => {
    const end = (factor: number): Float64Array => shifted(series, factor, range);
    return { path, key: path, range, series, ends: [end(1 - by), end(1 + by)] as const };
  });
  const { rows, notes } = await swingsOf(scenario, metric, value, moves, settings);
  return {
    metric: metric.name,
    value,
    by,
    rows,
    notes: [
      ...notes,
      ...(switches.length > 0 ? ['Only what the levers cost was moved, not what they do.'] : []),
      ...notesOn(scenario, switches),
    ],
  };
}
