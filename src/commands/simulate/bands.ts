import { bandedMetrics, chanceOfScenario } from '../../analysis/chance/chance.ts';
import type { Io } from '../../io/io.ts';
import { type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandNames } from '../../output/band-csv.ts';
import { withPart } from '../../output/simulation/rotation-row.ts';
import { asking } from '../ask-chance.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';

/** Refuses columns that a simulation with bands will not have. Where the gain is who was referred, it has a band as well. */
export function refuseBandColumns(
  scenario: Scenario,
  { switches }: ChangeOptions,
  flags: OutputFlags,
  columns: readonly string[],
): void {
  const banded = (): string[] => [...bandedMetrics(scenario, switches), 'gain'];
  refuseColumns(flags, () => [...columns, ...banded().flatMap(bandNames)]);
}

/** A simulation with what chance makes of it. */
export async function withBands(
  scenario: Scenario,
  simulation: Simulation,
  { switches }: ChangeOptions,
  flags: ChanceFlags,
  io: Io,
): Promise<Simulation> {
  const chance = await asking(flags, switches, samplingOn(flags.jobs, io), io, (options, sampling) =>
    chanceOfScenario(scenario, [], options, sampling),
  );
  const { scenario: ran, method: _, rotations, notes, ...rest } = simulation;
  return {
    scenario: ran,
    method: chance.method,
    ...(chance.runs === null ? {} : { runs: chance.runs, seed: flags.seed }),
    rotations: rotations.map((row, t) => withPart(row, { bands: chance.bands[t] })),
    ...rest,
    notes: [...notes, ...chance.notes],
  };
}
