import { expect, test } from 'vitest';
import { jsonPieces, renderJson } from '../../src/output/json.ts';
import { ACTING } from '../cli/example.ts';

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

test('is laid out as JSON.stringify does, however it is cut into pieces', () => {
  const rows = [{ a: [1, { b: 'x\ny' }], c: {} }, null, [], 'text', undefined];
  const result = { nothing: undefined, rows, none: [], deep: { list: [1, 2], 'a key': null } };
  expect([...jsonPieces('x', result)].join('')).toBe(
    `${JSON.stringify({ flywheel: 1, command: 'x', ...result }, null, 2)}\n`,
  );
});
