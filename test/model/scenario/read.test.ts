import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { problemsOf, scenarioText } from '../faults.ts';

const YAML = `# The same three stages
rotations: 3
channels: [{ id: paid, volume: 100 }]
stages:
  - id: engage
  - { id: acquire, conversion: 0.3 }
  - { id: advocate, conversion: 0.5 }
loops:
  - { id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }
`;

/** Without the missing prototypes, which toEqual would mind. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a scenario says the same in JSON and in YAML', () => {
  const json = readScenario(scenarioText(), { source: 'mine.json' });
  expect(plain(json)).toEqual(JSON.parse(scenarioText()));
  expect(readScenario(YAML, { source: 'mine.yaml' })).toEqual(json);
});

test('numbers stay as they were written', () => {
  const scenario = readScenario(scenarioText({ acquire: '"conversion": "30%"', channel: '"volume": [1, 2]' }));
  expect(scenario.stages[1]?.conversion).toBe('30%');
  expect(scenario.channels?.[0]?.volume).toEqual([1, 2]);
});

test('a .json file is strict, a .yaml file is not', () => {
  const text = scenarioText({ acquire: '"conversion": 0.3,' });
  expect(problemsOf(text, 'mine.json')).toHaveLength(1);
  expect(problemsOf(text, 'mine.yaml')).toEqual([]);
});

test('an error carries its line, its column and the whole line of the file', () => {
  const [problem, ...more] = problemsOf(scenarioText({ acquire: '"conversion": 3' }), 'scenarios/mine.json');
  expect(more).toEqual([]);
  expect(problem).toEqual({
    place: { source: 'scenarios/mine.json', line: 6, column: 38, excerpt: '    { "id": "acquire", "conversion": 3 },' },
    flag: null,
    message: 'stages.acquire.conversion must be a share between 0 and 1, got 3 (did you mean 3%?)',
  });
});

test('as an exception, it says everything that is wrong', () => {
  const read = () => readScenario(scenarioText({ rotations: '0', acquire: '"conversion": 3' }));
  expect(read).toThrow(InputError);
  expect(read).toThrow(/rotations must be.*\n.*stages.acquire.conversion must be/);
});

test('what nobody could mean is said short: a long text or name is cut', () => {
  const long = 'x'.repeat(100_000);
  for (const text of [scenarioText({ acquire: `"conversion": "${long}"` }), scenarioText({ top: `"${long}": 1,` })]) {
    const [problem] = problemsOf(text);
    expect(problem?.message.length).toBeLessThan(400);
  }
});
