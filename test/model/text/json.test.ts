import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/model/text/json.ts';
import { placeAt } from '../../../src/model/text/source.ts';
import { cases } from '../../cases.ts';
import { expectAmongFaults, expectFaults, problemsOf, scenarioText } from '../faults.ts';

describe('a .json file is strict JSON', () => {
  test.each([
    ['a comma after the last value', '{\n  "rotations": 3,\n¶}', 'remove the comma before this }'],
    ['a comma after the last stage', '{ "stages": [\n  { "id": "engage" },\n  ¶] }', 'remove the comma before this ]'],
    ['a comment', '{\n  ¶// turns\n  "rotations": 3\n}', 'comments are not allowed'],
    ['a block comment', '{ ¶/* turns */ "rotations": 3 }', 'comments are not allowed'],
    ['single quotes', "{\n  ¶'rotations': 3\n}", 'double quotes'],
    ['a key without quotes', '{\n  ¶rotations: 3\n}', 'double quotes'],
    ['a missing comma', '{\n  "rotations": 3\n  ¶"stages": []\n}', 'a comma, colon or closing bracket is missing'],
    ['a missing colon', '{ "rotations" ¶3 }', 'a comma, colon or closing bracket is missing'],
    ['two commas', '{ "rotations": 3,¶, "stages": [] }', '"," is not expected'],
    ['NaN', '{ "rotations": ¶NaN }', 'a number is expected'],
    ['Infinity', '{ "rotations": ¶-Infinity }', 'a number is expected'],
    ['a leading plus', '{ "rotations": ¶+3 }', 'not valid JSON'],
    ['an underscore in a number', '{ "rotations": 3¶_000 }', 'not valid JSON'],
    ['a line break in a text', '{ "name": "one¶\ntwo" }', 'raw line break'],
    ['a tab in a text', '{ "name": "one¶\ttwo" }', 'control character'],
    ['something after the end', '{}\n¶x', 'not valid JSON'],
    ['two documents', '{}\n¶{}', 'not valid JSON'],
    ['a text that does not end', '{ "name": "one¶', 'ends before'],
    ['a mapping that does not end', '{ "rotations": 3¶', 'ends before'],
    ['a list that does not end', '{ "stages": [3¶', 'ends before'],
    ['a mapping that only begins', '{¶', 'ends before'],
    ['a brace too many at the end', '{ "stages": [] }¶}', 'this } closes nothing: remove it'],
    ['a bracket too many at the end', '[]¶]', 'this ] closes nothing: remove it'],
    [
      'a brace too many in the middle',
      '{ "market": { "size": 1 }}¶, "rotations": 3 }',
      'a closing bracket before it too many?',
    ],
    ['a list closed by a brace', '{\n  "stages": [1,2¶}', 'the [ of line 2, column 13 is not closed by }: write ]'],
    ['a list closed by a brace alone', '[1,2¶}', 'the [ of line 1, column 1 is not closed by }: write ]'],
    ['a list closed by a brace after a comma', '[1,¶}', 'is not closed by }: write ]'],
    [
      'a stage with a brace too many',
      '{ "stages": [{ "id": "a" }¶}, {}] }',
      'is not closed by }: write ], or remove this }',
    ],
    ['a mapping closed by a bracket', '{ "rotations": 3¶] }', 'the { of line 1, column 1 is not closed by ]: write }'],
    ['a mapping closed by a bracket after a colon', '{ "rotations":¶] }', 'is not closed by ]: write }'],
    ['a mapping closed by a bracket at once', '{¶]', 'is not closed by ]: write }'],
    ['a key without a value', '{ "rotations": ¶}', 'a value is missing before this }'],
    ['an escape that there is none of', '{ "name": "a \\" b ¶\\x" }', 'a backslash stands before'],
    ['an escape of three digits', '{ "name": "¶\\u12e" }', 'four hexadecimal digits'],
    ['a leading zero', '{ "rotations": 0¶3 }', 'not valid JSON'],
    ['a number that ends at its point', '{ "rotations": ¶3. }', 'a number is written like'],
    ['a byte order mark', '¶\ufeff{}', 'is not expected here'],
    ['a text that ends with its line', '{ "name": "one¶\n', 'ends before'],
    ['an empty file', '¶', 'empty: `flywheel init'],
    ['a file of spaces', '¶ \n', 'empty: `flywheel init'],
  ])('%s is an error at its line and column', (_name, marked, words) => {
    expectFaults(marked, [words]);
  });

  test.each([
    ['top', '{\n  "rotations": 3,\n  ¶"rotations": 4\n}', 'the key "rotations" is written twice'],
    ['stage', '{ "stages": [\n  { "id": "a", ¶"id": "b" }\n] }', 'the key "id" is written twice'],
    ['escaped', '{ "name": "", ¶"n\\u0061me": "" }', 'the key "name" is written twice'],
    ['inherited names', '{ "constructor": 1, ¶"constructor": 2 }', 'the key "constructor" is written twice'],
  ])('a repeated key is an error at the second one (%s)', (_name, marked, words) => {
    expectAmongFaults(marked, words);
  });

  test('a repeated key is reported together with everything else that is wrong', () => {
    const acquire = '"conversion": ¶3, "label": "", ¶"label": ""';
    expectFaults(scenarioText({ top: '\n  "name": "", ¶"name": "",', acquire }), ['twice', '3%', 'twice']);
  });

  test('nesting 10,000 deep is refused where it passes what a scenario could need', () => {
    for (const bracket of ['[', '{"a":']) {
      const [problem, ...more] = problemsOf(bracket.repeat(10_000));
      expect(more).toEqual([]);
      expect(problem).toMatchObject({
        message: expect.stringContaining('nested more than 64 deep'),
        place: { line: 1 },
      });
      expect(problem?.place?.column).toBe(64 * bracket.length + 1);
    }
  });

  test('brackets inside a text are no nesting', () => {
    expect(problemsOf(scenarioText({ top: `"name": "${'[{'.repeat(100)}\\"",` }))).toEqual([]);
  });

  test('accepts what JSON accepts, with the same values, and nothing else', () => {
    const pieces = '{ } [ ] , : "a" "b" " \\ 0 1 -1 .5 1e3 true null / * \n \t \u00a0 \u0001 é'.split(/ /);
    const noise = fc.array(fc.constantFrom(...pieces, ' '), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(noise, fc.json()), (text) => {
        const wanted = readAs(() => JSON.parse(text));
        const found = readAs(() => plainCopy(parseJson(text, 'x.json').root));
        if (!('error' in found && /twice/.test(found.error))) expect('error' in found).toBe('error' in wanted);
        if ('value' in found) expect(found).toEqual(wanted);
      }),
      { numRuns: cases(3000) },
    );
  });
});

