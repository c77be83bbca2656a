import { rowsOf } from '../../analysis/what-if/sweep.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import { columnsMeant } from '../../output/chosen-columns.ts';
import { measureLegend } from '../../output/format/measure-text.ts';
import { count, plural } from '../../output/format/number.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Grid } from '../../output/grid.ts';
import { type Publication, RowsThenRest } from '../../output/publication.ts';
import { Seen } from './seen.ts';
import { type Sweep, sweepColumns } from './sweep.ts';
import { type MeasuredRow, rowGrid, sweepCells, sweepGrid, sweepHeader, sweepRecord } from './table.ts';

/** Rows as they are computed, some at a time. */
type Rows = AsyncIterable<readonly MeasuredRow[]>;

/** A sweep to be published: CSV and JSON as the rows come, tables once all are there. */
export function sweepPublication(sweep: Sweep, rows: Rows): Publication {
  const columns = sweepColumns(sweep);
  const header = sweepHeader(columns);
  const seen = new Seen(sweep);
  return {
    command: 'sweep',
    result: new RowsThenRest(
      mapped(rows, seen, (row) => sweepRecord(columns, row)),
      () => seen.rest(),
    ),
    csv: () => ({ header, keys: columns.paths.length, batches: mapped(rows, seen, sweepCells) }),
    grid: (asked) => {
      // Before any row is computed.
      columnsMeant(asked ?? [], header);
      return gridOf(sweep, rows, seen, asked ? rowGrid : sweepGrid);
    },
    notes: (drawn) => (drawn === 'csv' ? [...seen.how(), ...seen.notes()] : []),
  };
}

/** What becomes of each row, once it was looked at. */
async function* mapped<T>(rows: Rows, seen: Seen, map: (row: MeasuredRow) => T): AsyncGenerator<T[]> {
  for await (const batch of rows) {
    for (const row of batch) seen.look(row);
    yield batch.map(map);
  }
}

/** Longer tables are read by nobody, and have to be whole before they can be aligned. */
const MOST_LINES = 10_000;

const BAND_REMARK = 'In brackets: at most 5% of such wheels come to less, and at most 5% to more.';

async function gridOf(sweep: Sweep, rows: Rows, seen: Seen, draw: typeof sweepGrid): Promise<Grid> {
  const { scenario, axes, chance, measures } = sweep;
  if (rowsOf(axes) > MOST_LINES) {
    throw InputError.of(
      `a table of ${count(rowsOf(axes))} rows is too long to read: add --format csv --output rows.csv`,
    );
  }
  const all: MeasuredRow[] = [];
  for await (const batch of mapped(rows, seen, (row) => row)) all.push(...batch);
  const remarks = [...seen.how(), ...(chance?.bands ? [BAND_REMARK] : []), ...measureLegend(measures), ...seen.notes()];
  return draw(scenario, sweepColumns(sweep), all, { title: titleOf(sweep), remarks });
}

function titleOf({ scenario, axes, ran, measures, chance }: Sweep): string {
  const isExpected = measures.some((measure) => !isOfChance(measure));
  const method = chance?.bands ? 'expected values with bands' : isExpected ? 'expected values' : 'chances';
  return tableTitle(scenario, [method, plural(rowsOf(axes), 'combination')], ran.with);
}
