import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { scenarioText } from '../model/faults.ts';

const scenario = library.readScenario(scenarioText());
const budgeted = library.readScenario(scenarioText({ channel: '"budget": 5, "response": { "most": 9, "half": 5 }' }));
const vary = { 'loops.word-of-mouth.perMember': [0, 1] };
const solving = { vary: 'loops.word-of-mouth.perMember', goal: 'gain@2 = 5' };

/** Every function that may last, by its name, with options that it takes. */
const LASTING: Readonly<Record<string, (options: object, given?: library.Scenario) => Promise<unknown>>> = {
  chance: (options, given = scenario) => library.chance(given, options),
  compare: (options, given = scenario) => library.compare(given, { against: [{}], ...options }),
  sweep: (options, given = scenario) => library.sweep(given, { vary, ...options }),
  solve: (options, given = scenario) => library.solve(given, { ...solving, ...options }),
  sensitivity: (options, given = scenario) => library.sensitivity(given, options),
  allocate: (options, given = budgeted) => library.allocate(given, options),
  rankLevers: (options, given = scenario) => library.rankLevers(given, options),
  track: (options, given = scenario) => library.track(given, { actuals: 'rotation,engage\n1,100', ...options }),
  check: (options, given = scenario) => library.check(given, options),
};

/** The messages with which a call is refused. */
async function refusal(attempt: Promise<unknown>): Promise<string[]> {
  const error = await attempt.then(
    () => null,
    (reason) => reason,
  );
  if (!(error instanceof library.InputError)) throw error ?? new Error('nothing was refused');
  expect(error.problems.map(({ place }) => place)).toEqual(error.problems.map(() => null));
  return error.problems.map(({ message }) => message);
}

