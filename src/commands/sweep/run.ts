import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { answersTo, refuseInexact } from '../../analysis/chance/estimate.ts';
import { defaultMetric, metricsNamed } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { combinations, refuseTooMany, rowAt, rowsOf } from '../../analysis/what-if/sweep.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import { breath, clock } from '../../io/breath.ts';
import { isPrinted, outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { type Progress, progressOf } from '../../io/progress.ts';
import type { OutputFlags } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { checkSwitches, type Switch } from '../../model/plan/active-levers.ts';
import { withNumber } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { plain } from '../../output/format/escape.ts';
import { axesOf, withAxes } from '../axes.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { idleChanges } from '../unused-flags.ts';
import { publishSweep, type Sweep } from './publish.ts';
import type { BandedRow } from './table.ts';

export interface SweepFlags extends ChanceFlags, OutputFlags {
  readonly vary?: readonly string[];
  readonly metric?: readonly string[];
  readonly bands?: true;
}

/** Reads a scenario, gives some of its numbers one value after the other, and prints a row for each combination. */
export async function runSweep(name: string, changed: ChangeOptions, flags: SweepFlags, io: Io): Promise<void> {
  const { output, bands = false } = flags;
  outputTo(output, name, io);
  const axes = axesOf(flags.vary ?? []);
  refuseTooMany(axes.map(({ axis }) => axis));
  const document = await loadDocument(name, io);
  const scenario = withAxes(document, changed.changes, axes, io);
  checkSwitches(scenario, changed.switches);
  const metrics = metricsNamed(flags.metric ?? [defaultMetric(scenario)], scenario);
  if (bands) refuseWords(metrics);
  if (bands && flags.exact) refuseInexact(scenario, { metrics, goals: [] }, changed.switches);
  const sweep: Sweep = {
    scenario,
    ran: axes.some(({ axis }) => axis.path === 'rotations')
      ? { ...ranAs(scenario, changed.switches), rotations: null }
      : ranAs(scenario, changed.switches),
    axes: axes.map(({ axis }) => axis),
    metrics,
    banded: bands ? { seed: flags.seed } : null,
    notes: bands ? chanceNotes(scenario, changed.switches) : notesOn(scenario, changed.switches),
  };
  const progress = progressOf('rows', quietWhereShown(flags, io), rowsOf(sweep.axes));
  try {
    const { switches } = changed;
    const paths = sweep.axes.map(({ path }) => path);
    const whatIf = new WhatIf(scenario, switches, paths, metrics);
    const rows = bands
      ? bandedRows(sweep, whatIf, switches, flags, progress, io)
      : expectedRows(sweep, whatIf, progress);
    await publishSweep(sweep, rows, flags, io);
  } finally {
    progress.end();
  }
  if (!bands && flags.exact) io.err('note: --exact makes no difference without --bands\n');
  for (const note of idleChanges(scenario, changed)) io.err(`note: ${plain(note)}\n`);
}

function refuseWords(metrics: readonly Metric[]): void {
  const word = metrics.find(({ type }) => type !== 'number');
  if (word) throw InputError.of(`${word.name} is no number, so it has no band`, '--bands');
}

/** Where rows appear on the same terminal, they are progress enough. */
const quietWhereShown = ({ output }: OutputFlags, io: Io): Io =>
  io.outColumns !== null && isPrinted(output) ? { ...io, errColumns: null } : io;

/** Rows that are made before they are passed on, and milliseconds after which fewer are: then other things are due. */
const BATCH = 1000;
const BATCH_MS = 100;

async function* expectedRows(
  { axes, metrics }: Sweep,
  whatIf: WhatIf,
  progress: Progress,
): AsyncGenerator<BandedRow[]> {
  let batch: BandedRow[] = [];
  let begun = clock();
  for (const values of combinations(axes)) {
    batch.push(rowAt(whatIf, values, metrics.length));
    if (batch.length < BATCH && clock() - begun < BATCH_MS) continue;
    yield batch;
    progress.add(batch.length);
    batch = [];
    await breath();
    begun = clock();
  }
  yield batch;
}

/** Among more rows the work of exact answers is not shared, as runs would take as long. */
const MOST_SHARED = 50;

async function* bandedRows(
  { scenario, axes, metrics }: Sweep,
  whatIf: WhatIf,
  switches: readonly Switch[],
  { runs, seed, jobs, exact }: ChanceFlags,
  progress: Progress,
  io: Io,
): AsyncGenerator<BandedRow[]> {
  const sampling = samplingOn(jobs, { ...io, errColumns: null });
  const shared = Math.min(rowsOf(axes), MOST_SHARED);
  const options = { switches, runs: runs ?? null, seed, exact, shared, pause: breath };
  const none = { bands: metrics.map(() => null), method: 'exact', runs: null, tooLong: null } as const;
  const banded = async (row: BandedRow, here: Scenario): Promise<BandedRow> => {
    try {
      return { ...row, chance: await answersTo({ metrics, goals: [] }, here, options, sampling) };
    } catch (error) {
      // What was drawn need not fit where the expected values do.
      if (!(error instanceof InputError)) throw error;
      return { ...row, chance: none, failure: error.message };
    }
  };
  for (const values of combinations(axes)) {
    const row = rowAt(whatIf, values, metrics.length);
    const here = axes.reduce<Scenario>((all, { path }, i) => withNumber(all, path, row.values[i]), scenario);
    yield [row.failure === null ? await banded(row, here) : { ...row, chance: none }];
    progress.add(1);
    await breath();
  }
}
