import { chanceOfScenario } from '../../analysis/chance.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Io } from '../io.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { breath } from '../progress.ts';
import { samplingOn } from '../sampling.ts';

/** The same simulation with what chance makes of it. */
export async function withBands(
  scenario: Scenario,
  simulation: Simulation,
  { switches }: ChangeOptions,
  { runs, seed, jobs }: ChanceFlags,
  io: Io,
): Promise<Simulation> {
  const options = { switches, runs: runs ?? null, seed, pause: breath };
  const chance = await chanceOfScenario(scenario, [], options, samplingOn(jobs, io));
  const { scenario: ran, method: _, rotations, ...rest } = simulation;
  return {
    scenario: ran,
    method: chance.method,
    ...(chance.runs === null ? {} : { runs: chance.runs, seed }),
    rotations: rotations.map((row, t) => ({ ...row, bands: chance.bands[t] })),
    ...rest,
  };
}
