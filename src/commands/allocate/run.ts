import { objectiveOf } from '../../analysis/objective.ts';
import { breath } from '../../io/breath.ts';
import { isPrinted, outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { acceptDocument, loadDocument } from '../../io/load.ts';
import { type Pace, progressOf } from '../../io/progress.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { samplingEachOn } from '../../io/sampling-threads.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import { plain } from '../../output/format/escape.ts';
import { quoted } from '../../output/format/shell-quote.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { allocate } from './allocate.ts';
import { type AllocationRequest, leversOn } from './allocation.ts';
import { changedScenario, scenarioFormat } from './changed-scenario.ts';
import { budgetChanges, planFlags, writtenBudgets } from './plan-flags.ts';
import { allocationGrid, allocationSheet } from './table.ts';

/** A limit of a channel, in money per rotation. */
type Limit = readonly [channel: string, money: number];

export interface AllocateFlags extends ChanceFlags, OutputFlags {
  readonly metric?: readonly string[];
  readonly spend?: number;
  readonly by: 'channel' | 'rotation';
  readonly levers?: true;
  readonly min?: readonly Limit[];
  readonly max?: readonly Limit[];
  readonly keep?: readonly (readonly string[])[];
}

/** Reads a scenario, changes it, spreads its budget and prints how; --output takes the scenario with the new budgets. */
export async function runAllocate(
  { args: [name], changed, flags, typed }: Given<AllocateFlags>,
  io: Io,
): Promise<Outcome> {
  const { output, runs = null, seed, exact, jobs } = flags;
  outputTo(output, name, io);
  const format = isPrinted(output) ? null : scenarioFormat(output);
  const document = await loadDocument(name, io);
  const scenario = acceptDocument(document, io, changed.changes);
  const measure = objectiveOf(flags.metric, scenario);
  const pace = progressOf('splits', io);
  // How far the splits are is told, and not how far the runs of each.
  const sampling = samplingEachOn(jobs, { ...io, errColumns: null });
  const runOptions = { settings: { runs, seed, exact, pause: breath }, sampling };
  const found = await allocate(scenario, measure, requestOf(flags, changed, pace), runOptions).finally(pace.end);
  const budgets = writtenBudgets(found, scenario);
  const on = leversOn(found);
  const shown = planFlags(budgets, on);
  const file =
    format === null
      ? undefined
      : await changedScenario(document, [...changed.changes, ...budgetChanges(budgets)], format);
  const levers = on.length > 0 ? ` --with ${on.join(',')}` : '';
  const next = `wrote ${plain(output ?? '')}; next: flywheel simulate ${quoted(output ?? '')}${levers}`;
  const publication = {
    command: 'allocate',
    result: { ...found, flags: shown },
    csv: () => allocationSheet(found),
    grid: () => allocationGrid(scenario, found, measure, shown),
    notes: found.notes,
  };
  const idle = isOfChance(measure) ? aboutRuns(typed, found.runs) : idleChance(typed, 'a metric of chance');
  const notes = [...(file === undefined ? [] : [next]), ...idleChanges(scenario, changed), ...idle];
  return { result: publication, ...(file !== undefined && { file }), notes };
}

const requestOf = (flags: AllocateFlags, { switches }: ChangeOptions, { pause }: Pace): AllocationRequest => ({
  switches,
  spend: flags.spend ?? null,
  byRotation: flags.by === 'rotation',
  withLevers: flags.levers === true,
  min: new Map(flags.min),
  max: new Map(flags.max),
  kept: (flags.keep ?? []).flat(),
  pause,
});
