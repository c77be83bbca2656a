import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIndependent, RunMetrics, wholeCountOf } from '../src/analysis/chance/run-metrics.ts';
import { hasUncertainNumbers } from '../src/analysis/chance/uncertainty.ts';
import { metricValue } from '../src/analysis/metric-value.ts';
import { simulate } from '../src/analysis/simulate.ts';
import type { Distribution } from '../src/engine/exact/distribution.ts';
import { distributionsOf } from '../src/engine/exact/exact.ts';
import { type Metric, readMetric } from '../src/model/metric/metric.ts';
import { metricNames } from '../src/model/metric/names.ts';
import { compile } from '../src/model/plan/compile.ts';
import { metricIds } from '../src/model/scenario/expect-faults.ts';
import { readScenario } from '../src/model/scenario/read.ts';
import type { Scenario } from '../src/model/scenario/types.ts';
import { scenarios } from './arbitrary/scenario.ts';
import { cases } from './cases.ts';
import { chiSquare } from './engine/goodness.ts';
import { drawPeople } from './engine/montecarlo/draw-people.ts';

const RUNS = 2000;

/**
 * A sound pair of engines fails once in a million suites, if there are up to 20,000 comparisons in one: each may be as
 * far off as chance alone brings one in 2e10 to be.
 */
const UNLIKELY = 1e-6 / 20_000;

/** Every count of a scenario in its last rotation, and added up. */
function countsOf(scenario: Scenario): Metric[] {
  const ids = metricIds(scenario);
  const origins = ids.stages.flatMap((stage) => [...ids.origins, 'returning'].map((part) => `${stage}.${part}`));
  const names = [...metricNames(ids), ...origins].flatMap((name) => [name, `total:${name}`]);
  const metrics = names.map((name) => readMetric(name, ids)).filter((metric): metric is Metric => !('fault' in metric));
  const plan = compile(scenario);
  return metrics.filter((metric) => wholeCountOf(plan, metric) !== null);
}

/** Compares the exact distribution of every count with runs, and its mean with the expected value. Gives how many. */
function engines(scenario: Scenario): number {
  const plan = compile(scenario);
  const metrics = countsOf(scenario);
  const expected = simulate(scenario);
  const asked = metrics.map((metric) => {
    const count = wholeCountOf(plan, metric);
    if (!count) throw new Error('what was a count is none');
    return { count, rotation: metric.when === 'last' ? plan.rotations : metric.when };
  });
  const exact = distributionsOf(plan, asked, (outcome) => outcome);
  const flow = drawPeople(plan, RUNS, { seed: 'agreement' });
  let compared = 0;
  new RunMetrics(plan, flow, metrics, false).read((i, draws) => {
    const distribution = exact[i];
    if ('reason' in distribution) return;
    expectMean(distribution, Number(metricValue(expected, metrics[i])), metrics[i].name);
    const { offset, probabilities } = distribution;
    const mass = (k: number): number => probabilities[k - offset] ?? 0;
    const chance = chiSquare(draws, mass, offset, offset + probabilities.length - 1);
    if (!(chance > UNLIKELY)) expect.fail(`${metrics[i].name}: runs as far off as these have a chance of ${chance}`);
    compared++;
  });
  return compared;
}

function expectMean({ mean }: Distribution, expected: number, what: string): void {
  if (!(Math.abs(mean - expected) <= 1e-9 * Math.max(1, expected)))
    expect.fail(`${what}: mean ${mean}, not ${expected}`);
}

const FOLDER = fileURLToPath(new URL('../scenarios/', import.meta.url));

test('all engines agree on every bundled scenario whose people are independent', () => {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  const compared = names.map((name) => {
    const scenario = readScenario(readFileSync(`${FOLDER}${name}`, 'utf8'));
    if (!isIndependent(compile(scenario)) || hasUncertainNumbers(scenario, [])) return 0;
    return engines({ ...scenario, rotations: Math.min(6, scenario.rotations) });
  });
  // Two of the nine have a loop of proof, and one has uncertain numbers.
  expect(compared.filter((counts) => counts > 0)).toHaveLength(names.length - 3);
});

const SCENARIOS = cases(200);

test(`all engines agree on ${SCENARIOS} random scenarios that use every feature`, () => {
  let compared = 0;
  fc.assert(
    fc.property(scenarios({ linear: true }), (raw) => {
      const scenario = readScenario(JSON.stringify({ ...raw, rotations: Math.min(5, raw.rotations) }));
      fc.pre(!hasUncertainNumbers(scenario, []));
      const people = simulate(scenario).rotations.flatMap((row) => Object.values(row.active));
      fc.pre(people.every((members) => members < 20_000));
      compared += engines(scenario);
    }),
    { numRuns: SCENARIOS, maxSkipsPerRun: 100 },
  );
  expect(compared).toBeGreaterThan(10 * SCENARIOS);
  expect(compared).toBeLessThan(100 * SCENARIOS);
});
