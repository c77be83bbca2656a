import { plainJson } from '../../output/format/escape.ts';
import { renderJson } from '../../output/json.ts';
import type { SweepColumns } from './sweep.ts';
import { type BandedRow, sweepHeader, sweepLine, sweepRecord } from './table.ts';

/** Rows as they are computed, some at a time. */
export type Batches = AsyncIterable<readonly BandedRow[]>;

/** A sweep as CSV, piece by piece. */
export async function* sweepCsv(columns: SweepColumns, banded: boolean, batches: Batches): AsyncGenerator<string> {
  yield `${sweepHeader(columns, banded)}\n`;
  for await (const rows of batches) if (rows.length > 0) yield `${rows.map(sweepLine).join('\n')}\n`;
}

/**
 * The JSON document of a sweep, piece by piece, a row per line.
 * @param rest what else the document says, asked for once all rows are there
 */
export async function* sweepJson(columns: SweepColumns, batches: Batches, rest: () => object): AsyncGenerator<string> {
  let separator = '';
  yield `${withoutEnd(renderJson('sweep', {}))},\n  "rows": [`;
  for await (const rows of batches) {
    const records = rows.map((row) => plainJson(JSON.stringify(sweepRecord(columns, row))));
    yield records.map((record, i) => `${i === 0 ? separator : ','}\n    ${record}`).join('');
    if (rows.length > 0) separator = ',';
  }
  yield `\n  ],${renderJson('sweep', rest())
    .split('\n')
    .slice(3)
    .map((line) => `\n${line}`)
    .join('')}`;
}

/** A JSON object as `renderJson` writes it, before the line that closes it. */
const withoutEnd = (json: string): string => json.replace(/\n\}\n$/, '');