describe.each(Object.entries(LASTING))('%s', (_name, ask) => {
  test('checks the scenario that it is given', async () => {
    const stages = scenario.stages.map((stage, i) => (i === 2 ? { ...stage, retention: 95 } : stage));
    expect(await refusal(ask({}, { ...scenario, stages }))).toEqual([
      'stages.advocate.retention must be a share between 0 and 1, got 95 (did you mean 95%?)',
    ]);
  });

  test.each<[object | null, RegExp]>([
    [{ progres: () => {} }, /^unknown key "progres" in options \(did you mean progress\?\)$/],
    [{ signal: 'stop' }, /^signal must be the signal of an AbortController, got "stop"$/],
    [{ progress: 5 }, /^progress must be a function of two numbers, got 5$/],
  ])('refuses %j', async (options, message) => {
    expect(await refusal(ask(options as object))).toEqual([expect.stringMatching(message)]);
  });

  test('rejects with the reason of a signal that was aborted before', async () => {
    const reason = new Error('too late');
    await expect(ask({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

test.each<[string, object, string]>([
  ['chance', { goals: 'gain@5 at least 47' }, 'goals must be a list of texts, got "gain@5 at least 47"'],
  ['chance', { runs: 0 }, 'runs must be a whole number from 1 to 1,000,000,000, got 0'],
  ['chance', { runs: 10.5 }, 'runs must be a whole number from 1 to 1,000,000,000, got 10.5'],
  ['chance', { seed: 1 }, 'seed must be a text of up to 1,000 characters, got 1'],
  ['chance', { exact: 'yes' }, 'exact must be true or false, got "yes"'],
  ['chance', { exact: true, runs: 10 }, 'runs and exact exclude each other: leave out one of them'],
  ['chance', { with: 'coaching' }, 'with must be a list of levers, got "coaching"'],
  ['chance', { with: [{ lever: 'coaching', from: 1 }] }, 'there is no lever "coaching" (this scenario has no levers)'],
  ['chance', { goals: ['gain@2 > 47', 'gain at best 3'] }, expect.stringContaining('"gain at best 3"') as never],
  ['compare', { against: [] }, 'against must be a list of at least one such as { scenario, with: [] }, got []'],
  ['compare', { against: [5] }, 'against[0] must be like { scenario, with: [] }, got 5'],
  ['compare', { against: [{ scenari: 5 }] }, 'unknown key "scenari" in options (did you mean scenario?)'],
  ['compare', { metrics: ['gian'] }, 'there is no metric "gian" (did you mean gain?)'],
  [
    'sweep',
    { vary: {} },
    `vary must be a mapping of paths to values such as { 'channels.ads.volume': [100, 200] }, got {}`,
  ],
  ['sweep', { vary: { a: [] } }, 'vary a must be a list of numbers, or a text such as "0:1:0.1", got []'],
  ['sweep', { vary: { a: '1:2:0' } }, 'the step of a range cannot be 0'],
  ['sweep', { vary: { 'stages.acquire.conversion': [0.5, 3] } }, expect.stringContaining('got 3') as never],
  ['solve', { vary: 'rotations' }, expect.stringContaining('rotations is a whole number') as never],
  ['solve', { between: [1] }, 'between must be two numbers such as [0, 2], got [1]'],
  ['solve', { between: [2, 1] }, 'between goes from the lower end to the higher, got [2,1]'],
  ['solve', { goal: 'gain' }, expect.stringContaining('is not a goal to solve for') as never],
  ['sensitivity', { by: 1 }, "by must be a share from 0.0001 to below 1, or 'uncertainty', got 1"],
  [
    'sensitivity',
    { by: 'uncertain' },
    'by must be a share from 0.0001 to below 1, or \'uncertainty\', got "uncertain"',
  ],
  ['sensitivity', { by: 'uncertainty', runs: 0 }, 'runs must be a whole number from 1 to 1,000,000,000, got 0'],
  [
    'sensitivity',
    { by: 'uncertainty', metric: 'P5:gain' },
    expect.stringContaining('p5:gain is one number for all runs together') as never,
  ],
  ['sensitivity', { by: 'uncertainty' }, expect.stringContaining('no number of this scenario is uncertain') as never],
  ['sensitivity', { metric: 'rules.easier' }, expect.stringContaining('is yes or no') as never],
  ['allocate', { spend: -1 }, 'spend must be an amount of 0 or more, got -1'],
  ['allocate', { by: 'month' }, 'by must be "channel" or "rotation", got "month"'],
  ['allocate', { min: 5 }, 'min must be a mapping of channels to money such as { ads: 500 }, got 5'],
  ['allocate', { max: { paid: 'x' } }, 'max.paid must be an amount of 0 or more, got "x"'],
  ['allocate', { keep: 'paid' }, 'keep must be a list of texts, got "paid"'],
  ['allocate', { metric: 'p6:cash' }, expect.stringContaining('there is no "p6:"') as never],
  ['rankLevers', { budget: -1 }, 'budget must be an amount of 0 or more, got -1'],
  ['rankLevers', {}, expect.stringContaining('has no levers to try') as never],
  ['track', { spread: 5 }, 'spread must be a share from 0.0001 to 1, got 5'],
  ['track', { actuals: null }, 'actuals must be CSV, or a list of rows such as { rotation: 1, engage: 104 }, got null'],
  ['track', { actuals: [5] }, 'actuals[0] must be like { rotation: 1, engage: 104 }, got 5'],
  [
    'track',
    { actuals: [{ rotation: 1, engage: true }] },
    'actuals[0].engage must be a number, or null where it is not known, got true',
  ],
  ['track', { actuals: [{ rotation: 9, engage: 1 }] }, expect.stringContaining('rotation 9 is beyond') as never],
  ['track', { actuals: [{ rotation: 1, enage: 1 }] }, expect.stringContaining('(did you mean engage?)') as never],
  ['check', { tolerance: Number.NaN }, 'tolerance must be a share from 0 to below 1, got NaN'],
])('%s refuses %j', async (name, options, message) => {
  expect(await refusal(LASTING[name](options))).toEqual([message]);
});

test('actuals may be rows or CSV', async () => {
  const rows = [
    { rotation: 2, engage: 1e-7, gain: 1234.5 },
    { rotation: 1, engage: 104, gain: null },
  ];
  const actuals = 'rotation,engage,gain\n2,1e-7,1234.5\n1,104,';
  expect(await library.track(scenario, { actuals: rows })).toEqual(await library.track(scenario, { actuals }));
});

test('what is wrong with actuals and snapshots has its place in their text', async () => {
  const places = [
    await placeOf(library.track(scenario, { actuals: 'rotation,engage\n1,many', source: 'real.csv' })),
    await placeOf(library.check(scenario, { snapshot: '{\n<<<<<<< HEAD\n}', path: 'plan' })),
  ];
  expect(places).toEqual(['real.csv:2:3', 'the snapshot of plan:2:1']);
});

async function placeOf(attempt: Promise<unknown>): Promise<string> {
  const { place } = await attempt.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error) => error.problems[0],
  );
  return `${place.source}:${place.line}:${place.column}`;
}

describe('what scenarios are called when they are compared:', () => {
  const lever = { lever: 'gifts', from: 2 };
  const given = { ...scenario, levers: [{ id: 'gifts', changes: [] }] } as library.Scenario;

  test.each<[string, library.CompareOptions, string[]]>([
    ['by number', { against: [{}] }, ['scenario 1', 'scenario 2']],
    ['by name', { against: [{ scenario: { ...given, name: 'B' } }] }, ['scenario 1', 'B']],
    ['by levers', { against: [{ with: [lever] }] }, ['scenario 1', 'with gifts@2']],
    ['by label', { label: 'now', against: [{ label: 'then', with: [lever] }] }, ['now', 'then']],
    ['and never alike', { label: 'A', against: [{ label: 'A' }] }, ['A (1)', 'A (2)']],
  ])('%s', async (_how, options, labels) => {
    const { scenarios } = await library.compare({ ...given, name: undefined }, options);
    expect(scenarios.map(({ label }) => label)).toEqual(labels);
  });
});
