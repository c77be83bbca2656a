import { refuseTooMany, rowsOf, sweepRows } from '../../analysis/what-if/sweep.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import { breath, clock } from '../../io/breath.ts';
import { isPrinted, outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { type Progress, progressOf } from '../../io/progress.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { axesOf, withAxes } from '../axes.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { idleChanges } from '../unused-flags.ts';
import { bandedRow } from './banded-row.ts';
import { sweepPublication } from './publication.ts';
import { type Sweep, sweepOf } from './sweep.ts';
import type { BandedRow } from './table.ts';

export interface SweepFlags extends ChanceFlags, OutputFlags {
  readonly vary?: readonly string[];
  readonly metric?: readonly string[];
  readonly bands?: true;
}

/** Reads a scenario, gives some of its numbers one value after the other, and prints a row for each combination. */
export async function runSweep(name: string, changed: ChangeOptions, flags: SweepFlags, io: Io): Promise<Outcome> {
  const { output, bands = false } = flags;
  outputTo(output, name, io);
  const axes = axesOf(flags.vary ?? []);
  refuseTooMany(axes.map(({ axis }) => axis));
  const document = await loadDocument(name, io);
  const examined = withAxes(document, changed.changes, axes);
  tellWarnings([examined], io);
  const { scenario } = examined;
  const { switches } = changed;
  const sweep = sweepOf(
    scenario,
    axes.map(({ axis }) => axis),
    { switches, metrics: flags.metric, banded: bands ? { seed: flags.seed } : null, exact: flags.exact ?? false },
  );
  const progress = progressOf('rows', quietWhereShown(flags, io), rowsOf(sweep.axes));
  const paths = sweep.axes.map(({ path }) => path);
  const whatIf = new WhatIf(scenario, switches, paths, sweep.metrics);
  const rows = bands ? bandedRows(sweep, whatIf, flags, progress, io) : expectedRows(sweep, whatIf, progress);
  const idle = !bands && flags.exact ? ['--exact makes no difference without --bands'] : [];
  return {
    result: sweepPublication(sweep, endingWith(rows, progress)),
    notes: [...idle, ...idleChanges(scenario, changed)],
  };
}

/** Takes the progress from the terminal after the last row, or when something goes wrong before. */
async function* endingWith<T>(rows: AsyncIterable<T>, progress: Progress): AsyncGenerator<T> {
  try {
    yield* rows;
  } finally {
    progress.end();
  }
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
  for (const rows of sweepRows(whatIf, axes, metrics.length)) {
    batch.push(...rows);
    if (batch.length < BATCH && clock() - begun < BATCH_MS) continue;
    yield batch;
    progress.add(batch.length);
    batch = [];
    await breath();
    begun = clock();
  }
  yield batch;
}

async function* bandedRows(
  sweep: Sweep,
  whatIf: WhatIf,
  { runs, seed, jobs, exact }: ChanceFlags,
  progress: Progress,
  io: Io,
): AsyncGenerator<BandedRow[]> {
  const { axes, metrics } = sweep;
  const sampling = samplingOn(jobs, { ...io, errColumns: null });
  const options = { runs: runs ?? null, seed, exact, pause: breath };
  for (const rows of sweepRows(whatIf, axes, metrics.length)) {
    for (const row of rows) {
      yield [await bandedRow(sweep, row, options, sampling)];
      progress.add(1);
      await breath();
    }
  }
}
