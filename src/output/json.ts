import { plainJson } from './format/escape.ts';

/** The version of the JSON documents that this program writes. */
const FORMAT = 1;

/** Draws a result as the JSON document of a command, at full precision. */
export const renderJson = (command: string, result: object): string => [...jsonPieces(command, result)].join('');

/** The same piece by piece, each member of its lists by itself: the whole may be longer than a text can be. */
export function* jsonPieces(command: string, result: object): Generator<string> {
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
