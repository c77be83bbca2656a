import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chanceOfScenario } from '../../../src/analysis/chance/chance.ts';
import { oneByOne } from '../../../src/analysis/chance/one-thread.ts';
import {
  type Estimate,
  type EvaluatorSettings,
  MeasureEvaluator,
  type Variant,
} from '../../../src/analysis/measure/evaluator.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { InputError } from '../../../src/model/errors.ts';
import { type Measure, readMeasure } from '../../../src/model/metric/measure.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { sized } from '../../cases.ts';
import { onThreads } from '../chance/threads.ts';

const worked = readScenario(
  readFileSync(fileURLToPath(new URL('../../../scenarios/hundred-per-cycle.json', import.meta.url)), 'utf8'),
);

/** A shop with money, a market and an uncertain number: nothing of it has an exact answer. */
const shop: Scenario = {
  rotations: 3,
  channels: [{ id: 'ads', volume: 40, cost: 2, arrival: 'poisson' }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: { beta: [30, 70] }, revenue: 12.5 }],
  levers: [
    { id: 'offer', cost: 20, changes: [{ path: 'stages.buy.conversion', multiply: 1.2 }] },
    { id: 'absurd', changes: [{ path: 'channels.ads.volume', add: -1000 }] },
  ],
};

const measuresIn = (scenario: Scenario, names: readonly string[]): Measure[] =>
  names.map((name) => {
    const measure = readMeasure(name, metricIds(scenario));
    if ('fault' in measure) throw new Error(measure.fault);
    return measure;
  });

interface Asking extends Partial<EvaluatorSettings> {
  readonly threads?: number;
}

function evaluatorOf(scenario: Scenario, names: readonly string[], { threads = 1, ...settings }: Asking = {}) {
  const options = { runs: null, seed: '1', ...settings };
  return new MeasureEvaluator(measuresIn(scenario, names), options, oneByOne(onThreads(threads)));
}

const of = (scenario: Scenario, names: readonly string[], asking: Asking & Partial<Variant> = {}) =>
  evaluatorOf(scenario, names, asking).of({ scenario, switches: asking.switches ?? [] });

const ALL = ['p5:engage@5', 'p50:engage@5', 'p95:engage@5', 'mean:engage@5', 'sd:engage@5'];

describe('measures of a plan', () => {
  test('are the exact ones of the documentation where people are independent', async () => {
    const found = await of(worked, [...ALL, 'chance of gain@5 at least 47', 'engage@5']);
    const values = found.map(({ value }) => value);
    expect(values.slice(0, 3)).toEqual([135, 147, 160]);
    for (const [i, value] of [147.07664, 7.51711, 0.5185].entries())
      expect(values[3 + i]).toBeCloseTo(value, i < 2 ? 5 : 4);
    expect(values[6]).toBe(simulate(worked).rotations[4].stages.engage.arrivals);
    expect(found.map(({ method }) => method)).toEqual([...new Array<string>(6).fill('exact'), 'expected']);
    expect(found.every(({ standardError }) => standardError === null)).toBe(true);
  });

  test('come from the runs that `chance` makes where they are not, in any company', async () => {
    const goal = 'cash@3 at least 150';
    const chance = await chanceOfScenario(shop, [goal], { switches: [], runs: null, seed: '1' }, onThreads(1));
    const { cash } = chance.bands[2];
    const parts = ['p5', 'p50', 'p95', 'mean', 'sd'] as const;
    const found = await of(shop, [...parts.map((part) => `${part}:cash@3`), `chance of ${goal}`]);
    expect(found.map(({ value }) => value)).toEqual([...parts.map((part) => cash[part]), chance.goals[0].probability]);
    expect(found.map(({ method }) => method)).toEqual(new Array(6).fill('monte-carlo'));
    const [p5] = await of(shop, ['p5:cash@3']);
    expect(p5).toEqual(found[0]);
    expect(found[5].standardError).toBe(chance.goals[0].standardError);
  });

  test('come from as many runs as are asked for, even where they could be exact', async () => {
    const evaluator = evaluatorOf(worked, ['p5:engage@5', 'gain@5'], { runs: 500, seed: 'x' });
    const [p5, gain] = await evaluator.of({ scenario: worked, switches: [] });
    expect(p5).toMatchObject({ method: 'monte-carlo', standardError: expect.any(Number) });
    expect(gain).toMatchObject({ method: 'expected', standardError: null });
    expect(evaluator.runs).toBe(500);
  });

  test('have no value where their metric has none, and no deviation after one run', async () => {
    const nobody: Scenario = { ...shop, channels: [{ id: 'ads', volume: 0, cost: 2 }] };
    const [cac, chance] = await of(nobody, ['p5:cac@3', 'chance of cac@3 below 10']);
    expect([cac.value, chance.value]).toEqual([null, 0]);
    const [sd, mean] = await of(shop, ['sd:cash', 'mean:cash'], { runs: 1 });
    expect(sd).toEqual({ value: null, method: 'monte-carlo', standardError: null });
    expect(mean).toMatchObject({ value: expect.any(Number), standardError: null });
  });
});

