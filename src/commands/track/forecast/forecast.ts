import { type ChanceSettings, DEFAULT_RUNS, type Sampling } from '../../../analysis/chance/estimate.ts';
import { workOfRun } from '../../../analysis/chance/runs.ts';
import { ExpectedRun } from '../../../analysis/expected-run.ts';
import { metricValue, numberIn } from '../../../analysis/metric-value.ts';
import { pastOf } from '../../../engine/counted.ts';
import { createFlow } from '../../../engine/flow.ts';
import { inWholePeople } from '../../../engine/whole-past.ts';
import { UncountableError } from '../../../model/errors.ts';
import type { Metric } from '../../../model/metric/metric.ts';
import type { Switch } from '../../../model/plan/active-levers.ts';
import { compile } from '../../../model/plan/compile.ts';
import type { Scenario } from '../../../model/scenario/types.ts';
import type { Actual } from '../reading/actuals.ts';
import { headlinesOf } from './headlines.ts';
import { countedSoFar, tellsOfState } from './so-far.ts';

/** A figure of the whole run: as planned, and as it comes out from what is known so far. */
export interface ForecastValue {
  readonly metric: Metric;
  /** The expected values; null where there is none. */
  readonly plan: number | null;
  readonly now: number | null;
  /** The values that the run stays at or below in 5 % and in 95 % of all cases; null without runs. */
  readonly p5: number | null;
  readonly p95: number | null;
}

/** What the rest of a run now comes to. */
export interface Forecast {
  /** How many rotations are known. */
  readonly known: number;
  readonly values: readonly ForecastValue[];
  /** Null where exact answers were insisted on, which there are none of here. */
  readonly runs: number | null;
}

/** A scenario and its levers: as it is planned, or with its volumes spread. */
export interface Drawing {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
}

/**
 * From what happened so far, what the rest of the run now comes to if it goes as planned. Every run starts from the same
 * state, in whole people.
 * @param whole with all its rotations
 * @param drawn the same for making runs
 * @returns a forecast; null where nothing is left to come, or nothing is known that it could start from; or why there is none
 */
export async function forecastOf(
  whole: Scenario,
  actuals: readonly Actual[],
  drawn: Drawing,
  options: ChanceSettings,
  sampling: Sampling,
): Promise<Forecast | { readonly fault: string } | null> {
  const plan = compile(whole, options.switches);
  const useful = actuals.filter((actual) => tellsOfState(plan, actual));
  const counted = countedSoFar(plan, useful);
  if (counted.rotations === 0 || counted.rotations >= whole.rotations) return null;
  try {
    const past = pastOf(plan, counted);
    const planned = new ExpectedRun(plan);
    const now = new ExpectedRun(plan, createFlow(plan, 1, true, past));
    const metrics = headlinesOf(whole, plan);
    const runs = options.exact ? null : (options.runs ?? runsFor(drawn));
    const job = { ...drawn, seed: options.seed, metrics: metrics.map(({ name }) => name), goals: [] };
    const bands = runs === null ? [] : (await sampling({ ...job, runs, past: inWholePeople(plan, past) })).bands();
    const values = metrics.map((metric, i) => ({
      ...{ metric, plan: numberOf(planned, metric), now: numberOf(now, metric) },
      ...{ p5: bands[i]?.p5 ?? null, p95: bands[i]?.p95 ?? null },
    }));
    return { known: counted.rotations, values, runs };
  } catch (error) {
    if (!(error instanceof UncountableError)) throw error;
    return { fault: error.message };
  }
}

/** Work that the runs may take, in cells of `workOfRun`: 4 to 10 s of one core. */
const MOST_WORK = 1e8;

/** Enough to tell a range of nine in ten. */
const FEWEST_RUNS = 1000;

/** As many runs as elsewhere, but fewer of long wheels: what is to come may be a thousand times what was compared. */
function runsFor(drawn: Drawing): number {
  const affordable = Math.floor(MOST_WORK / workOfRun(drawn) / FEWEST_RUNS) * FEWEST_RUNS;
  return Math.max(FEWEST_RUNS, Math.min(DEFAULT_RUNS, affordable));
}

function numberOf(run: ExpectedRun, metric: Metric): number | null {
  return numberIn(metricValue(run, metric));
}
