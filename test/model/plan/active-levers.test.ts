import { describe, expect, test } from 'vitest';
import type { Switch } from '../../../src/model/plan/active-levers.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { expectFaults, problemsIn, problemsOf, scenarioText } from '../faults.ts';

/** A scenario with a lever `up` that makes these changes, and `more`, which adds 10 prospects to the volume. */
const text = (changes: string, parts: Parameters<typeof scenarioText>[0] = {}) => {
  const levers = `{ "id": "up", "changes": [${changes}] }, {
    "id": "more", "changes": [{ "path": "channels.paid.volume", "add": 10 }] }`;
  return scenarioText({ ...parts, top: `\n  "levers": [${levers}],` });
};

const plan = (changes: string, on: Switch[], parts?: Parameters<typeof scenarioText>[0]) =>
  compile(readScenario(text(changes, parts)), on);

/** One column of a table, in the three rotations. */
const column = ({ values, step }: { values: Float64Array; step: number }, at: number): number[] =>
  [0, 1, 2].map((t) => values[t * step + at] ?? Number.NaN);

const up = (from = 1): Switch => ({ lever: 'up', from });
const more = (from = 1): Switch => ({ lever: 'more', from });
const volume = (change: string, on: Switch[]) =>
  column(plan(`{ "path": "channels.paid.volume", ${change} }`, on).fresh, 0);

describe('what a lever does to a number', () => {
  test.each<[string, Switch[], number[]]>([
    ['"multiply": 1.5', [up()], [150, 150, 150]],
    ['"multiply": 1.5', [up(2)], [100, 150, 150]],
    ['"multiply": 1.5', [up(4)], [100, 100, 100]],
    ['"multiply": 1.5', [], [100, 100, 100]],
    ['"multiply": 0', [up(3)], [100, 100, 0]],
    ['"add": -30', [up(2)], [100, 70, 70]],
    ['"to": 5', [up(3)], [100, 100, 5]],
    ['"multiply": [1, 2, 3]', [up(2)], [100, 200, 300]],
    ['"to": { "start": 10, "step": 5 }', [up(2)], [100, 15, 20]],
    ['"multiply": "50%"', [up()], [50, 50, 50]],
    ['"multiply": 2', [up(), more()], [210, 210, 210]],
    ['"multiply": 2', [more(), up()], [220, 220, 220]],
    ['"multiply": 2', [more(3), up(2)], [100, 200, 220]],
    ['"add": { "normal": [-20, 5] }', [up()], [80, 80, 80]],
    ['"multiply": { "normal": [-1, 1] }', [up()], [0, 0, 0]],
  ])('{ %s } with %j makes a volume of 100 %j', (change, on, values) => {
    expect(volume(change, on)).toEqual(values);
  });

  test('several changes of one lever to the same number act in file order', () => {
    const twice = '"add": 100 }, { "path": "channels.paid.volume", "multiply": 2';
    expect(volume(twice, [up()])).toEqual([400, 400, 400]);
  });

  test('a share is clipped to 0..1', () => {
    const conversion = (change: string) =>
      column(plan(`{ "path": "stages.acquire.conversion", ${change} }`, [up(2)]).conversion, 1);
    expect(conversion('"multiply": 5')).toEqual([0.3, 1, 1]);
    expect(conversion('"add": -0.4')).toEqual([0.3, 0, 0]);
  });

  test('a change to a conversion leaves the maps of channels and loops alone', () => {
    const own = { channel: '"volume": 100, "conversion": { "acquire": 0.1 }' };
    const { conversion } = plan('{ "path": "stages.acquire.conversion", "to": 0.9 }', [up()], own);
    expect([column(conversion, 1), column(conversion, 4)]).toEqual([Array(3).fill(0.1), Array(3).fill(0.9)]);
    const map = plan('{ "path": "channels.paid.conversion.acquire", "to": 0.9 }', [up()], own).conversion;
    expect([column(map, 1), column(map, 4)]).toEqual([Array(3).fill(0.9), Array(3).fill(0.3)]);
  });

  test('a number that is not written stands at its default before the change', () => {
    const { retention, wait } = plan(
      '{ "path": "stages.advocate.retention", "multiply": 0.5 }, { "path": "stages.acquire.wait", "add": 0.25 }',
      [up()],
    );
    expect(column(retention, 0)).toEqual([0.5, 0.5, 0.5]);
    expect(column(wait, 1)).toEqual([0.25, 0.25, 0.25]);
  });
});

