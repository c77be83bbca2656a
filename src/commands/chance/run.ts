import { chanceNotes } from '../../analysis/caveats.ts';
import { chanceOfScenario } from '../../analysis/chance/chance.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { type OutputFlags, publish } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import type { ChanceResult } from '../../model/result.ts';
import { chanceCsv, chanceGrid, howOf } from '../../output/chance.ts';
import { plain } from '../../output/format/escape.ts';
import { asking } from '../ask-chance.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { idleChanges } from '../unused-flags.ts';

export type ChanceCommandFlags = ChanceFlags & OutputFlags;

/** Reads a scenario, changes it, and prints how likely its numbers and the goals are. */
export async function runChance(
  name: string,
  goals: readonly string[],
  changed: ChangeOptions,
  flags: ChanceCommandFlags,
  io: Io,
): Promise<void> {
  const { output, seed, jobs } = flags;
  outputTo(output, name, io);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const chance = await asking(flags, switches, samplingOn(jobs, io), io, (options, sampling) =>
    chanceOfScenario(scenario, goals, options, sampling),
  );
  const result: ChanceResult = {
    scenario: ranAs(scenario, switches),
    method: chance.method,
    ...(chance.runs === null ? {} : { runs: chance.runs, seed }),
    goals: chance.goals,
    rotations: chance.bands.map((bands, t) => ({ rotation: t + 1, bands })),
    notes: [...chance.notes, ...chanceNotes(scenario, switches)],
  };
  const publication = {
    command: 'chance',
    result,
    csv: () => chanceCsv(result),
    grid: () => chanceGrid(scenario, result),
    notes: [howOf(result), ...result.notes],
  };
  await publish(publication, flags, io);
  for (const note of idleChanges(scenario, changed)) io.err(`note: ${plain(note)}\n`);
}
