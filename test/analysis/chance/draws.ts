import fc from 'fast-check';
import { expect } from 'vitest';
import type { SamplerLimits } from '../../../src/analysis/chance/blocks.ts';
import { chanceOfScenario } from '../../../src/analysis/chance/chance.ts';
import { answersTo } from '../../../src/analysis/chance/estimate.ts';
import { alone, drawingOf } from '../../../src/analysis/chance/runs.ts';
import { compare, withChance } from '../../../src/commands/compare/compare.ts';
import type { Actual } from '../../../src/commands/track/reading/actuals.ts';
import { track } from '../../../src/commands/track/track.ts';
import { InputError } from '../../../src/model/errors.ts';
import { type Goal, readGoal } from '../../../src/model/metric/goal.ts';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { onThreads, pairedAmong } from './threads.ts';

/** Blocks of 3 runs, so that few runs are many blocks. */
const BLOCK = 3;
const RUNS = 7 * BLOCK - 1;
const JOBS = [1, 2, 3, 7];
const OPTIONS = { switches: [], runs: RUNS, seed: '1' };

/** All values kept in one drawing; in drawings of 20 metrics each; and in cells of grids. */
export const LIMITS: readonly SamplerLimits[] = [
  { block: BLOCK, kept: RUNS, bytes: 2 ** 28 },
  { block: BLOCK, kept: RUNS, bytes: 8 * RUNS * 20 },
  { block: BLOCK, kept: RUNS - 1, bytes: 2 ** 28 },
];

/** Random scenarios with money, market, proof and uncertain numbers; in some, millions come and few are left to chance. */
export const drawable: fc.Arbitrary<Scenario> = fc
  .tuple(scenarios({ money: true }), fc.integer({ min: 1, max: 3 }), fc.boolean())
  .map(([scenario, rotations, crowded]) => ({ ...(crowded ? crowdedBy(scenario) : scenario), rotations }));

function crowdedBy({ market: _, ...scenario }: Scenario): Scenario {
  const crowd = { id: 'crowd', volume: 30_000_000, arrival: 'poisson', cost: 0.07 } as const;
  return { ...scenario, channels: [...(scenario.channels ?? []), crowd] };
}

/** What a command finds, or why it does not. */
async function found(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/** What every command that draws finds in a scenario, as text: the same bytes or not. */
async function findings(scenario: Scenario, threads: number, limits: SamplerLimits): Promise<string> {
  const sampling = onThreads(threads, limits);
  const { metrics, goals } = askedOf(scenario);
  const contestants = [scenario, { ...scenario, rotations: scenario.rotations + 1 }].map((one) => {
    return { scenario: one, switches: [], label: String(one.rotations) };
  });
  const actuals = metrics.map((metric, i): Actual => ({ name: metric.name, metric, rotation: 1, value: 100 * i }));
  return JSON.stringify([
    await found(() =>
      chanceOfScenario(
        scenario,
        goals.map(({ text }) => text),
        OPTIONS,
        sampling,
      ),
    ),
    await found(() => track(scenario, actuals, OPTIONS, sampling)),
    await found(() => {
      const paired = async (job: Parameters<typeof pairedAmong>[0]) => pairedAmong(job, threads, limits);
      return withChance(compare(contestants, []).result, contestants, OPTIONS, paired);
    }),
  ]);
}

/** The same bytes for 1, 2, 3 and 7 threads, with any of the limits. */
export async function drawnAlike(scenario: Scenario, limits: SamplerLimits): Promise<void> {
  const [alone, ...jobs] = JOBS;
  const one = await findings(scenario, alone, limits);
  for (const threads of jobs) expect(await findings(scenario, threads, limits)).toBe(one);
}

/** The same bytes for one drawing of all metrics or one of each few. */
export async function drawnApartAlike(scenario: Scenario): Promise<void> {
  const [kept, apart] = LIMITS;
  expect(await findings(scenario, 1, apart)).toBe(await findings(scenario, 1, kept));
}

/** Quantiles, means, deviations and goals against the plain definitions over the values of all runs. */
export async function drawnAsDefined(scenario: Scenario): Promise<void> {
  const { metrics, goals } = askedOf(scenario);
  const values = valuesOf(scenario, metrics);
  if (values === null) return;
  for (const limits of [LIMITS[0], LIMITS[2]]) {
    const answers = await answersTo({ metrics, goals, outside: true }, scenario, OPTIONS, onThreads(3, limits));
    for (const [i, metric] of metrics.entries()) {
      const sorted = values[i].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
      const band = answers.bands[i];
      if (sorted.length === 0) expect(band, metric.name).toBeNull();
      if (sorted.length === 0 || band === null) continue;
      const sd = deviationOf(sorted);
      for (const [key, percent] of [
        ['p5', 5],
        ['p50', 50],
        ['p95', 95],
      ] as const) {
        const exact = sorted[Math.ceil((percent * sorted.length) / 100) - 1];
        const error = limits.kept < RUNS ? sd / 1000 : 0;
        expect(Math.abs(band[key] - exact), `${key} of ${metric.name}`).toBeLessThanOrEqual(error);
        expect(sorted.includes(band[key] + 0), `${key} of ${metric.name} was seen`).toBe(true);
      }
      expect(Math.abs((band.sd ?? 0) - sd), metric.name).toBeLessThanOrEqual(
        1e-9 * sd + 2 ** -51 * Math.abs(sorted[0]),
      );
    }
    for (const [g, { comparison, value }] of goals.entries()) {
      const hits = values[g].filter((one) => (comparison === 'above' ? one > value : one < value)).length;
      expect(answers.goals[g].probability).toBe(hits / RUNS);
    }
  }
}

/** Deviations from the middle, so that a large mean takes no digits from them. */
function deviationOf(sorted: readonly number[]): number {
  const from = sorted[sorted.length >> 1];
  const apart = sorted.reduce((sum, value) => sum + (value - from), 0) / sorted.length;
  return Math.sqrt(
    sorted.reduce((sum, value) => sum + (value - from - apart) ** 2, 0) / Math.max(1, sorted.length - 1),
  );
}

/** Counts, amounts and quotients, and for each a goal that rounding cannot turn. */
function askedOf(scenario: Scenario): { metrics: Metric[]; goals: Goal[] } {
  const ids = metricIds(scenario);
  const last = scenario.stages[scenario.stages.length - 1].id;
  const names = [
    scenario.stages[0].id,
    last,
    `total:${last}`,
    'gain',
    'referredShare',
    'cash',
    'total:revenue',
    'cac',
    'npv',
  ];
  const metrics = names.map((name) => readMetric(name, ids) as Metric);
  const goals = names.map(
    (name, i) => readGoal(`${name} ${i % 2 ? 'above' : 'below'} ${100 * i + 0.123}`, ids) as Goal,
  );
  return { metrics, goals };
}

/** The values of metrics in all runs, drawn one block after the other; null where the numbers drawn do not fit. */
function valuesOf(scenario: Scenario, metrics: readonly Metric[]): number[][] | null {
  const plan = compile(scenario);
  const drawn = { scenario, switches: [], seed: OPTIONS.seed };
  const draw = drawingOf(drawn, plan, metrics, alone(plan, metrics, BLOCK));
  const values = metrics.map((): number[] => []);
  try {
    for (let first = 0; first < RUNS; first += BLOCK) {
      draw(first / BLOCK, Math.min(BLOCK, RUNS - first), (i, more) => values[i].push(...more));
    }
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
  return values;
}
