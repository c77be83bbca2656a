import { objectiveOf } from '../../analysis/objective.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import type { Given } from '../define.ts';
import { idleChanges } from '../unused-flags.ts';
import { sensitivityDocument } from './document.ts';
import { sensitivityColumns, sensitivityGrid, sensitivitySheet } from './table.ts';

export interface SensitivityFlags extends OutputFlags {
  readonly metric?: readonly string[];
  readonly by: number;
}

/** Reads a scenario, changes it, and prints which of its numbers moves a metric most. */
export async function runSensitivity(
  { args: [name], changed, flags }: Given<SensitivityFlags>,
  io: Io,
): Promise<Outcome> {
  outputTo(flags.output, name, io);
  refuseColumns(flags, () => sensitivityColumns(flags.format === 'table'));
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const metric = objectiveOf(flags.metric, scenario);
  const pace = progressOf('numbers', io);
  const options = { switches, by: flags.by, pause: pace.pause };
  const result = await sensitivityDocument(scenario, metric, options).finally(pace.end);
  const view = { metric, levers: result.scenario.with, bars: flags.format === 'table' };
  const publication = {
    command: 'sensitivity',
    result,
    csv: () => sensitivitySheet(result),
    grid: () => sensitivityGrid(scenario, result, view),
    notes: result.notes,
  };
  return { result: publication, notes: idleChanges(scenario, changed) };
}
