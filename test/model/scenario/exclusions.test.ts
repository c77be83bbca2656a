import { describe, expect, test } from 'vitest';
import { type Scenario, simulate } from '../../../src/index.ts';
import { scenarioJsonSchema } from '../../../src/model/scenario/json-schema.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { expectFaults, problemsIn, scenarioText } from '../faults.ts';

/** Two levers that raise the volume, the first of which may exclude others, and what the scenario expects. */
const text = (excludes: string, expected = '', second = ''): string =>
  scenarioText({
    top: `
  "levers": [
    { "id": "ten", "excludes": [${excludes}], "changes": [{ "path": "channels.paid.volume", "add": 10 }] },
    { "id": "twenty"${second}, "changes": [{ "path": "channels.paid.volume", "add": 20 }] }],
  "expect": [${expected}],`,
  });

const on = (scenario: Scenario, ...ids: string[]) =>
  simulate(scenario, { with: ids.map((lever) => ({ lever, from: 1 })) });

describe('levers that exclude each other', () => {
  test.each([
    ['when the first says so', text('"twenty"')],
    ['when the second does', text('', '', ', "excludes": ["ten"]')],
  ])('are refused together %s, in either order', (_, written) => {
    const scenario = readScenario(written);
    for (const ids of [
      ['ten', 'twenty'],
      ['twenty', 'ten'],
    ]) {
      const [{ message, flag }] = problemsIn(() => on(scenario, ...ids));
      expect(message).toBe(`levers ${ids.join(' and ')} exclude each other: switch on one of them`);
      expect(flag).toBe(`--with ${ids.join(',')}`);
    }
    expect(on(scenario, 'ten').rotations[0].stages.engage.arrivals).toBe(110);
    expect(on(scenario, 'twenty').rotations[0].stages.engage.arrivals).toBe(120);
  });

  test('are refused whatever rotation they would be on from', () => {
    const scenario = readScenario(text('"twenty"'));
    const late = [
      { lever: 'ten', from: 1 },
      { lever: 'twenty', from: 3 },
    ];
    expect(problemsIn(() => simulate(scenario, { with: late }))).toHaveLength(1);
  });

  test('in an assertion are an error of the file', () => {
    expectFaults(text('"twenty"', '{ "metric": "engage", "with": ["ten", ¶"twenty"], "above": 1 }'), [
      'expect[0].with[1] names twenty, and it and ten exclude each other: keep one of them',
    ]);
  });

  test('an assertion about one of them is not judged while the other is on', () => {
    const scenario = readScenario(text('"twenty"', '{ "metric": "engage", "with": ["ten"], "above": "engage" }'));
    expect(on(scenario).assertions[0].passed).toBe(true);
    expect(on(scenario, 'twenty').assertions[0]).toMatchObject({ actual: null, passed: null });
  });
});

describe('what may stand in excludes', () => {
  test('is a lever, with a hint for one that is misspelled', () => {
    expectFaults(text('¶"twenti"'), [/excludes names no lever: there is no "twenti" \(did you mean twenty\?\)/]);
  });

  test('is another lever', () => {
    expectFaults(text('¶"ten"'), ['names the lever itself: ten cannot exclude ten']);
  });

  test('is a list of texts', () => {
    expectFaults(text('¶3'), [/must be a text, got 3/]);
    expectFaults(text('').replace('"excludes": []', '"excludes": ¶"twenty"'), [/must be a list, got "twenty"/]);
  });

  test('and editors know it', () => {
    expect(JSON.stringify(scenarioJsonSchema())).toContain('"excludes":{"type":"array","items":{"type":"string"}');
  });
});
