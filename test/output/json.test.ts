import { expect, test } from 'vitest';
import { jsonPieces, renderJson } from '../../src/output/json.ts';
import { RowsThenRest } from '../../src/output/publication.ts';
import { ACTING } from '../cli/example.ts';

async function textOf(pieces: Iterable<string> | AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

test('starts with the version of the format and the command', () => {
  expect(renderJson('simulate', { rotations: 5 })).toBe(
    '{\n  "flywheel": 1,\n  "command": "simulate",\n  "rotations": 5\n}\n',
  );
});

test('keeps every number and null as it is', () => {
  const result = { third: 1 / 3, tiny: 5e-324, large: 1e21, unknown: null, none: [] };
  expect(JSON.parse(renderJson('x', result))).toEqual({ flywheel: 1, command: 'x', ...result });
});

test('every character comes back, and none acts on the way', () => {
  const text = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');
  const result = { text, [text]: 1, pairs: '😀\u{e0041}\ud800x\udc00' };
  const json = renderJson('x', result);
  expect(JSON.parse(json)).toEqual({ flywheel: 1, command: 'x', ...result });
  expect(json).not.toMatch(ACTING);
});

test('is laid out as JSON.stringify does, however it is cut into pieces', async () => {
  const rows = [{ a: [1, { b: 'x\ny' }], c: {} }, null, [], 'text', undefined];
  const result = { nothing: undefined, rows, none: [], deep: { list: [1, 2], 'a key': null } };
  expect(await textOf(jsonPieces('x', result))).toBe(
    `${JSON.stringify({ flywheel: 1, command: 'x', ...result }, null, 2)}\n`,
  );
});

test('rows that come before the rest stand in a line each, and the rest is asked for after the last', async () => {
  let seen = 0;
  async function* batches(): AsyncGenerator<object[]> {
    for (const batch of [[{ a: 1 }, { a: [2] }], [], [{ a: 3 }]]) {
      seen += batch.length;
      yield batch;
    }
  }
  const text = await textOf(jsonPieces('x', new RowsThenRest(batches(), () => ({ seen, notes: [] }))));
  expect(text).toBe(
    '{\n  "flywheel": 1,\n  "command": "x",\n  "rows": [\n    {"a":1},\n    {"a":[2]},\n    {"a":3}\n  ],\n  "seen": 3,\n  "notes": []\n}\n',
  );
});
