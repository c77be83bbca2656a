import { plainJson } from './format/escape.ts';
import { RowsThenRest } from './publication.ts';
import type { Batches } from './sheet.ts';

/** The version of the JSON documents that this program writes. */
const FORMAT = 1;

/** Draws a result as the JSON document of a command, at full precision. */
export const renderJson = (command: string, result: object): string => [...documentPieces(command, result)].join('');

/** Draws a JSON document piece by piece: the whole may be longer than a text can be. */
export const jsonPieces = (command: string, result: object | RowsThenRest): Iterable<string> | AsyncIterable<string> =>
  result instanceof RowsThenRest ? arrivingPieces(command, result) : documentPieces(command, result);

/** Each member of its lists by itself. */
function* documentPieces(command: string, result: object): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries({ flywheel: FORMAT, command, ...result })) {
    if (value === undefined) continue;
    yield `${before}  ${plainJson(JSON.stringify(key))}: `;
    before = ',\n';
    if (Array.isArray(value) && value.length > 0) yield* listPieces(value);
    else yield drawn(value, 2);
  }
  yield '\n}\n';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  let before = '[\n';
  for (const member of list) {
    yield `${before}    ${drawn(member, 4)}`;
    before = ',\n';
  }
  yield '\n  ]';
}

/** A value that stands so far in; its texts hold no line break. */
const drawn = (value: unknown, indent: number): string =>
  plainJson(JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', `\n${' '.repeat(indent)}`);

/** Rows as they come, a line each, and then the rest. */
async function* arrivingPieces(command: string, { rows, rest }: RowsThenRest): AsyncGenerator<string> {
  const header = renderJson(command, {});
  yield `${header.slice(0, -END.length)},\n  "rows": [`;
  yield* linesOf(rows);
  yield `\n  ],\n${renderJson(command, rest()).slice(header.length - END.length + 2)}`;
}

/** What closes a document. */
const END = '\n}\n';

async function* linesOf(rows: Batches<object>): AsyncGenerator<string> {
  let separator = '\n';
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    yield separator + batch.map((row) => `    ${plainJson(JSON.stringify(row))}`).join(',\n');
    separator = ',\n';
  }
}
