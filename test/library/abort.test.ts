import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  allocate,
  chance,
  compare,
  rankLevers,
  readScenario,
  sensitivity,
  solve,
  sweep,
  track,
} from '../../src/index.ts';

const wheel = readScenario(readFileSync('scenarios/hundred-per-cycle.json', 'utf8'));
const shop = readScenario(readFileSync('scenarios/value-journey.json', 'utf8'), {
  changes: [{ flag: 'rotations', set: 'rotations', value: 2 }],
});
const unsure = readScenario(readFileSync('scenarios/hundred-per-cycle.json', 'utf8'), {
  changes: [{ flag: 'set', set: 'stages.acquire.conversion', value: { got: 3, of: 10 } }],
});
const coffee = readScenario(readFileSync('scenarios/coffee-subscription.json', 'utf8'));
const path = 'loops.word-of-mouth.perMember';
const actuals = 'rotation,engage\n1,100';

interface Watching {
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/** Work of so many pieces as the last number says; where that is null, of as many as it takes. */
const WORK: readonly [string, (watched: Watching) => Promise<unknown>, number | null][] = [
  ['chance from runs', (watched) => chance(wheel, { runs: 5000, ...watched }), 5000],
  ['exact chance', (watched) => chance({ ...wheel, rotations: 30 }, { exact: true, ...watched }), null],
  ['compare', (watched) => compare(wheel, { against: [{}], bands: true, runs: 2500, ...watched }), null],
  // As many again for what the rest comes to.
  ['track', (watched) => track(wheel, { actuals, runs: 5000, ...watched }), 10_000],
  ['sweep', (watched) => sweep(wheel, { vary: { [path]: '0:1:0.01' }, ...watched }), 101],
  ['sweep with bands', (watched) => sweep(wheel, { vary: { [path]: '0:1:0.1' }, bands: true, ...watched }), 11],
  ['solve', (watched) => solve(wheel, { vary: path, goal: 'gain@5 = 50', ...watched }), 500],
  ['sensitivity', (watched) => sensitivity(wheel, watched), null],
  [
    'sensitivity, by uncertainty',
    (watched) => sensitivity(unsure, { by: 'uncertainty', runs: 2000, ...watched }),
    2000,
  ],
  ['allocate', (watched) => allocate(coffee, watched), null],
  ['allocate by chance', (watched) => allocate(coffee, { metric: 'p5:cash', runs: 50, ...watched }), null],
  ['rankLevers', (watched) => rankLevers(shop, { metric: 'gain', ...watched }), null],
];

describe.each(WORK)('%s', (_name, work, pieces) => {
  test('tells how much is done', async () => {
    const told: [number, number][] = [];
    await work({ progress: (...now) => void told.push(now) });
    expect(told.length).toBeGreaterThan(1);
    for (const [i, [done, total]] of told.entries()) {
      expect(done).toBeGreaterThanOrEqual(0);
      expect(done).toBeLessThanOrEqual(total);
      if (i > 0 && total === told[i - 1][1]) expect(done).toBeGreaterThan(told[i - 1][0]);
    }
    if (pieces !== null) expect(told.at(-1)?.[1]).toBe(pieces);
  });

  test('ends with the reason of its signal, without another piece', async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const stopping = work({
      signal: controller.signal,
      progress: (done) => {
        told.push(done);
        controller.abort();
      },
    });
    await expect(stopping).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toHaveLength(1);
  });

  test('lets other things happen meanwhile, an abort among them', async () => {
    const controller = new AbortController();
    const stopping = work({ signal: controller.signal });
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(stopping).rejects.toThrow('enough');
  });
});

test('whether anybody watches changes no bit', async () => {
  const watched = { signal: new AbortController().signal, progress: () => {} };
  expect(await chance(wheel, { runs: 3000, ...watched })).toEqual(await chance(wheel, { runs: 3000 }));
});
