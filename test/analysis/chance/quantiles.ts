import { expect } from 'vitest';
import { answersTo } from '../../../src/analysis/chance/estimate.ts';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { onThreads } from './threads.ts';

/**
 * Holds the quantiles of a metric that is as good as normal against those of the normal law: each within 5 of its standard
 * errors, sqrt(level (1 - level) / runs) over the density there.
 */
export async function expectNormal(scenario: Scenario, name: string, mean: number, sd: number, runs: number) {
  const metric = readMetric(name, metricIds(scenario)) as Metric;
  const options = { switches: [], runs, seed: '1' };
  const { bands } = await answersTo({ metrics: [metric], goals: [] }, scenario, options, onThreads(2));
  const [band] = bands;
  if (!band) throw new Error(`${name} has no band`);
  const error = sd / Math.sqrt(runs);
  expect(Math.abs(band.mean - mean)).toBeLessThan(5 * error);
  expect(Math.abs(band.p5 - (mean - 1.6449 * sd))).toBeLessThan(5 * 2.113 * error);
  expect(Math.abs(band.p50 - mean)).toBeLessThan(5 * 1.2533 * error);
  expect(Math.abs(band.p95 - (mean + 1.6449 * sd))).toBeLessThan(5 * 2.113 * error);
  return band;
}
