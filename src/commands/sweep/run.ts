import { refuseTooMany, rowsOf } from '../../analysis/what-if/sweep.ts';
import { breath, clock } from '../../io/breath.ts';
import { isPrinted, outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { type Progress, progressOf } from '../../io/progress.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { samplingEachOn } from '../../io/sampling-threads.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { axesOf, withAxes } from '../axes.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { sweepPublication } from './publication.ts';
import { rowsIn } from './rows.ts';
import { sweepOf } from './sweep.ts';
import type { MeasuredRow } from './table.ts';

export interface SweepFlags extends ChanceFlags, OutputFlags {
  readonly vary?: readonly string[];
  readonly metric?: readonly string[];
  readonly bands?: true;
}

/** Reads a scenario, gives some of its numbers one value after the other, and prints a row for each combination. */
export async function runSweep({ args: [name], changed, flags, typed }: Given<SweepFlags>, io: Io): Promise<Outcome> {
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
    { switches, metrics: flags.metric, bands, seed: flags.seed, exact: flags.exact ?? false },
  );
  const sampling = samplingEachOn(flags.jobs, { ...io, errColumns: null });
  const options = { runs: flags.runs ?? null, seed: flags.seed, exact: flags.exact, pause: breath };
  const rows = rowsIn(sweep, options, sampling, dueAfter(BATCH, BATCH_MS));
  const progress = progressOf('rows', quietWhereShown(flags, io), rowsOf(sweep.axes));
  return {
    result: sweepPublication(sweep, watched(rows, progress)),
    notes: [
      ...(sweep.chance ? aboutRuns(NONE, flags.runs) : idleChance(typed, '--bands')),
      ...idleChanges(scenario, changed),
    ],
  };
}

/** Whether runs are made at all is known only once each row is computed: no flag for them is said to be of no use. */
const NONE: ReadonlySet<string> = new Set();

/** Says how far it is; takes that from the terminal after the last row, or when something goes wrong before. */
async function* watched(rows: AsyncIterable<MeasuredRow[]>, progress: Progress): AsyncGenerator<MeasuredRow[]> {
  try {
    for await (const batch of rows) {
      yield batch;
      progress.add(batch.length);
      await breath();
    }
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

function dueAfter(most: number, milliseconds: number): (rows: number) => boolean {
  let begun = clock();
  return (rows) => {
    const isDue = rows >= most || clock() - begun >= milliseconds;
    if (isDue) begun = clock();
    return isDue;
  };
}
