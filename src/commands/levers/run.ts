import { objectiveOf } from '../../analysis/objective.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import type { Given } from '../define.ts';
import { idleChanges } from '../unused-flags.ts';
import { rankLevers } from './rank.ts';
import { LEVER_COLUMNS, leversGrid, leversSheet } from './table.ts';

export interface LeversFlags extends OutputFlags {
  readonly metric?: readonly string[];
  readonly budget?: number;
}

/** Reads a scenario, changes it, and prints what its levers do and the best order to switch them on. */
export async function runLevers({ args: [name], changed, flags }: Given<LeversFlags>, io: Io): Promise<Outcome> {
  outputTo(flags.output, name, io);
  refuseColumns(flags, () => LEVER_COLUMNS);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const metric = objectiveOf(flags.metric, scenario);
  const pace = progressOf('runs', io);
  const options = { switches, budget: flags.budget ?? null, pause: pace.pause };
  const result = await rankLevers(scenario, metric, options).finally(pace.end);
  const publication = {
    command: 'levers',
    result,
    csv: () => leversSheet(result),
    grid: () => leversGrid(scenario, result, metric, result.scenario.with),
    notes: result.notes,
  };
  return { result: publication, notes: idleChanges(scenario, changed) };
}
