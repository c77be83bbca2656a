import type { Actual } from '../model/actuals.ts';
import type { Goal, GoalComparison } from '../model/goal.ts';
import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import type { BandResult, Run } from '../model/result.ts';
import { metricValue } from './metrics.ts';
import { wholeCountOf } from './observer.ts';
import { roundingOf } from './rounding.ts';

/** Where an actual value lies, seen from the 5 % and 95 % quantiles of the plan. */
export type Verdict = 'inside' | 'above' | 'below';

/** An actual value beside what was planned. */
export interface Placed {
  readonly actual: Actual;
  /** The expected value; null where it has none. */
  readonly plan: number | null;
  readonly band: BandResult;
  readonly verdict: Verdict;
  /** True where the plan leaves nothing to chance, as far as can be told. */
  readonly certain: boolean;
  /** The value that its tail begins at. */
  readonly value: number;
}

/** The number that counts as a value: 110.00000000000001 people are 110. */
export const countedAs = (plan: Plan, { metric, value }: Actual): number =>
  wholeCountOf(plan, metric) ? unlessWhole(value) : value;

/** Places a value by its band; so near to a bound as rounding may bring it, it counts as that, and is inside. */
export function placedBy(plan: Plan, expected: Run, actual: Actual, band: BandResult): Placed {
  const { metric } = actual;
  const value = countedAs(plan, actual);
  const rounding = roundingOf(plan, expected, metric, value);
  const planned = metricValue(expected, metric);
  return {
    actual,
    plan: typeof planned === 'number' ? planned : null,
    band,
    verdict: value < band.p5 - rounding ? 'below' : value > band.p95 + rounding ? 'above' : 'inside',
    certain: isCertain(band, rounding),
    value,
  };
}

/** Adding up in another order may make a difference to what always comes to the same. */
function isCertain({ p5, p95, sd }: BandResult, rounding: number): boolean {
  const same = Math.max(rounding, 1e-9 * Math.max(Math.abs(p5), Math.abs(p95)));
  return sd !== null && sd <= same && p95 - p5 <= same;
}

/** 110.00000000000001 people, as adding up makes of 110, are 110. */
function unlessWhole(people: number): number {
  const whole = Math.round(people);
  return Math.abs(people - whole) <= 1e-9 * Math.abs(whole) ? whole : people;
}

/** What is to be known of a value: the chances of as much or more, and of as little or less. */
export function tailsOf({ metric }: Actual, value: number): readonly [atLeast: Goal, atMost: Goal] {
  return [goalOf(metric, 'atLeast', value), goalOf(metric, 'atMost', value)];
}

const WORDS: Readonly<Record<GoalComparison, string>> = {
  atLeast: 'at least',
  atMost: 'at most',
  above: 'above',
  below: 'below',
};

/** A goal with the text that it is read from again where runs are made. */
function goalOf(metric: Metric, comparison: GoalComparison, value: number): Goal {
  return { text: `${metric.name} ${WORDS[comparison]} ${value}`, metric, comparison, value };
}
