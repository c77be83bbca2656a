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

test.each([
  // Where the lever is strong, most of the 300 shares are clipped to 1, and few different ones are left.
  { path: 'stages.signup.conversion', volume: 40, conversion: { start: 0.2, growth: 0.004 }, multiply: [1.9, 0.4] },
  // Where it is clipped to 0, nobody is sought in any of the 300 rotations.
  { path: 'channels.paid.volume', volume: { start: 40.5, growth: 0.001 }, conversion: 0.3, multiply: [0.1, 0.5] },
])(
  'a long wheel with nearly as many numbers as there are tables is drawn alike by any number of jobs: $path',
  async ({ path, volume, conversion, multiply }) => {
    const daily = {
      rotations: 300,
      channels: [
        { id: 'paid', volume },
        { id: 'partner', volume: 37.5 },
      ],
      stages: [{ id: 'visit' }, { id: 'signup', conversion }, { id: 'buy', conversion: 0.6, retention: 0.9 }],
      loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: 0.3, offspring: 'fixed' }],
      levers: [{ id: 'offer', changes: [{ path, multiply: { normal: multiply } }] }],
    };
    const scenario = readScenario(JSON.stringify(daily));
    const switches = [{ lever: 'offer', from: 1 }];
    const job = { scenario, switches, seed: '1', runs: 40, metrics: ['buy', 'total:signup'], goals: [] };
    const limits = { block: 4, kept: 100, bytes: 2 ** 28 };
    const [one, ...more] = await Promise.all(
      [1, 2, 3, 7].map(async (jobs) => (await onThreads(jobs, limits)(job)).bands()),
    );
    for (const bands of more) expect(bands).toEqual(one);
  },
);
