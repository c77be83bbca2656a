import { InputError, UncountableError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { inRange } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import { inAllLanes } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { notesOn } from '../caveats.ts';
import { measured } from '../objective.ts';
import { isTie, largestFirst } from '../tolerance.ts';
import { type Input, inputsOf, meanOf, shifted } from './inputs.ts';
import { ExpectedMetrics } from './what-if.ts';

/** What a metric does when one number of the scenario is a little less, and a little more. */
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

export interface Sensitivity {
  readonly metric: string;
  /** Of the metric in the scenario as it is. */
  readonly value: number | null;
  /** How far every number was moved: 0.1 is a tenth less and a tenth more; of a share, of its odds. */
  readonly by: number;
  /** The largest swing of the metric first, ties in file order; what has no swing goes last. */
  readonly rows: readonly SensitivityRow[];
  readonly notes: readonly string[];
}

export interface SensitivitySettings {
  readonly switches: readonly Switch[];
  readonly by: number;
  /** Called before each number, so that whoever waits can be told, or can stop it. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/**
 * Moves every number of a scenario down and up, one at a time, and looks at what a metric makes of it.
 * @throws InputError when levers move a number out of its range in the scenario as it is
 */
export async function sensitivityOf(
  scenario: Scenario,
  metric: Metric,
  { switches, by, pause }: SensitivitySettings,
): Promise<Sensitivity> {
  const value = measured(compile(scenario, switches), metric);
  const numbers = inputsOf(scenario, switches);
  const moved = new VariablePlan(scenario, switches);
  const measure = new ExpectedMetrics([metric]);
  const failures = new Failures();
  const rows: SensitivityRow[] = [];
  for (const [done, number] of numbers.entries()) {
    await pause?.(done, numbers.length);
    const side = (factor: number) => failures.unless(number, factor, () => metricWith(factor));
    const metricWith = (factor: number): number | null => {
      moved.put(number.path, inAllLanes(shifted(number.series, factor, number.range)));
      const [found] = measure.of(moved.current());
      return typeof found === 'number' ? found : null;
    };
    rows.push(rowOf(scenario, number, by, value, side));
    moved.put(number.path, null);
  }
  return {
    metric: metric.name,
    value,
    by,
    rows: largestFirst(rows, (row) => swingOf(row) ?? -1),
    notes: [
      ...failures.notes(),
      ...(switches.length > 0 ? ['Only what the levers cost was moved, not what they do.'] : []),
      ...notesOn(scenario, switches),
    ],
  };
}

/** Two runs of the same wheel differ by less than this, relative, where a number has no effect. */
const NOISE = 1e-12;

/** How far the metric moves between the two ends, 0 where that is rounding only; null where either is unknown. */
export function swingOf({ metricLow, metricHigh }: SensitivityRow): number | null {
  if (metricLow === null || metricHigh === null) return null;
  return isTie(metricLow, metricHigh, NOISE) ? 0 : Math.abs(metricHigh - metricLow);
}

function rowOf(
  { rotations }: Scenario,
  { path, range, series }: Input,
  by: number,
  value: number | null,
  side: (factor: number) => number | null,
): SensitivityRow {
  const ends = [1 - by, 1 + by].map((factor) => ({
    at: meanOf(shifted(series, factor, range), rotations),
    metric: side(factor),
  }));
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
  unless({ path, range, series }: Input, factor: number, find: () => number | null): number | null {
    const side = factor < 1 ? 'lower' : 'higher';
    const bad = shifted(series, factor, range).find((value) => !inRange(value, range));
    if (bad !== undefined) {
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