/** Without the missing prototypes, which toEqual would mind; numbers too large for a double stay Infinity. */
function plainCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainCopy);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainCopy(part)]));
}

function readAs(read: () => unknown): { value: unknown } | { error: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

test.each(['1e999', '-0', '0.1', '1E+2', '123456789012345678901234567890', '5e-324', `0.${'1'.repeat(1000)}`])(
  'the number %s is what JSON.parse makes of it',
  (number) => {
    expect(parseJson(`[${number}]`, 'x.json').root).toEqual([JSON.parse(number)]);
  },
);

test('no key of a file can reach a prototype', () => {
  const { root } = parseJson('{ "__proto__": { "rotations": 5 }, "constructor": 1 }', 'x.json');
  expect(Object.keys(root as object)).toEqual(['__proto__', 'constructor']);
  expect((root as { rotations?: unknown }).rotations).toBeUndefined();
  expect(({} as { rotations?: unknown }).rotations).toBeUndefined();
});

test('remembers where keys and values stand, also in a file from Windows', () => {
  const text = '{\r\n  "name": "é😀", "stages": [\r\n    { "id": "engage" }\r\n  ]\r\n}';
  const document = parseJson(text, 'x.json');
  const at = (path: (string | number)[], part: 'key' | 'value') => {
    const { line, column, excerpt } = placeAt('x.json', text, document.offsetOf(path, part));
    return [line, column, excerpt];
  };
  expect(at(['stages'], 'key')).toEqual([2, 18, '  "name": "é😀", "stages": [']);
  expect(at(['stages', 0], 'value')).toEqual([3, 5, '    { "id": "engage" }']);
  expect(at(['stages', 0, 'id'], 'key')).toEqual([3, 7, '    { "id": "engage" }']);
  expect(at(['stages', 0, 'id'], 'value')).toEqual([3, 13, '    { "id": "engage" }']);
  expect(at(['stages', 0, 'conversion'], 'value')).toEqual([3, 5, '    { "id": "engage" }']);
  expect(at([], 'value')).toEqual([1, 1, '{']);
});
