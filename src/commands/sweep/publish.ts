import { rowsOf } from '../../analysis/what-if/sweep.ts';
import { deliver, deliverPieces, isPrinted } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { drawTable } from '../../io/present.ts';
import type { OutputFlags } from '../../io/publish.ts';
import { InputError } from '../../model/errors.ts';
import { plain } from '../../output/format/escape.ts';
import { count } from '../../output/format/number.ts';
import { renderMarkdown } from '../../output/markdown.ts';
import { Seen } from './seen.ts';
import { type Batches, sweepCsv, sweepJson } from './stream.ts';
import { columnsOf, type Sweep } from './sweep.ts';
import { type BandedRow, sweepGrid } from './table.ts';

/** Longer tables are read by nobody, and have to be whole before they can be aligned. */
const MOST_LINES = 10_000;

/** Prints rows in the format asked for, or writes them to a file: CSV and JSON as they come, tables once all are there. */
export async function publishSweep(
  sweep: Sweep,
  rows: Batches,
  { format, output }: OutputFlags,
  io: Io,
): Promise<void> {
  const columns = columnsOf(sweep);
  const seen = new Seen(sweep);
  const batches = watched(rows, seen);
  if (format === 'csv') {
    await deliverPieces(sweepCsv(columns, sweep.banded !== null, batches), output, io);
    for (const note of [...seen.how(), ...seen.notes()]) io.err(`note: ${plain(note)}\n`);
  } else if (format === 'json') {
    await deliverPieces(
      sweepJson(columns, batches, () => seen.rest()),
      output,
      io,
    );
  } else {
    const all = await collected(sweep, batches);
    const remarks = [...seen.how(), ...(sweep.banded ? [BAND_REMARK] : []), ...seen.notes()];
    const grid = sweepGrid(sweep.scenario, columns, all, { title: titleOf(sweep), remarks });
    const toFile = !isPrinted(output);
    await deliver(format === 'markdown' ? renderMarkdown(grid) : await drawTable(grid, io, toFile), output, io);
  }
}

const BAND_REMARK = 'In brackets: at most 5% of such wheels come to less, and at most 5% to more.';

async function collected({ axes }: Sweep, batches: Batches): Promise<BandedRow[]> {
  if (rowsOf(axes) > MOST_LINES) {
    throw InputError.of(
      `a table of ${count(rowsOf(axes))} rows is too long to read: add --format csv --output rows.csv`,
    );
  }
  const all: BandedRow[] = [];
  for await (const rows of batches) all.push(...rows);
  return all;
}

function titleOf({ scenario: { name }, axes, ran, banded }: Sweep): string {
  const rows = rowsOf(axes);
  return [
    name || 'Scenario',
    banded ? 'expected values with bands' : 'expected values',
    `${count(rows)} combination${rows === 1 ? '' : 's'}`,
    ...(ran.with.length > 0 ? [`with ${ran.with.join(', ')}`] : []),
  ].join(' · ');
}

async function* watched(batches: Batches, seen: Seen): AsyncGenerator<readonly BandedRow[]> {
  for await (const rows of batches) {
    for (const row of rows) seen.look(row);
    yield rows;
  }
}
