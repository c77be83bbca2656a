import { COMPARISONS, type Comparator } from '../model/metric/comparison.ts';
import { type ChanceMeasure, isOfChance } from '../model/metric/measure.ts';
import { type Metric, readMetric } from '../model/metric/metric.ts';
import type { MetricIds } from '../model/metric/names.ts';
import { readScalar } from '../model/number/scalar.ts';
import type { AssertionResult, MetricValue, Run } from '../model/result.ts';
import { measureOf, metricIds } from '../model/scenario/expect-faults.ts';
import type { Bound, Expectation, Scenario } from '../model/scenario/types.ts';
import { beyond } from './metric-request.ts';
import { metricValue } from './metric-value.ts';

/** What `is` without `within` allows, relative. */
const SAME = 1e-9;

/** The run that assertions are about, with or without some levers whatever is on otherwise. */
export interface Runs {
  /** Null where they and levers that are on exclude each other. */
  readonly with: (levers: readonly string[]) => Run | null;
  readonly without: (levers: readonly string[]) => Run;
}

/** Judges the assertions of a scenario: the left side of each with its levers on, the right side without them. */
export function judge(scenario: Scenario, runs: Runs): AssertionResult[] {
  const ids = metricIds(scenario);
  return (scenario.expect ?? []).map((expectation) => {
    const levers = expectation.with ?? [];
    const run = runs.with(levers);
    const measure = measureOf(expectation, ids);
    const left = { metric: measure.name, with: levers, expected: describe(expectation) };
    if (isOfChance(measure)) return { ...left, actual: null, passed: null, ...leftToCheck(measure, scenario) };
    const actual = run ? metricValue(run, measure.metric) : undefined;
    const right = rightSide(expectation, runs.without(levers), ids);
    const evaluated = actual !== undefined && right !== undefined;
    return {
      ...left,
      actual: actual ?? null,
      passed: evaluated ? holds(expectation, actual, right) : null,
    };
  });
}

/** A chance beyond the last rotation is no more judged by `check` than it is here, and needs no note. */
const leftToCheck = ({ metric }: ChanceMeasure, scenario: Scenario): Pick<AssertionResult, 'note'> =>
  beyond(metric, scenario) === null ? { note: 'flywheel check judges it' } : {};

/** The words of an assertion's right side: "is 47 within 0.5". */
function describe(expectation: Expectation): string {
  const comparison = comparisonOf(expectation);
  const words = { is: 'is', above: 'above', below: 'below', atLeast: 'at least', atMost: 'at most' }[comparison];
  const within = expectation.within === undefined ? '' : ` within ${expectation.within}`;
  const times = expectation.times === undefined ? '' : ` times ${expectation.times}`;
  return `${words} ${String(expectation[comparison])}${times}${within}`;
}

/** The comparison that an assertion makes. */
export function comparisonOf(expectation: Expectation): Comparator {
  const comparison = COMPARISONS.find((candidate) => expectation[candidate] !== undefined);
  if (!comparison) throw new Error('an assertion without a comparison passed validation');
  return comparison;
}

function metricOf(text: string, ids: MetricIds): Metric {
  const metric = readMetric(text, ids);
  if ('fault' in metric) throw new Error(`a metric passed validation but ${metric.fault}`);
  return metric;
}

/** The value that the left side is held against; undefined when it names a rotation that was not run. */
export function rightSide(expectation: Expectation, run: Run, ids: MetricIds): MetricValue | undefined {
  const bound = expectation[comparisonOf(expectation)] as Bound;
  if (typeof bound !== 'string' || isStage(expectation, ids)) return bound;
  const scalar = readScalar(bound);
  if ('value' in scalar) return scalar.value;
  const value = metricValue(run, metricOf(bound, ids));
  return typeof value === 'number' ? value * (expectation.times ?? 1) : value;
}

function isStage(expectation: Expectation, ids: MetricIds): boolean {
  const measure = measureOf(expectation, ids);
  return !isOfChance(measure) && measure.metric.type === 'stage';
}

/** Whether a value of the left side is as it should be. */
export function holds(expectation: Expectation, actual: MetricValue, right: MetricValue): boolean {
  const comparison = comparisonOf(expectation);
  if (typeof actual !== 'number' || typeof right !== 'number') return comparison === 'is' && actual === right;
  switch (comparison) {
    case 'is':
      return Math.abs(actual - right) <= (expectation.within ?? SAME * Math.max(Math.abs(actual), Math.abs(right)));
    case 'above':
      return actual > right;
    case 'below':
      return actual < right;
    case 'atLeast':
      return actual >= right;
    case 'atMost':
      return actual <= right;
  }
}