describe('levers that cannot be', () => {
  const run = (changes: string, on: Switch[]) => problemsIn(() => plan(changes, on));

  test('a number that leaves its range is an error that names lever, number and rotation', () => {
    const change = '{ "path": "channels.paid.volume", "add": { "start": -50, "step": -50 } }';
    const message = expect.stringMatching(/lever up .*channels.paid.volume -50 in rotation 3.*0 or more/);
    expect(run(change, [up()])).toEqual([{ place: null, flag: '--with up', message }]);
    expect(run(change, [])).toEqual([]);
  });

  test('an unknown lever is an error with a suggestion, and so is one where there are none', () => {
    expect(run('', [{ lever: 'upp', from: 1 }])).toMatchObject([
      { message: expect.stringMatching(/"upp".*mean up\?/) },
    ]);
    const none = problemsIn(() => compile(readScenario(scenarioText()), [up()]));
    expect(none).toMatchObject([{ message: expect.stringContaining('this scenario has no levers') }]);
  });

  test.each([
    ['¶{ "path": "overhead" }', 'exactly one of multiply, add and to'],
    ['¶{ "path": "overhead", "multiply": 2, "add": 1 }', 'exactly one of multiply, add and to'],
    ['¶{ "multiply": 2 }', 'levers.up.changes[0] needs path'],
    ['{ "path": "overhead", "multiply": ¶-1 }', 'multiply must be a number of 0 or more'],
    ['{ "path": "overhead", "add": ¶"x" }', 'add must be a number, got the text "x"'],
    ['{ "path": "stages.acquire.conversion", "to": ¶3 }', /must be a share.*did you mean 3%/],
    ['{ "path": "stages.acquire.conversion", "to": [1, 1, ¶-1] }', 'in rotation 3, got -1'],
    ['{ "path": "overhead", ¶"divide": 2, "to": 1 }', 'unknown key "divide"'],
  ])('%s', (changes, words) => {
    expectFaults(text(changes), [words]);
  });

  test.each([
    ['rotations', 'cannot vary by rotation'],
    ['stages.acquire.delay', 'cannot vary by rotation'],
    ['stages.advocate.activeFor', 'cannot vary by rotation'],
    ['stages.advocate.initial', 'cannot vary by rotation'],
    ['market.size', 'cannot vary by rotation'],
    ['discount', 'cannot vary by rotation'],
    ['levers.more.cost', 'cannot vary by rotation'],
    ['name', 'names name, which is not a number'],
    ['stages', 'which is not a number'],
    ['stages.acquire', 'names nothing'],
    ['stages.acquire.convertion', 'did you mean stages.acquire.conversion?'],
    ['stage.acquire.conversion', 'there is no stage.acquire.conversion (did you mean stages.acquire.conversion?)'],
    ['acquire.conversion', 'did you mean stages.acquire.conversion?'],
    ['referral-rate', 'there is no referral-rate (did you mean loops.word-of-mouth.perMember?)'],
    ['stages.acquir.conversion', 'stages has no acquir (did you mean acquire?)'],
    ['stages.engage.conversion', 'no place on the first stage'],
    ['stages.advocate.wait', 'no place on the last stage'],
    ['channels.paid.conversion.acquire', 'write its value first'],
    ['__proto__.x', 'names nothing'],
    ['', 'is not a path'],
  ])('a lever cannot change %s', (path, words) => {
    expectFaults(text(`{ "path": ¶"${path}", "multiply": 2 }`), [words]);
  });

  test.each(['name', 'stages', 'stages.acquire.label'])('what is wrong with %s is not its spelling', (path) => {
    const [problem] = problemsOf(text(`{ "path": "${path}", "multiply": 2 }`));
    expect(problem?.message).not.toContain('did you mean');
  });

  test('cost and setup of a lever are plain amounts', () => {
    const marked = scenarioText({ top: '"levers": [{ "id": "up", "cost": ¶[1, 2], "setup": ¶-1 }],' });
    expectFaults(marked, ['levers.up.cost must be a number of 0 or more', 'levers.up.setup must be a number']);
  });
});
