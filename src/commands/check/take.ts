import { lastBands } from '../../analysis/chance/chance.ts';
import type { Sampling } from '../../analysis/chance/estimate.ts';
import type { Pause } from '../../analysis/chance/exactly.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { SNAPSHOT_SEED, snapshotOf, speaksOfChance } from './snapshot.ts';
import type { Snapshot } from './snapshot-format.ts';

/** The snapshot of a run, with bands where the scenario speaks of chance. */
export async function taken(
  scenario: Scenario,
  simulation: Simulation,
  sampling: Sampling,
  pause: Pause,
): Promise<Snapshot> {
  const options = { switches: [], runs: null, seed: SNAPSHOT_SEED, pause };
  return snapshotOf(
    scenario,
    simulation,
    speaksOfChance(scenario) ? await lastBands(scenario, options, sampling) : null,
  );
}
