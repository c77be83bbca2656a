import { chanceNotes } from '../../analysis/caveats.ts';
import { chanceOfScenario } from '../../analysis/chance/chance.ts';
import type { ChanceSettings, Sampling } from '../../analysis/chance/estimate.ts';
import { ranAs } from '../../analysis/simulate.ts';
import type { ChanceResult } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/**
 * The JSON document of `flywheel chance`, without its header.
 * @throws InputError as `chanceOfScenario` does
 */
export async function chanceDocument(
  scenario: Scenario,
  goals: readonly string[],
  options: ChanceSettings,
  sampling: Sampling,
): Promise<ChanceResult> {
  const { switches, seed } = options;
  const chance = await chanceOfScenario(scenario, goals, options, sampling);
  return {
    scenario: ranAs(scenario, switches),
    method: chance.method,
    ...(chance.runs === null ? {} : { runs: chance.runs, seed }),
    goals: chance.goals,
    rotations: chance.bands.map((bands, t) => ({ rotation: t + 1, bands })),
    notes: [...chance.notes, ...chanceNotes(scenario, switches)],
  };
}
