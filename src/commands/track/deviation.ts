import type { Counted } from '../../analysis/chance/estimate.ts';
import { wholeCountOf } from '../../analysis/chance/run-metrics.ts';
import type { Goal, GoalComparison } from '../../model/metric/goal.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { GoalResult } from '../../model/result.ts';
import type { Actual } from './reading/actuals.ts';

/** Where an actual value lies, seen from the 5 % and 95 % quantiles of the plan. */
export type Verdict = 'inside' | 'above' | 'below';

/** The chance of a value at least as far out, on one side. */
export interface BandSide {
  /** A p-value: the chance, or from runs that of a value among all of them and the actual one. */
  readonly tail: number;
  /** The chance, or the share of the runs, that the verdict goes by. */
  readonly share: number;
  /** Null where the chance is exact. */
  readonly counted: Counted | null;
}

/** How much lies beyond the 95 % quantile, at most, and below the 5 % quantile. */
const LEVEL = 0.05;

/** Chances so near to the level are the level that was rounded, as they are for quantiles. */
const ROUNDING = 1e-12;

/**
 * One side of a value. Of R runs, k of them at least as far out, the p-value is (k + 1) / (R + 1): the actual value is one
 * more of the same kind (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 4.2). Runs in which
 * the metric has no value are not of that kind.
 */
export function sideOf({ probability }: GoalResult, counted: Counted | null): BandSide {
  if (counted) {
    const { hits, runs } = counted;
    return { tail: (hits + 1) / (runs + 1), share: hits / runs, counted };
  }
  const chance = Math.abs(probability - LEVEL) <= ROUNDING ? LEVEL : probability;
  return { tail: chance, share: chance, counted };
}

/**
 * The verdict follows from the chances of as much or more and of as little or less, so that neither can contradict the
 * other: beyond the 95 % quantile lies at most the level, below the 5 % quantile less than it. As (k + 1) / (R + 1) is at
 * least k / R, a value inside never has a tail below the level; one outside has a tail of at most the level, or from R
 * runs of (0.05 R + 1) / (R + 1).
 * @returns the side that the value lies on; inside, the rarer one
 */
export function verdictOf(atLeast: BandSide, atMost: BandSide): { readonly verdict: Verdict; readonly side: BandSide } {
  if (atLeast.share <= LEVEL) return { verdict: 'above', side: atLeast };
  if (atMost.share < LEVEL) return { verdict: 'below', side: atMost };
  return { verdict: 'inside', side: atMost.tail < atLeast.tail ? atMost : atLeast };
}

/** The number that counts as a value: 110.00000000000001 people are 110. */
export const countedAs = (plan: Plan, { metric, value }: Actual): number =>
  wholeCountOf(plan, metric) ? unlessWhole(value) : value;

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
