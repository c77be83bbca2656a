import { rowsOf } from '../../analysis/what-if/sweep.ts';
import { deliver, deliverPieces, isPrinted } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { drawTable } from '../../io/present.ts';
import type { OutputFlags } from '../../io/publish.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Simulation } from '../../model/result.ts';
import type { Axis } from '../../model/scenario/axis.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { plain } from '../../output/format/escape.ts';
import { count, plural } from '../../output/format/number.ts';
import { tableTitle } from '../../output/format/title.ts';
import { renderMarkdown } from '../../output/markdown.ts';
import { type Batches, sweepCsv, sweepJson } from './stream.ts';
import { type BandedRow, sweepGrid } from './table.ts';

/** What is swept, and what goes along with the rows. */
export interface Sweep {
  readonly scenario: Scenario;
  /** Without a number of rotations where that is varied. */
  readonly ran: Omit<Simulation['scenario'], 'rotations'> & { readonly rotations: number | null };
  readonly axes: readonly Axis[];
  readonly metrics: readonly Metric[];
  /** With bands, the seed of those that come from runs. */
  readonly banded: { readonly seed: string } | null;
  readonly notes: readonly string[];
}

/** Longer tables are read by nobody, and have to be whole before they can be aligned. */
const MOST_LINES = 10_000;

/** Prints rows in the format asked for, or writes them to a file: CSV and JSON as they come, tables once all are there. */
export async function publishSweep(
  sweep: Sweep,
  rows: Batches,
  { format, output }: OutputFlags,
  io: Io,
): Promise<void> {
  const columns = { paths: sweep.axes.map(({ path }) => path), metrics: sweep.metrics };
  const seen = new Seen(sweep);
  const batches = seen.watch(rows);
  if (format === 'csv') {
    await deliverPieces(sweepCsv(columns, sweep.banded !== null, batches), output, io);
    for (const note of [...seen.how(), ...seen.notes()]) io.err(`note: ${plain(note)}\n`);
  } else if (format === 'json') {
    const rest = () => ({ scenario: sweep.ran, ...seen.method(), notes: seen.notes() });
    await deliverPieces(sweepJson(columns, batches, rest), output, io);
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

function titleOf({ scenario, axes, ran, banded }: Sweep): string {
  const method = banded ? 'expected values with bands' : 'expected values';
  return tableTitle(scenario, [method, plural(rowsOf(axes), 'combination')], ran.with);
}

/** What there is to say of rows that have gone by. */
class Seen {
  private readonly sweep: Sweep;
  private failures = 0;
  private firstFailure = '';
  private sampled = false;
  private exact = false;
  private runs: number | null = null;
  private tooLong: string | null = null;

  constructor(sweep: Sweep) {
    this.sweep = sweep;
  }

  async *watch(batches: Batches): AsyncGenerator<readonly BandedRow[]> {
    for await (const rows of batches) {
      for (const row of rows) this.look(row);
      yield rows;
    }
  }

  private look({ values, failure, chance }: BandedRow): void {
    if (chance?.method === 'monte-carlo') this.sampled = true;
    if (chance?.bands.some((band) => band?.method === 'exact')) this.exact = true;
    this.runs = chance?.runs ?? this.runs;
    this.tooLong ??= chance?.tooLong ?? null;
    if (failure === null || this.failures++ > 0) return;
    const where = this.sweep.axes.map(({ path }, i) => `${path}=${values[i]}`).join(' ');
    this.firstFailure = `${where}: ${failure}`;
  }

  notes(): string[] {
    const notes = [...this.sweep.notes, ...(this.tooLong === null ? [] : [this.tooLong])];
    if (this.failures === 0) return notes;
    const rows = this.failures === 1 ? '1 row has' : `${count(this.failures)} rows have`;
    return [...notes, `${rows} no value, as at ${this.firstFailure}.`];
  }

  /** How the numbers were found, as JSON says it. */
  method(): object {
    const { banded } = this.sweep;
    if (!banded) return { method: 'expected' };
    const method = this.sampled ? 'monte-carlo' : 'exact';
    return this.runs === null ? { method } : { method, runs: this.runs, seed: banded.seed };
  }

  /** The same in words; nothing for expected values. */
  how(): string[] {
    const { banded } = this.sweep;
    if (!banded) return [];
    if (this.runs === null) return ['The bands are exact.'];
    const from = `${count(this.runs)} runs, seed ${banded.seed}`;
    return [
      this.exact ? `Bands are exact where they can be, the others come from ${from}.` : `The bands come from ${from}.`,
    ];
  }
}
