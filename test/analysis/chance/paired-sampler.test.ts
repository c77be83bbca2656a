import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PairedJob, PairedSampler } from '../../../src/analysis/chance/paired-sampler.ts';
import { metricsIn } from '../../../src/analysis/what-if/what-if.ts';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Change } from '../../../src/model/scenario/change.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { sized, whenLong } from '../../cases.ts';
import { drawPeople } from '../../engine/montecarlo/draw-people.ts';
import { pairedAmong } from './threads.ts';

const fileAt = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const set = (path: string, value: unknown): Change => ({ flag: path, set: path, value });
const knob = (name: 'rotations' | 'referral-rate', value: number): Change => ({
  flag: name,
  knob: name,
  of: null,
  value,
});

const bundled = (name: string, ...changes: Change[]): Scenario =>
  readScenario(fileAt(`scenarios/${name}.json`), { changes });
const everything = (...changes: Change[]): Scenario => readScenario(fileAt('test/golden/everything.json'), { changes });

const plain = (scenario: Scenario) => ({ scenario, switches: [] });

function jobOf(a: Scenario, b: Scenario, metrics: readonly string[], runs = 2000): PairedJob {
  return { contestants: [plain(a), plain(b)], seed: '1', runs, metrics };
}

const sampled = (job: PairedJob, threads = 1): PairedSampler => pairedAmong(job, threads);

const duel = (a: Scenario, b: Scenario, metric: string, runs = 2000) =>
  sampled(jobOf(a, b, [metric], runs)).duelOf(1, metric);

const allTied = (runs: number) => ({
  wins: 0,
  ties: runs,
  undefined: 0,
  difference: { mean: 0, sd: 0, p5: 0, p50: 0, p95: 0 },
});

describe('wheels that are alike have the same luck', () => {
  test('also where one of them has more different numbers than there are tables for', () => {
    const wheel = (volume: number | number[]): Scenario => ({
      rotations: 300,
      channels: [{ id: 'paid', volume, arrival: 'poisson' }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5, retention: 0.8 }],
    });
    const rising = Array.from({ length: 300 }, (_, t) => 200 + Math.max(0, t - 30) / 10);
    expect(duel(wheel(200), wheel(rising), 'b@30', 50)).toMatchObject({ ties: 50 });
  });

  test.each([
    ['hundred-per-cycle', bundled('hundred-per-cycle'), ['engage', 'gain', 'total:advocate', 'engage.paid']],
    ['shop-flywheel', bundled('shop-flywheel'), ['engage', 'cash', 'total:revenue', 'acquire.returning']],
    ['one with every law and uncertain numbers', everything(), ['engage', 'cash', 'gain', 'active.advocate']],
    ['a large one', bundled('hundred-per-cycle', set('channels.paid.volume', 1e8)), ['engage', 'advocate']],
  ])('a scenario against itself ties in every run: %s', (_, scenario, metrics) => {
    const runs = sized(50, 250);
    const sampler = sampled(jobOf(scenario, scenario, metrics, runs));
    for (const metric of metrics) expect(sampler.duelOf(1, metric), metric).toEqual(allTied(runs));
  });

  test('a longer run starts as the shorter one, also where numbers are uncertain', () => {
    const [short, long] = [12, 17].map((n) => bundled('hundred-per-cycle', knob('rotations', n)));
    expect(duel(short, long, 'engage@12')).toEqual(allTied(2000));
    expect(duel(everything(), everything(knob('rotations', 6)), 'engage@4', 400)).toEqual(allTied(400));
  });

  test('a block that is drawn in parts stays in step', () => {
    // 4,000,000 cells for 2 wheels of 1,500 or 1,700 rotations x 2 origins x (4 stages + 1 pool): 133 or 117 runs at once
    const quiet = [set('stages.advocate.retention', 0.5), set('channels.paid.volume', 5)];
    const [short, long] = [1500, 1700].map((n) => bundled('hundred-per-cycle', knob('rotations', n), ...quiet));
    expect(duel(short, long, 'engage@40', 300)).toEqual(allTied(300));
  });

  test('an uncertain number that moves nobody leaves the people as they are', () => {
    const dear = set('channels.paid.cost', { uniform: [1, 3] });
    expect(duel(bundled('hundred-per-cycle'), bundled('hundred-per-cycle', dear), 'engage')).toEqual(allTied(2000));
  });

  test('uncertain numbers are the same in both, by their path', () => {
    const rate = set('stages.acquire.conversion', { uniform: [0, 1] });
    const bright = bundled('hundred-per-cycle', rate);
    const cheap = bundled('hundred-per-cycle', rate, set('channels.paid.cost', 1));
    expect(duel(bright, cheap, 'engage')).toEqual(allTied(2000));
  });

  test('a loop that changes leaves those alone whom it did not bring', () => {
    // The loop gets a conversion of its own, so that its people are counted apart, in both wheels.
    const own = set('loops.word-of-mouth.conversion', { acquire: 0.4 });
    const [a, b] = [bundled('hundred-per-cycle'), bundled('hundred-per-cycle', own)];
    expect(duel(a, b, 'acquire.paid')).toEqual(allTied(2000));
    expect(duel(a, b, 'acquire').wins).toBeGreaterThan(1000);
  });
});

const meanOf = (scenario: Scenario, name: string): number => {
  const metric = readMetric(name, metricIds(scenario)) as Metric;
  return metricsIn(compile(scenario), [metric])[0] as number;
};

