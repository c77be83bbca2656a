import { chanceOfScenario } from '../../analysis/chance.ts';
import { chanceNotes } from '../../analysis/notes.ts';
import { ranAs } from '../../analysis/simulate.ts';
import type { ChanceResult } from '../../model/result.ts';
import { chanceCsv, chanceGrid, howOf } from '../../output/chance.ts';
import { renderJson } from '../../output/json.ts';
import { renderMarkdown } from '../../output/markdown.ts';
import { plain } from '../../output/plain.ts';
import { deliver, outputTo } from '../deliver.ts';
import { idleChanges } from '../idle.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load.ts';
import type { ChanceFlags, ChangeOptions, Format } from '../options.ts';
import { drawTable } from '../present.ts';
import { breath, samplingOn } from '../sampling.ts';

export interface ChanceCommandFlags extends ChanceFlags {
  readonly format: Format;
  readonly output?: string;
}

/** Reads a scenario, changes it, and prints how likely its numbers and the goals are. */
export async function runChance(
  name: string,
  goals: readonly string[],
  changed: ChangeOptions,
  flags: ChanceCommandFlags,
  io: Io,
): Promise<void> {
  const { output, format, runs, seed, jobs } = flags;
  outputTo(output, name, io);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const options = { switches, runs: runs ?? null, seed, pause: breath };
  const chance = await chanceOfScenario(scenario, goals, options, samplingOn(jobs, io));
  const result: ChanceResult = {
    scenario: ranAs(scenario, switches),
    method: chance.method,
    ...(chance.runs === null ? {} : { runs: chance.runs, seed }),
    goals: chance.goals,
    rotations: chance.bands.map((bands, t) => ({ rotation: t + 1, bands })),
    notes: [...chance.notes, ...chanceNotes(switches)],
  };
  const toFile = output !== undefined && output !== '-';
  if (format === 'json') deliver(renderJson('chance', result), output, io);
  else if (format === 'csv') deliver(chanceCsv(result), output, io);
  else if (format === 'markdown') deliver(renderMarkdown(chanceGrid(scenario, result)), output, io);
  else deliver(await drawTable(chanceGrid(scenario, result), io, toFile), output, io);
  const notes = format === 'csv' ? [howOf(result), ...result.notes] : [];
  for (const note of [...notes, ...idleChanges(scenario, changed)]) io.err(`note: ${plain(note)}\n`);
}
