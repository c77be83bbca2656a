import { objectiveOf } from '../../analysis/objective.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { samplingEachOn } from '../../io/sampling-threads.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { rankLevers } from './rank.ts';
import { LEVER_COLUMNS, leversGrid, leversSheet } from './table.ts';

export interface LeversFlags extends ChanceFlags, OutputFlags {
  readonly metric?: readonly string[];
  readonly budget?: number;
}

/** Reads a scenario, changes it, and prints what its levers do and the best order to switch them on. */
export async function runLevers({ args: [name], changed, flags, typed }: Given<LeversFlags>, io: Io): Promise<Outcome> {
  outputTo(flags.output, name, io);
  refuseColumns(flags, () => LEVER_COLUMNS);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const measure = objectiveOf(flags.metric, scenario);
  const pace = progressOf('runs', io);
  const { budget = null, runs = null, seed, exact } = flags;
  const sampling = samplingEachOn(flags.jobs, { ...io, errColumns: null });
  const options = { switches, budget, runs, seed, exact, sampling, pause: pace.pause };
  const result = await rankLevers(scenario, measure, options).finally(pace.end);
  const publication = {
    command: 'levers',
    result,
    csv: () => leversSheet(result),
    grid: () => leversGrid(scenario, result, measure, result.scenario.with),
    notes: result.notes,
  };
  const idle = isOfChance(measure) ? aboutRuns(typed, result.runs) : idleChance(typed, 'a metric of chance');
  return { result: publication, notes: [...idleChanges(scenario, changed), ...idle] };
}
