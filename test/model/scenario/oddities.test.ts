import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/model/errors.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { problemsOf, scenarioText } from '../faults.ts';

/** What is said of a text that is read; it has to be a scenario without errors. */
function warningsOf(text: string, source = 'mine.json'): Problem[] {
  const warnings: Problem[] = [];
  expect(problemsOf(text, source)).toEqual([]);
  readScenario(text, { source, onWarning: (warning) => warnings.push(warning) });
  return warnings;
}

/** A scenario with one lever that does this to a number. */
const lever = (path: string, change: string): string =>
  scenarioText({
    top: `"levers": [{ "id": "gift", "changes": [{ "path": "${path}", ${change} }] }],`,
    channel: '"budget": 100, "cost": 2',
  });

const SHARE = 'stages.acquire.conversion';
const MONEY = 'channels.paid.budget';

describe('what is hardly meant as it is written gets a warning with its likely meaning', () => {
  test.each<[string, string]>([
    [
      scenarioText({ top: '"discount": ¶12,' }),
      'discount is 12, which is 1,200% per rotation (did you mean "12%" or 0.12?)',
    ],
    [
      scenarioText({ top: '"period": "month", "discount": ¶1.5,' }),
      'discount is 1.5, which is 150% per month (did you mean "1.5%" or 0.015?)',
    ],
    [
      scenarioText({ channel: '"volume": { "start": 100, "growth": ¶5 }' }),
      'channels.paid.volume.growth is 5, which is 500% more each rotation (did you mean "5%" or 0.05?)',
    ],
    [
      scenarioText({ channel: '"volume": { "start": 100, "growth": ¶1.05 }' }),
      'channels.paid.volume.growth is 1.05, which is 105% more each rotation (did you mean "5%" or 0.05?)',
    ],
    [
      scenarioText({ channel: '"volume": { "start": 100, "growth": 0, "season": [1, ¶80] }' }),
      'channels.paid.volume.season is 80, which makes it 80 times as much (did you mean "80%" or 0.8?)',
    ],
    [
      lever(SHARE, '"multiply": ¶"10%"'),
      'levers.gift.changes[0].multiply is "10%", which takes 90% away (did you mean "110%" for 10% more or "90%" for 10% less?); to keep 10%, write 0.1',
    ],
    [
      lever(SHARE, '"multiply": [1.1, ¶"10%"]'),
      'levers.gift.changes[0].multiply is "10%", which takes 90% away (did you mean "110%" for 10% more or "90%" for 10% less?); to keep 10%, write 0.1',
    ],
    [
      lever(MONEY, '"multiply": ¶120'),
      'levers.gift.changes[0].multiply is 120, which makes it 120 times as much (did you mean "120%" or 1.2?)',
    ],
    [
      lever(SHARE, '"add": ¶5'),
      'levers.gift.changes[0].add is 5, and a share then is 100% whatever it was (did you mean 0.05 or "5%"?)',
    ],
    [
      lever(SHARE, '"add": ¶-5'),
      'levers.gift.changes[0].add is -5, and a share then is 0% whatever it was (did you mean -0.05 or "-5%"?)',
    ],
    [
      lever(MONEY, '"add": ¶"10%"'),
      'levers.gift.changes[0].add is "10%", which adds 0.1 (did you mean "multiply": 1.1, which is 10% more?)',
    ],
    [
      lever(MONEY, '"to": ¶"10%"'),
      'levers.gift.changes[0].to is "10%", which counts as 0.1, not as a share of something (did you mean 10?)',
    ],
    [
      scenarioText({ channel: '"volume": 100, "cost": ¶"30%"' }),
      'channels.paid.cost is "30%", which counts as 0.3, not as a share of something (did you mean 30?)',
    ],
    [
      scenarioText({ channel: '"volume": { "normal": [100, ¶"10%"] }' }),
      'channels.paid.volume.normal is "10%", which counts as 0.1, not as a share of something (did you mean 10?)',
    ],
  ])('%s', (marked, message) => {
    const [before] = marked.split('¶');
    const place = {
      source: 'mine.json',
      line: before.split('\n').length,
      column: before.length - before.lastIndexOf('\n'),
    };
    expect(warningsOf(marked.replace('¶', ''))).toEqual([
      { flag: null, message, place: expect.objectContaining(place) },
    ]);
  });

  test('in YAML too', () => {
    const text = 'rotations: 3\ndiscount: 12\nstages:\n  - id: a\n  - { id: b, conversion: 1 }\n';
    expect(warningsOf(text, 'mine.yaml')).toMatchObject([{ place: { source: 'mine.yaml', line: 2, column: 11 } }]);
  });

  test('once for each number, in the order of the text', () => {
    const text = lever(SHARE, '"multiply": ["10%", "20%", "30%"]').replace('"cost": 2', '"cost": "200%"');
    expect(warningsOf(text).map(({ message }) => message.split(',')[0])).toEqual([
      'levers.gift.changes[0].multiply is "10%"',
      'channels.paid.cost is "200%"',
    ]);
  });

  test('naming the flag where it comes from one', () => {
    const warnings: Problem[] = [];
    const change = { flag: '--set discount=12', set: 'discount', value: 12 };
    readScenario(scenarioText(), { changes: [change], onWarning: (warning) => warnings.push(warning) });
    expect(warnings).toEqual([
      {
        flag: '--set discount=12',
        place: null,
        message: expect.stringMatching(/^discount is 12, .*did you mean "12%"/),
      },
    ]);
  });
});

describe('what may well be meant gets none', () => {
  test.each([
    scenarioText({ top: '"discount": 0.1,' }),
    scenarioText({ top: '"discount": "99%",' }),
    scenarioText({ top: '"discount": -0.5,' }),
    scenarioText({ channel: '"volume": { "start": 100, "growth": 1 }' }),
    scenarioText({ channel: '"volume": { "start": 100, "growth": "150%" }' }),
    scenarioText({ channel: '"volume": { "start": 100, "step": 50 }' }),
    scenarioText({ channel: '"volume": "86/2"' }),
    scenarioText({ loop: '"perMember": "30%"' }),
    lever(SHARE, '"multiply": 0.1'),
    lever(SHARE, '"multiply": "110%"'),
    lever(SHARE, '"multiply": "50%"'),
    lever(SHARE, '"multiply": "0%"'),
    lever(SHARE, '"multiply": 3'),
    lever(SHARE, '"multiply": { "pert": ["90%", "110%", "130%"] }'),
    lever(SHARE, '"add": 0.05'),
    lever(SHARE, '"add": "5%"'),
    lever(SHARE, '"add": -0.3'),
    lever(SHARE, '"to": 1'),
    lever(MONEY, '"multiply": 10'),
    lever(MONEY, '"add": 500'),
    lever('loops.word-of-mouth.perMember', '"add": "10%"'),
  ])('%s', (text) => {
    expect(warningsOf(text)).toEqual([]);
  });

  const folder = new URL('../../../scenarios/', import.meta.url);
  const bundled = readdirSync(folder).filter((name) => name.endsWith('.json'));

  test.each(bundled)('nor does the bundled scenario %s', (name) => {
    expect(warningsOf(readFileSync(new URL(name, folder), 'utf8'), name)).toEqual([]);
  });
});
