import { InputError, UncountableError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { inRange, type Range } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { inAllLanes } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { numberIn } from '../metric-value.ts';
import { resultOrFault } from '../overflow.ts';
import { isTie, largestFirst } from '../tolerance.ts';
import { meanOf } from './inputs.ts';
import { ExpectedMetrics } from './what-if.ts';

/** What a metric does when one number of the scenario is at the lower of two values, and at the higher. */
export interface SensitivityRow {
  readonly path: string;
  /** The number, and what it was moved to; where it changes by rotation, the means over the run. */
  readonly base: number;
  readonly low: number;
  readonly high: number;
  /** Null where the metric has no value then, or the number cannot be had. */
  readonly metricLow: number | null;
  readonly metricHigh: number | null;
  readonly elasticity: number | null;
}

/** A number of a scenario, and the two values that it is moved to. */
export interface MovedNumber {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  /** What a plan calls the number: its path, but for those inside a lever. */
  readonly key: string;
  readonly range: Range;
  /** Its values by rotation, of length 1 when they are all the same; likewise at either end. */
  readonly series: Float64Array;
  readonly ends: readonly [less: Float64Array, more: Float64Array];
}

export interface MoveSettings {
  readonly switches: readonly Switch[];
  /** Called before each number, so that whoever waits can be told, or can stop it. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/** What a metric comes to in a what-if; null where it has no value, and the error where there is no result. */
export type Found = number | null | InputError;

/** The metric with a number at its lower and at its higher end. */
export type Ends = readonly [less: Found, more: Found];

/** Rows with the largest swing of the metric first, ties in the order given, what has no swing last. */
export interface Swings {
  readonly rows: readonly SensitivityRow[];
  /** Why some ends have no result, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Moves numbers of a scenario to either end, one at a time, and looks at what a metric makes of it.
 * @param value of the metric in the scenario as it is
 */
export async function swingsOf(
  scenario: Scenario,
  metric: Metric,
  value: number | null,
  moves: readonly MovedNumber[],
  { switches, pause }: MoveSettings,
): Promise<Swings> {
  const plan = new VariablePlan(scenario, switches);
  const metrics = new ExpectedMetrics([metric]);
  const found: Ends[] = [];
  for (const [done, move] of moves.entries()) {
    await pause?.(done, moves.length);
    const at = (end: 0 | 1): Found =>
      resultOrFault(() => {
        plan.put(move.key, inAllLanes(move.ends[end]));
        return numberIn(metrics.of(plan.current())[0]);
      });
    found.push([isOut(move, 0) ? null : at(0), isOut(move, 1) ? null : at(1)]);
    plan.put(move.key, null);
  }
  return swingsFrom(scenario, value, moves, found);
}

/** The swings of a metric whose values at the ends of each number are known. */
export function swingsFrom(
  scenario: Scenario,
  value: number | null,
  moves: readonly MovedNumber[],
  found: readonly Ends[],
): Swings {
  const failures = new Failures();
  const rows = moves.map((move, i) => rowOf(scenario, move, value, (end) => failures.unless(move, end, found[i][end])));
  return { rows: largestFirst(rows, (row) => swingOf(row) ?? -1), notes: failures.notes() };
}

/** True where a number cannot be what it would be moved to. */
export const isOut = ({ range, ends }: MovedNumber, end: 0 | 1): boolean =>
  ends[end].some((value) => !inRange(value, range));

/** Two runs of the same wheel differ by less than this, relative, where a number has no effect. */
export const NOISE = 1e-12;

/** How far the metric moves between the two ends, 0 where that is rounding only; null where either is unknown. */
export function swingOf({ metricLow, metricHigh }: SensitivityRow): number | null {
  if (metricLow === null || metricHigh === null) return null;
  return isTie(metricLow, metricHigh, NOISE) ? 0 : Math.abs(metricHigh - metricLow);
}

function rowOf(
  { rotations }: Scenario,
  { path, series, ends: [less, more] }: MovedNumber,
  value: number | null,
  metricAt: (end: 0 | 1) => number | null,
): SensitivityRow {
  const ends = [
    { at: meanOf(less, rotations), metric: metricAt(0) },
    { at: meanOf(more, rotations), metric: metricAt(1) },
  ];
  // A negative number, such as a negative discount, is lower where it is further from 0.
  const [lower, upper] = ends[0].at <= ends[1].at ? ends : [ends[1], ends[0]];
  const base = meanOf(series, rotations);
  const [metricLow, metricHigh] = [lower.metric, upper.metric];
  const relative = metricLow === null || metricHigh === null ? null : quotient(metricHigh - metricLow, value);
  const moved = quotient(upper.at - lower.at, base);
  return { path, base, low: lower.at, high: upper.at, metricLow, metricHigh, elasticity: quotient(relative, moved) };
}

/** a / b, null where either is unknown or nothing can be divided by b. */
function quotient(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  const value = a / b;
  return Number.isFinite(value) ? value : null;
}

/** Why some ends have no result, in sentences. */
class Failures {
  private readonly growing: string[] = [];
  private readonly others: string[] = [];

  /** What a what-if comes to; null, and remembered, where there is no result. */
  unless(move: MovedNumber, end: 0 | 1, found: Found): number | null {
    const { path, range } = move;
    const side = end === 0 ? 'lower' : 'higher';
    if (isOut(move, end)) {
      this.others.push(`${path} cannot go so much ${side}: it must be ${range.name}.`);
      return null;
    }
    if (!(found instanceof InputError)) return found;
    if (found instanceof UncountableError) this.growing.push(`${path} ${side}`);
    else this.others.push(`There is no result with ${path} ${side}: ${found.message.replaceAll('\n', '; ')}.`);
    return null;
  }

  notes(): string[] {
    const growing = `Growth passes what can be counted, so there is no result, with ${this.growing.join(', ')}.`;
    return [...(this.growing.length > 0 ? [growing] : []), ...this.others];
  }
}
