import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/scenario/change.ts';
import type { Flattened } from '../../../src/model/scenario/flattened.ts';
import { examine } from '../../../src/model/scenario/validate.ts';
import { parseJson } from '../../../src/model/text/json.ts';
import { scenarioText } from '../faults.ts';

const volume = (written: string): string => scenarioText({ channel: `"volume": ${written}` });
const to = (value: unknown): Change => ({ flag: `--volume ${value}`, knob: 'volume', of: null, value });
const flattened = (text: string, ...changes: Change[]): readonly Flattened[] =>
  examine(parseJson(text, 'mine.json'), changes).flattened;

describe('a number that varied or was uncertain, and is given one value', () => {
  test.each([
    ['[100, 110, 120, 130]', '[100,110,120,130]'],
    ['[100, "10/2"]', '[100,"10/2"]'],
    ['{ "start": 100, "growth": 0.07 }', '{"start":100,"growth":0.07}'],
    ['{ "start": 100, "step": -10 }', '{"start":100,"step":-10}'],
    ['{ "repeat": [100, 100, 90] }', '{"repeat":[100,100,90]}'],
    ['{ "start": 100, "step": 0, "season": [1, 1, 2] }', '{"start":100,"step":0,"season":[1,1,2]}'],
    ['{ "pert": [80, 100, 130] }', '{"pert":[80,100,130]}'],
    ['{ "got": 12, "of": 400 }', '{"got":12,"of":400}'],
  ])('%s', (written, was) => {
    expect(flattened(volume(written), to(120))).toEqual([
      { flag: '--volume 120', path: 'channels.paid.volume', was, value: '120' },
    ]);
  });

  test('is named once, with the value that it has in the end', () => {
    expect(flattened(volume('[1, 2]'), to(120), to('50%'))).toMatchObject([{ flag: '--volume 50%', value: '50%' }]);
  });
});

describe('nothing is lost', () => {
  test.each<[string, string, unknown]>([
    ['by changing what had one value', '100', 120],
    ['from a list of one', '[100]', 120],
    ['from a list of equal values', '[100, "200/2"]', 120],
    ['from equal values in turn', '{ "repeat": [100, 100] }', 120],
    ['from a season of factors of 1', '{ "start": 100, "growth": 0, "season": [1, 1] }', 120],
    ['from a growth of 0', '{ "start": 100, "growth": 0 }', 120],
    ['from a chance of noticing', '{ "exposures": 3, "notice": 0.5, "needed": 1 }', 120],
    ['by a list', '[100, 110]', [120, 130]],
  ])('%s', (_what, written, value) => {
    expect(flattened(volume(written), to(value))).toEqual([]);
  });

  test.each(['"abc"', '{ "pert": 5 }', '{ "pert": [{}] }', '{ "got": {}, "of": 1 }', '[{}]', '[]'])(
    'where the file was wrong (%s) and a flag puts it right',
    (written) => expect(flattened(volume(written), to(120))).toEqual([]),
  );
});
