import { objectiveOf } from '../../analysis/objective.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { samplingEachOn } from '../../io/sampling-threads.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import { idleChance, idleChanges } from '../unused-flags.ts';
import { sensitivityDocument } from './document.ts';
import { sensitivityGrid, sensitivitySheet } from './table.ts';

export interface SensitivityFlags extends ChanceFlags, OutputFlags {
  readonly metric?: readonly string[];
  readonly by: number;
}

/** Reads a scenario, changes it, and prints which of its numbers moves a metric most. */
export async function runSensitivity(
  { args: [name], changed, flags }: Given<SensitivityFlags>,
  io: Io,
): Promise<Outcome> {
  outputTo(flags.output, name, io);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const measure = objectiveOf(flags.metric, scenario);
  const pace = progressOf('numbers', io);
  const { by, runs = null, seed, exact } = flags;
  const sampling = samplingEachOn(flags.jobs, { ...io, errColumns: null });
  const options = { switches, by, runs, seed, exact, sampling, pause: pace.pause };
  const result = await sensitivityDocument(scenario, measure, options).finally(pace.end);
  const view = { measure, levers: result.scenario.with, bars: flags.format === 'table' };
  const publication = {
    command: 'sensitivity',
    result,
    csv: () => sensitivitySheet(result),
    grid: () => sensitivityGrid(scenario, result, view),
    notes: result.notes,
  };
  const idle = isOfChance(measure) ? [] : idleChance(flags, 'a metric of chance');
  return { result: publication, notes: [...idleChanges(scenario, changed), ...idle] };
}
