import { InputError, UncountableError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { inRange } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import { inAllLanes } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Method, MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { chanceNotes, notesOn } from '../caveats.ts';
import type { SamplingEach } from '../chance/estimate.ts';
import { oneByOne, samplingHere } from '../chance/one-thread.ts';
import { type EvaluatorSettings, MeasureEvaluator } from '../measure/evaluator.ts';
import { measured } from '../objective.ts';
import { isTie, largestFirst } from '../tolerance.ts';
import { type Input, inputsOf, meanOf, shiftedSeries } from './inputs.ts';
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
  /** Where the metric is one of chance: how its values were found, from how many runs, and how far `value` may be off. */
  readonly method?: Method;
  readonly runs?: number;
  readonly seed?: string;
  readonly standardError?: number | null;
  /** How far every number was moved: 0.1 is a tenth less and a tenth more; of a share, of its odds. */
  readonly by: number;
  /** The largest swing of the metric first, ties in file order; what has no swing goes last. */
  readonly rows: readonly SensitivityRow[];
  readonly notes: readonly string[];
}

export interface SensitivitySettings extends Partial<Omit<EvaluatorSettings, 'variants' | 'pause'>> {
  readonly switches: readonly Switch[];
  readonly by: number;
  /** Called before each number, so that whoever waits can be told, or can stop it. */
  readonly pause?: (done: number, total: number) => Promise<void>;
  /** Makes the runs for a metric of chance; by default on this thread. */
  readonly sampling?: SamplingEach;
}

/**
 * Moves every number of a scenario down and up, one at a time, and looks at what a metric makes of it, or chance of that.
 * @throws InputError when levers move a number out of its range in the scenario as it is
 */
export async function sensitivityOf(
  scenario: Scenario,
  measure: Measure,
  settings: SensitivitySettings,
): Promise<Sensitivity> {
  const { switches, by } = settings;
  const numbers = inputsOf(scenario, switches);
  const moved = isOfChance(measure)
    ? await movedByChance(scenario, measure, numbers, settings)
    : await movedAsExpected(scenario, measure.metric, numbers, settings);
  const failures = new Failures();
  const rows = numbers.map((number) =>
    rowOf(scenario, number, by, moved.value, (factor) =>
      failures.unless(number, factor, () => moved.with(number, factor)),
    ),
  );
  return {
    metric: measure.name,
    value: moved.value,
    ...moved.found,
    by,
    rows: largestFirst(rows, (row) => swingOf(row) ?? -1),
    notes: [
      ...failures.notes(),
      ...(switches.length > 0 ? ['Only what the levers cost was moved, not what they do.'] : []),
      ...moved.notes,
    ],
  };
}

/** What a measure comes to in a scenario, and with its numbers moved. */
interface Moved {
  readonly value: number | null;
  /** @throws InputError where there is no result then */
  readonly with: (number: Input, factor: number) => number | null;
  readonly found: Pick<Sensitivity, 'method' | 'runs' | 'seed' | 'standardError'>;
  readonly notes: readonly string[];
}

const factorsOf = (by: number): readonly [number, number] => [1 - by, 1 + by];

/** All that is to be found, before it is asked for: long work has pauses. */
class Findings {
  private readonly all = new Map<string, number | null | InputError>();

  set({ path }: Input, factor: number, found: number | null | InputError): void {
    this.all.set(`${factor} ${path}`, found);
  }

  readonly with = ({ path }: Input, factor: number): number | null => {
    const found = this.all.get(`${factor} ${path}`) ?? null;
    if (found instanceof InputError) throw found;
    return found;
  };
}

async function movedAsExpected(
  scenario: Scenario,
  metric: Metric,
  numbers: readonly Input[],
  { switches, by, pause }: SensitivitySettings,
): Promise<Moved> {
  const plan = new VariablePlan(scenario, switches);
  const metrics = new ExpectedMetrics([metric]);
  const findings = new Findings();
  const value = measured(compile(scenario, switches), metric);
  for (const [done, number] of numbers.entries()) {
    await pause?.(done, numbers.length);
    for (const factor of factorsOf(by)) {
      plan.put(number.path, inAllLanes(shiftedSeries(number.series, factor, number.range)));
      findings.set(
        number,
        factor,
        faultOr(() => numberOrNull(metrics.of(plan.current())[0])),
      );
    }
    plan.put(number.path, null);
  }
  return { value, with: findings.with, found: {}, notes: notesOn(scenario, switches) };
}

/** Numbers that are moved side by side, between two pauses. */
const SIDE_BY_SIDE = 8;

async function movedByChance(
  scenario: Scenario,
  measure: Measure,
  numbers: readonly Input[],
  { switches, by, pause, sampling, runs = null, seed = '1', ...settings }: SensitivitySettings,
): Promise<Moved> {
  const evaluator = new MeasureEvaluator(
    [measure],
    { ...settings, runs, seed, variants: 2 * numbers.length + 1 },
    sampling ?? oneByOne(samplingHere(async () => {})),
  );
  const [{ value, method, standardError }] = await evaluator.of({ scenario, switches });
  const ends = numbers.flatMap((number) => factorsOf(by).map((factor) => ({ number, factor })));
  const findings = new Findings();
  for (let i = 0; i < ends.length; i += SIDE_BY_SIDE) {
    await pause?.(i / 2, numbers.length);
    const some = ends.slice(i, i + SIDE_BY_SIDE);
    const found = await evaluator.ofEach(
      some.map(({ number: { path }, factor }) => ({ scenario, switches, moves: [{ path, factor }] })),
    );
    for (const [j, { number, factor }] of some.entries()) {
      const one = found[j];
      findings.set(number, factor, one instanceof InputError ? one : one[0].value);
    }
  }
  const drawn = evaluator.runs === null ? {} : { runs: evaluator.runs, seed };
  return {
    value,
    with: findings.with,
    found: { method: method as Method, ...drawn, standardError },
    notes: [...chanceNotes(scenario, switches), ...evaluator.notes],
  };
}

function faultOr<T>(work: () => T): T | InputError {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

const numberOrNull = (value: MetricValue): number | null => (typeof value === 'number' ? value : null);

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
    at: meanOf(shiftedSeries(series, factor, range), rotations),
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
    const bad = shiftedSeries(series, factor, range).find((value) => !inRange(value, range));
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
