import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readSnapshot,
  type Snapshot,
  SnapshotError,
  snapshotText,
} from '../../../src/commands/check/snapshot-format.ts';

const REMEDY = 'flywheel check plan.json --update';

const snapshot: Snapshot = {
  inputs: new Map<string, unknown>([
    ['stages.acquire.conversion', '30%'],
    ['channels.paid.volume', { start: 100, growth: 0.05 }],
    ['overhead', [5, 6, 7]],
  ]),
  summary: new Map<string, number | string | boolean | null>([
    ['npv', null],
    ['rules.smooth', true],
    ['rules.smooth.weakest', 'acquire'],
  ]),
  rotations: new Map([
    ['engage@1', 100],
    ['engage@2', 110.125],
  ]),
  bands: new Map(),
};

const TEXT = `{
  "flywheel": 1,
  "snapshot": 1,
  "inputs": {
    "stages.acquire.conversion": "30%",
    "channels.paid.volume": { "start": 100, "growth": 0.05 },
    "overhead": [5, 6, 7]
  },
  "summary": {
    "npv": null,
    "rules.smooth": true,
    "rules.smooth.weakest": "acquire"
  },
  "rotations": {
    "engage@1": 100,
    "engage@2": 110.125
  }
}
`;

function errorIn(text: string): SnapshotError {
  try {
    readSnapshot(text, 'plan.snap.json', REMEDY);
  } catch (error) {
    if (error instanceof SnapshotError) return error;
    throw error;
  }
  throw new Error('it could be read');
}

const lineOf = (text: string): number | undefined => errorIn(text).problems[0].place?.line;

describe('the text of a snapshot', () => {
  test('is JSON with one value to a line, what it was made with first, then the summary', () => {
    expect(snapshotText(snapshot)).toBe(TEXT);
  });

  test('reads back to what it was', () => {
    expect(readSnapshot(TEXT, 'plan.snap.json', REMEDY)).toEqual(snapshot);
  });

  test('of any numbers reads back to the same doubles', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const rotations = new Map(numbers.map((value, i) => [`engage@${i + 1}`, value === 0 ? 0 : value]));
        const back = readSnapshot(snapshotText({ ...snapshot, rotations }), 'x', REMEDY);
        expect(back.rotations).toEqual(rotations);
      }),
    );
  });

  test('may have been indented by another tool', () => {
    const back = readSnapshot(JSON.stringify(JSON.parse(TEXT)), 'plan.snap.json', REMEDY);
    expect(back).toEqual(snapshot);
  });

  test('of an earlier flywheel has no inputs, which is not the same as none', () => {
    const old = TEXT.replace(/ {2}"inputs": \{[^}]*\}[^}]*\},\n/, '');
    expect(readSnapshot(old, 'plan.snap.json', REMEDY)).toEqual({ ...snapshot, inputs: null });
    expect(snapshotText({ ...snapshot, inputs: null })).toBe(old);
  });

  test('whose inputs are none is damaged', () => {
    expect(errorIn(TEXT.replace(/"inputs": \{[^}]*\}[^}]*\}/, '"inputs": 5')).message).toMatch(
      /inputs of this snapshot are damaged.*anew/,
    );
  });
});

describe('a merge conflict', () => {
  const conflict = (marker: string) =>
    TEXT.replace('    "engage@2": 110.125\n', `${marker}\n    "engage@2": 110.125\n`);

  test.each(['<<<<<<< HEAD', '=======', '>>>>>>> main', '||||||| 1234567'])('%s is found, with its line', (marker) => {
    const error = errorIn(conflict(marker));
    const [problem] = error.problems;
    expect(problem.place).toMatchObject({ source: 'plan.snap.json', line: 16, column: 1 });
    expect(problem.message).toBe(`this snapshot is damaged: ${REMEDY} writes it anew`);
    expect(error.replaceable).toBe(true);
  });

  test.each([',\n    ', ', '])('that was settled by keeping both sides is found too: %j', (between) => {
    const both = TEXT.replace('"engage@1": 100,', `"engage@1": 100${between}"engage@1": 101,`);
    expect(errorIn(both).message).toMatch(/a key is written twice/);
  });
});

describe('a damaged snapshot', () => {
  test('that ends early is written anew by --update', () => {
    const error = errorIn(TEXT.slice(0, 300));
    expect(error.message).toMatch(/damaged.*--update writes it anew/);
    expect(error.replaceable).toBe(true);
  });

  test('is pointed at where it stops being JSON', () => {
    expect(lineOf(TEXT.replace('"engage@1": 100,', '"engage@1": 100'))).toBe(16);
    expect(lineOf(TEXT.replace('null', 'NaN'))).toBe(10);
  });

  test.each(['', '\n'])('that is empty (%j) is written anew', (text) => {
    expect(errorIn(text).replaceable).toBe(true);
  });

  test.each(['1e999', '[1]', '{}'])('has no value such as %s', (value) => {
    const error = errorIn(TEXT.replace('110.125', value));
    expect(error.message).toMatch(/"engage@2" has no value to compare/);
  });

  test.each(['{}', '[]', '"a"', 'hello', '{ "snapshot": 1 }', '{ "flywheel": 1 }'])(
    'that is somebody else’s (%s) is not to be overwritten',
    (text) => {
      const error = errorIn(text);
      expect(error.replaceable).toBe(false);
      expect(error.message).toMatch(/move the file away/);
    },
  );

  test('of a newer program says so', () => {
    expect(errorIn(TEXT.replace('"snapshot": 1', '"snapshot": 2')).message).toMatch(/newer flywheel/);
  });
});
