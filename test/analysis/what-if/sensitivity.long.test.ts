import { expect, test } from 'vitest';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { sensitivityOf } from '../../../src/analysis/what-if/sensitivity.ts';
import { swingOf } from '../../../src/analysis/what-if/swings.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';

/** 200 stages, 200 channels and 200 referral loops. Nobody converts fully, and everybody's members refer a little. */
const wide = readScenario(
  JSON.stringify({
    rotations: 12,
    channels: Array.from({ length: 200 }, (_, c) => ({ id: `c${c}`, volume: 10 })),
    stages: Array.from({ length: 200 }, (_, s) => (s === 0 ? { id: 's0' } : { id: `s${s}`, conversion: 0.99 })),
    loops: Array.from({ length: 200 }, (_, l) => {
      return { id: `l${l}`, type: 'referral', from: 's199', to: 's0', perMember: 0.0005 };
    }),
  }),
);

test('the largest wheels there are can be asked which number matters, with a breath before each', async () => {
  const paused: number[] = [];
  const pause = async (done: number): Promise<void> => void paused.push(done);
  const metric = objectiveOf(['s0'], wide);
  const { rows, value } = await sensitivityOf(wide, metric, { switches: [], by: 0.1, pause });
  expect(rows).toHaveLength(599);
  expect(paused).toEqual(rows.map((_, i) => i));
  // n(t) = 2000 (1 + x)^(t - 1), x being 200 loops x 0.0005 x 0.99^199.
  let through = 1;
  for (let s = 1; s < 200; s++) through *= 0.99;
  const after = (factor: number): number => {
    let people = 2000;
    for (let t = 1; t < 12; t++) people *= 1 + 200 * 0.0005 * through * factor;
    return people;
  };
  expect(value).toBeCloseTo(after(1), 8);
  // 99 to 1 becomes 89.1 and 108.9 to 1.
  const link = rows.find(({ path }) => path === 'stages.s100.conversion');
  expect(link?.metricLow).toBeCloseTo(after(89.1 / 90.1 / 0.99), 7);
  expect(link?.metricHigh).toBeCloseTo(after(108.9 / 109.9 / 0.99), 7);
  // One of 200 channels: a tenth of a two-hundredth, up and down.
  const channel = rows.find(({ path }) => path === 'channels.c7.volume');
  expect((channel && swingOf(channel)) ?? 0).toBeCloseTo((0.2 * after(1)) / 200, 7);
});