test.each([
  ['hundred-per-cycle', [knob('referral-rate', 1.3)], ['engage', 'gain', 'total:acquire', 'active.advocate']],
  ['hundred-per-cycle', [set('stages.acquire.conversion', 0.33), knob('rotations', 7)], ['engage', 'total:engage']],
  ['shop-flywheel', [set('stages.retain.conversion', 0.4)], ['engage', 'total:revenue', 'cash', 'acquire.returning']],
] as const)('the mean difference of %s is that of the expected values', (name, changes, metrics) => {
  const [a, b] = [bundled(name), bundled(name, ...changes)];
  const runs = sized(1000, 4000);
  const sampler = sampled(jobOf(a, b, metrics, runs));
  for (const metric of metrics) {
    const { difference } = sampler.duelOf(1, metric);
    const expected = meanOf(b, metric) - meanOf(a, metric);
    const error = (difference?.sd ?? 0) / Math.sqrt(runs);
    expect(Math.abs((difference?.mean ?? 0) - expected), metric).toBeLessThan(4 * error);
  }
});

/** Arrivals at the first stage in the last rotation, drawn block by block with the engine itself. */
function arrivals(scenario: Scenario, blocks: readonly number[]): number[] {
  const plan = compile(scenario);
  return blocks.flatMap((runs, block) => {
    const flow = drawPeople(plan, runs, { apart: false, block });
    const row = (plan.rotations - 1) * plan.origins.length * plan.stages.length;
    const cells = plan.origins.map((_, o) => (row + o * plan.stages.length) * runs);
    return Array.from({ length: runs }, (_, r) => cells.reduce((sum, cell) => sum + flow.arrivals[cell + r], 0));
  });
}

test('wins and ties are those of all runs counted one by one', () => {
  const [a, b] = [1, 1.05].map((rate) => bundled('hundred-per-cycle', knob('referral-rate', rate)));
  const [before, after] = [a, b].map((scenario) => arrivals(scenario, [1000, 1000, 345]));
  const found = duel(a, b, 'engage', 2345);
  const differences = after.map((people, r) => people - before[r]);
  expect(found.wins).toBe(differences.filter((difference) => difference > 0).length);
  expect(found.ties).toBe(differences.filter((difference) => difference === 0).length);
  expect(found.wins).toBeGreaterThan(100);
  expect(found.ties).toBeGreaterThan(10);
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / 2345;
  expect(found.difference?.mean).toBeCloseTo(mean, 9);
});

whenLong(() => {
  test('any split of the runs among threads gives the same', () => {
    const job = jobOf(
      bundled('hundred-per-cycle', knob('rotations', 2)),
      bundled('hundred-per-cycle', knob('rotations', 2), knob('referral-rate', 1.1)),
      ['engage', 'referredShare'],
      23_456,
    );
    const [whole, ...split] = [1, 2, 3, 7].map((threads) => {
      const all = sampled(job, threads);
      return job.metrics.map((metric) => [all.duelOf(1, metric), all.bandOf(0, metric), all.bandOf(1, metric)]);
    });
    for (const other of split) expect(other).toEqual(whole);
  });
});

test('less is better of what one pays: a dearer channel never wins', () => {
  const cost = (price: number) => bundled('paid-only', set('channels.paid.cost', price));
  const runs = sized(200, 2000);
  expect(duel(cost(2), cost(3), 'cac', runs)).toMatchObject({ wins: 0, ties: 0 });
  expect(duel(cost(3), cost(2), 'cac', runs)).toMatchObject({ wins: runs, ties: 0 });
});

test('a run without a value on either side is neither won nor tied', () => {
  // 0.5 prospects on average: in half of the runs nobody comes, so that the share of the referred has no value.
  const few = (retention: number) =>
    bundled(
      'hundred-per-cycle',
      knob('rotations', 1),
      set('channels.paid.volume', 0.5),
      set('stages.advocate.retention', retention),
    );
  const { wins, ties, undefined: missing } = duel(few(1), few(0.9), 'referredShare');
  expect(wins).toBe(0);
  expect(ties + missing).toBe(2000);
  expect(Math.abs(missing - 1000)).toBeLessThan(5 * Math.sqrt(2000 / 4));
});

test.each([
  ['a lever of value-journey', 'value-journey', [knob('rotations', 6)], 'cash', 'upsell', []],
  ['more referrals', 'hundred-per-cycle', [knob('rotations', 12)], 'engage', null, [knob('referral-rate', 1.1)]],
  [
    'a better conversion of very many, past a half',
    'hundred-per-cycle',
    [knob('rotations', 12), set('channels.paid.volume', 1e4), set('stages.acquire.conversion', 0.48)],
    'engage',
    null,
    [set('stages.acquire.conversion', 0.52)],
  ],
] as const)(
  'the difference is known three times better than with separate seeds: %s',
  (_, name, common, metric, lever, changes) => {
    const runs = 2000;
    const switches = lever === null ? [] : [{ lever, from: 1 }];
    const contestants = [plain(bundled(name, ...common)), { scenario: bundled(name, ...common, ...changes), switches }];
    const sampler = sampled({ contestants, seed: '1', runs, metrics: [metric] });
    const [a, b] = [0, 1].map((c) => sampler.bandOf(c, metric)?.sd ?? 0);
    // Separate seeds add up the variances.
    expect(sampler.duelOf(1, metric).difference?.sd).toBeLessThan(Math.sqrt(a * a + b * b) / 3);
  },
);