describe('variants of a plan', () => {
  const withVolume = (volume: number): Variant => ({
    scenario: { ...shop, channels: [{ id: 'ads', volume, cost: 2, arrival: 'poisson' }] },
    switches: [],
  });
  const NAMES = ['p5:cash', 'chance of cash at least 150', 'cash'];

  test('come to what each does by itself, on any number of threads', async () => {
    const variants = [withVolume(30), { scenario: shop, switches: [{ lever: 'offer', from: 2 }] }, withVolume(50)];
    const together = await evaluatorOf(shop, NAMES).ofEach(variants);
    for (const threads of [1, 2, 3]) {
      const asking = { threads, variants: 3 };
      expect(await evaluatorOf(shop, NAMES, asking).ofEach(variants)).toEqual(together);
      const alone = await Promise.all(variants.map((variant) => evaluatorOf(shop, NAMES, asking).of(variant)));
      expect(alone).toEqual(together);
    }
  });

  test('that cannot be had say why, and leave the others as they are', async () => {
    const absurd = { scenario: shop, switches: [{ lever: 'absurd', from: 1 }] };
    const [one, none, two] = await evaluatorOf(shop, NAMES).ofEach([withVolume(30), absurd, withVolume(50)]);
    expect(none).toBeInstanceOf(InputError);
    expect((none as InputError).message).toMatch(/absurd makes channels.ads.volume -960/);
    expect([one, two]).toEqual(await evaluatorOf(shop, NAMES).ofEach([withVolume(30), withVolume(50)]));
    await expect(evaluatorOf(shop, NAMES).of(absurd)).rejects.toThrow(/absurd/);
  });

  test('have the same luck, so that a little more never looks like less', async () => {
    const volumes = Array.from({ length: 12 }, (_, i) => 40 + i / 4);
    const chances = (
      await evaluatorOf(shop, ['chance of buy at least 13'], { runs: 1000 }).ofEach(volumes.map(withVolume))
    ).map((found) => (found as Estimate[])[0].value ?? Number.NaN);
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    expect(new Set(chances).size).toBeGreaterThan(6);
  });

  test('are all found in one way: by runs where exact answers for the first would take too long', async () => {
    const long: Scenario = { ...worked, rotations: 60 };
    const evaluator = evaluatorOf(long, ['p5:engage@60'], { variants: 50 });
    const short: Variant = { scenario: { ...long, loops: [] }, switches: [] };
    const found = await evaluator.ofEach([{ scenario: long, switches: [] }, short]);
    expect(found.map((one) => (one as Estimate[])[0].method)).toEqual(['monte-carlo', 'monte-carlo']);
    expect(evaluator.notes.join()).toMatch(/come from runs, since exact ones would take more/);
  });
});

describe('standard errors', () => {
  /** So many repetitions have a standard deviation with a relative error of 1 / sqrt(2 n). */
  const REPEATED = sized(60, 400);

  test.each(['p5:cash', 'p50:cash', 'p95:cash', 'mean:cash', 'sd:cash', 'chance of cash at least 150'])(
    'of %s are how far other seeds lie apart',
    async (name) => {
      const found: { value: number; error: number }[] = [];
      for (let seed = 0; seed < REPEATED; seed++) {
        const [{ value, standardError }] = await of(shop, [name], { runs: 1000, seed: String(seed) });
        found.push({ value: value ?? Number.NaN, error: standardError ?? Number.NaN });
      }
      const mean = found.reduce((sum, { value }) => sum + value, 0) / REPEATED;
      const seen = Math.sqrt(found.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (REPEATED - 1));
      const stated = found.reduce((sum, { error }) => sum + error, 0) / REPEATED;
      // Four standard errors of the deviation seen, and a tenth for what the interval of a quantile is coarse by.
      expect(Math.abs(seen / stated - 1)).toBeLessThan(4 / Math.sqrt(2 * REPEATED) + 0.1);
    },
  );
});
