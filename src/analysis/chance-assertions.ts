import { type ChanceMeasure, isOfChance } from '../model/metric/measure.ts';
import { thousands } from '../model/number/scalar.ts';
import type { AssertionResult, Run } from '../model/result.ts';
import { measureOf, metricIds } from '../model/scenario/expect-faults.ts';
import type { Expectation, Scenario } from '../model/scenario/types.ts';
import { comparisonOf, holds, rightSide } from './assertions.ts';
import { DEFAULT_RUNS, type SamplingEach } from './chance/estimate.ts';
import type { Pause } from './chance/exactly.ts';
import { type Estimate, MeasureEvaluator } from './measure/evaluator.ts';
import { beyond } from './metric-request.ts';
import { runWith } from './simulate.ts';

/** More runs than these are not made to judge an assertion. */
const MOST_RUNS = 1_000_000;

/** So many times as many runs are made where fewer leave it open. */
const MORE = 10;

/** A verdict is open while what is judged is within so many standard errors of its limit. */
const OPEN = 2;

/** How the runs are made that assertions are judged by. */
const SEED = '1';

/**
 * Judges the assertions about chances and quantiles, which `judge` leaves open; the others stay as they are.
 * @param judged by `judge`, in the order of the scenario
 */
export async function judgeChances(
  scenario: Scenario,
  judged: readonly AssertionResult[],
  sampling: SamplingEach,
  pause?: Pause,
): Promise<AssertionResult[]> {
  const ids = metricIds(scenario);
  const results: AssertionResult[] = [];
  for (const [i, result] of judged.entries()) {
    const expectation = (scenario.expect ?? [])[i];
    const measure = measureOf(expectation, ids);
    const isHere = isOfChance(measure) && beyond(measure.metric, scenario) === null;
    results.push(isHere ? await judgedChance(scenario, expectation, measure, result, sampling, pause) : result);
  }
  return results;
}

async function judgedChance(
  scenario: Scenario,
  expectation: Expectation,
  measure: ChanceMeasure,
  { note: _, ...result }: AssertionResult,
  sampling: SamplingEach,
  pause?: Pause,
): Promise<AssertionResult> {
  const right = rightSide(expectation, runWith(scenario, []) as Run, metricIds(scenario));
  if (typeof right !== 'number') return { ...result, note: 'its right side has no value' };
  const switches = (expectation.with ?? []).map((lever) => ({ lever, from: 1 }));
  for (let runs: number | null = null; ; runs = (runs ?? DEFAULT_RUNS) * MORE) {
    const evaluator = new MeasureEvaluator([measure], { runs, seed: SEED, pause }, sampling);
    const [found] = await evaluator.of({ scenario, switches });
    const known = { ...result, actual: found.value, ...methodOf(found, evaluator.runs) };
    if (found.value === null) return { ...known, passed: false };
    if (isCertain(measure, expectation, found.value, right) || !isOpen(expectation, found, right))
      return { ...known, passed: holds(expectation, found.value, right) };
    if ((evaluator.runs ?? MOST_RUNS) >= MOST_RUNS) return { ...known, passed: null, note: tooClose(evaluator.runs) };
  }
}

function methodOf(found: Estimate, runs: number | null): Pick<AssertionResult, 'method' | 'runs' | 'standardError'> {
  if (found.method !== 'monte-carlo' || runs === null) return { method: 'exact' };
  return {
    method: 'monte-carlo',
    runs,
    ...(found.standardError === null ? {} : { standardError: found.standardError }),
  };
}

/**
 * True where a chance is promised to be 1 or 0 and runs have said what they can: all of them agree, or one of them does not.
 * More would only come nearer to that limit, and never away from it.
 */
function isCertain({ by }: ChanceMeasure, expectation: Expectation, value: number, right: number): boolean {
  const isLimit = by === 'chance' && (right === 0 || right === 1) && !expectation.within;
  return isLimit && (value !== right || holds(expectation, value, right));
}

/** True where chance alone may put a value on the other side of its limit. */
function isOpen(expectation: Expectation, { value, standardError }: Estimate, right: number): boolean {
  if (value === null || standardError === null) return false;
  const apart = Math.abs(value - right);
  const { within } = expectation;
  const distance = comparisonOf(expectation) === 'is' && within !== undefined ? Math.abs(apart - within) : apart;
  return distance < OPEN * standardError;
}

const tooClose = (runs: number | null): string =>
  `too close to call: even ${thousands(runs ?? MOST_RUNS)} runs leave it within two standard errors of its limit`;
