import { InputError, UncountableError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { inRange, type Range } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { inAllLanes } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
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
export interface Move {
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

/**
 * Moves numbers of a scenario to either end, one at a time, and looks at what a metric makes of it.
 * @param value of the metric in the scenario as it is
 * @returns rows with the largest swing of the metric first, ties in the order given, what has no swing last; and notes that
 * say why some ends have no result
 */
export async function swingsOf(
  scenario: Scenario,
  metric: Metric,
  value: number | null,
  moves: readonly Move[],
  { switches, pause }: MoveSettings,
): Promise<{ readonly rows: readonly SensitivityRow[]; readonly notes: readonly string[] }> {
  const plan = new VariablePlan(scenario, switches);
  const measure = new ExpectedMetrics([metric]);
  const failures = new Failures();
  const rows: SensitivityRow[] = [];
  for (const [done, move] of moves.entries()) {
    await pause?.(done, moves.length);
    const metricAt = (end: 0 | 1): number | null =>
      failures.unless(move, end, () => {
        plan.put(move.key, inAllLanes(move.ends[end]));
        const [found] = measure.of(plan.current());
        return typeof found === 'number' ? found : null;
      });
    rows.push(rowOf(scenario, move, value, metricAt));
    plan.put(move.key, null);
  }
  return { rows: largestFirst(rows, (row) => swingOf(row) ?? -1), notes: failures.notes() };
}

/** Two runs of the same wheel differ by less than this, relative, where a number has no effect. */
export const NOISE = 1e-12;

/** How far the metric moves between the two ends, 0 where that is rounding only; null where either is unknown. */
export function swingOf({ metricLow, metricHigh }: SensitivityRow): number | null {
  if (metricLow === null || metricHigh === null) return null;
  return isTie(metricLow, metricHigh, NOISE) ? 0 : Math.abs(metricHigh - metricLow);
}

function rowOf(
  { rotations }: Scenario,
  { path, series, ends: [less, more] }: Move,
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
  unless({ path, range, ends }: Move, end: 0 | 1, find: () => number | null): number | null {
    const side = end === 0 ? 'lower' : 'higher';
    if (ends[end].some((value) => !inRange(value, range))) {
      this.others.push(`${path} cannot go so much ${side}: it must be ${range.name}.`);
      return null;
    }
    try {
      return find();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (error instanceof UncountableError) this.growing.push(`${path} ${side}`);
      else this.others.push(`There is no result with ${path} ${side}: ${error.message.replaceAll('\n', '; ')}.`);
      return null;
    }
  }

  notes(): string[] {
    const growing = `Growth passes what can be counted, so there is no result, with ${this.growing.join(', ')}.`;
    return [...(this.growing.length > 0 ? [growing] : []), ...this.others];
  }
}
