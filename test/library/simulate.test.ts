import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { InputError, readScenario, type Scenario, type SimulateOptions, simulate } from '../../src/index.ts';
import { problemsIn, scenarioText } from '../model/faults.ts';

/** What a program may have done to a scenario, or never have read. */
const edited = (
  edit: (scenario: { [key: string]: unknown } & { stages: Record<string, unknown>[] }) => void,
): Scenario => {
  const scenario = readScenario(scenarioText());
  edit(scenario as never);
  return scenario;
};

const messagesOf = (attempt: () => unknown) => problemsIn(attempt).map(({ message }) => message);

describe('the library checks the scenario that it is given', () => {
  test('one that was read is simulated, and so is one that was then changed well', () => {
    const scenario = edited(({ stages }) => {
      stages[1].conversion = 0.6;
    });
    const before = simulate(readScenario(scenarioText())).rotations[0].stages.acquire.arrivals;
    expect(simulate(scenario).rotations[0].stages.acquire.arrivals).toBe(2 * before);
  });

  test('one that was changed badly is refused each time, with the path and without a place in a text', () => {
    const scenario = edited(({ stages }) => {
      stages[2].retention = 95;
    });
    for (let times = 0; times < 2; times++) {
      expect(problemsIn(() => simulate(scenario))).toEqual([
        {
          place: null,
          flag: null,
          message: 'stages.advocate.retention must be a share between 0 and 1, got 95 (did you mean 95%?)',
        },
      ]);
    }
  });

  const circle: Record<string, unknown> = { rotations: 3 };
  circle.stages = [circle];

  test.each<[string, unknown, string]>([
    ['without stages', { rotations: 5 }, 'the scenario needs stages'],
    ['null', null, 'a scenario is a mapping'],
    ['undefined', undefined, 'a scenario is a mapping'],
    ['a text', '{}', 'a scenario is a mapping'],
    ['a list', [], 'a scenario is a mapping'],
    ['a circle', circle, 'nested more than 64 deep'],
    [
      'a BigInt',
      { rotations: 5n, stages: [{ id: 'a' }, { id: 'b', conversion: 1 }] },
      'rotations must be a whole number',
    ],
    [
      'a stage too many',
      { rotations: 1, stages: [{ id: 'a' }, { id: 'b', conversion: NaN }] },
      'stages.b.conversion must be',
    ],
  ])('%s is refused', (_what, scenario, message) => {
    expect(messagesOf(() => simulate(scenario as Scenario))).toContainEqual(expect.stringContaining(message));
  });

  test('a key that is undefined is not written', () => {
    const scenario = edited((written) => {
      written.market = undefined;
    });
    expect(simulate(scenario)).toEqual(simulate(readScenario(scenarioText())));
  });

  test.each<[unknown, string]>([
    [{ with: [{ lever: 'coaching', from: 1 }] }, 'there is no lever "coaching"'],
    [{ with: [{ lever: 'coaching', from: 0 }] }, 'with[0].from must be a rotation, which count from 1, got 0'],
    [{ with: [{ lever: 'coaching', from: 1.5 }] }, 'with[0].from must be a rotation'],
    [{ with: ['coaching'] }, 'with[0] must be like { lever: "coaching", from: 1 }, got "coaching"'],
    [{ with: 'coaching' }, 'with must be a list of levers, got "coaching"'],
    [{ wiht: [] }, 'unknown key "wiht" in options (did you mean with?)'],
    [null, 'options must be a mapping'],
  ])('options %j are refused', (options, message) => {
    const scenario = readScenario(scenarioText());
    expect(messagesOf(() => simulate(scenario, options as SimulateOptions))).toEqual([
      expect.stringContaining(message),
    ]);
  });

  test('what is no text is not read', () => {
    expect(messagesOf(() => readScenario(5 as never))).toEqual(['a scenario is read from a text, got 5']);
  });
});

test('an error about input prints its own name, here and in the bundled library', () => {
  const error = problemError();
  expect(error.name).toBe('InputError');
  expect(String(error)).toMatch(/^InputError: the scenario needs stages/);
  expect(error.stack).toMatch(/^InputError: /);
  const program =
    "import('./dist/index.js').then(({ simulate }) => { try { simulate({ rotations: 5 }) } catch (e) { console.log(e.stack) } })";
  expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })).toMatch(/^InputError: /);
});

function problemError(): Error {
  try {
    simulate({ rotations: 5 } as never);
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  throw new Error('nothing was refused');
}
