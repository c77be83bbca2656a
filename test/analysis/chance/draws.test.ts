import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { drawable, drawnAlike, drawnApartAlike, drawnAsDefined, LIMITS } from './draws.ts';
import { onThreads } from './threads.ts';

test.each(LIMITS.slice(0, 1))(
  'every command that draws finds the same, to the last byte, for 1, 2, 3 and 7 jobs (%j)',
  async (at) => {
    await fc.assert(
      fc.asyncProperty(drawable, (scenario) => drawnAlike(scenario, at)),
      { numRuns: 1 },
    );
  },
);

test('every command that draws finds the same in one drawing of all metrics and in several', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnApartAlike), { numRuns: 1 });
});

test('bands and chances are those of the sorted values of all runs', async () => {
  await fc.assert(fc.asyncProperty(drawable, drawnAsDefined), { numRuns: 4 });
});

test('a long wheel with nearly as many numbers as there are tables is drawn alike by any number of jobs', async () => {
  const growth = { start: 0.2, growth: 0.004 };
  const daily = {
    rotations: 300,
    channels: [{ id: 'paid', volume: 40 }],
    stages: [{ id: 'visit' }, { id: 'signup', conversion: growth }, { id: 'buy', conversion: 0.6, retention: 0.9 }],
    loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: 0.02 }],
    // Where it is large, most of the 300 shares are clipped to 1, and few different ones are left.
    levers: [{ id: 'offer', changes: [{ path: 'stages.signup.conversion', multiply: { normal: [1.9, 0.4] } }] }],
  };
  const scenario = readScenario(JSON.stringify(daily));
  const switches = [{ lever: 'offer', from: 1 }];
  const job = { scenario, switches, seed: '1', runs: 40, metrics: ['buy', 'total:signup'], goals: [] };
  const limits = { block: 4, kept: 100, bytes: 2 ** 28 };
  const [one, ...more] = await Promise.all(
    [1, 2, 3, 7].map(async (jobs) => (await onThreads(jobs, limits)(job)).bands()),
  );
  for (const bands of more) expect(bands).toEqual(one);
});
