import { bandedMetrics } from '../../analysis/chance/chance.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { chanceColumns, chanceGrid, chanceSheet, howOf } from '../../output/chance.ts';
import { asking } from '../ask-chance.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import { aboutRuns, idleChanges } from '../unused-flags.ts';
import { chanceDocument } from './document.ts';

export type ChanceCommandFlags = ChanceFlags & OutputFlags;

/** Reads a scenario, changes it, and prints how likely its numbers and the goals are. */
export async function runChance(
  { args: [name, ...goals], changed, flags, typed }: Given<ChanceCommandFlags>,
  io: Io,
): Promise<Outcome> {
  const { output, jobs } = flags;
  outputTo(output, name, io);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  refuseColumns(flags, () => chanceColumns(bandedMetrics(scenario, switches), goals.length > 0));
  const result = await asking(flags, switches, samplingOn(jobs, io), io, (options, sampling) =>
    chanceDocument(scenario, goals, options, sampling),
  );
  const publication = {
    command: 'chance',
    result,
    csv: () => chanceSheet(result),
    grid: () => chanceGrid(scenario, result),
    notes: [howOf(result), ...result.notes],
  };
  return { result: publication, notes: [...idleChanges(scenario, changed), ...aboutRuns(typed, result.runs)] };
}
