import { ranAs } from '../../analysis/simulate.ts';
import type { Method, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Verdict } from './deviation.ts';
import { openOf, outsideOf } from './significance.ts';
import type { TrackSettings } from './track.ts';
import type { TrackedValue, Tracking } from './types.ts';

/** An actual value beside the plan, as JSON and CSV have it. */
export interface TrackRow {
  /** From 1. */
  readonly rotation: number;
  readonly metric: string;
  /** The expected value; null where the metric has none. */
  readonly plan: number | null;
  /** The values that a wheel which runs to plan stays at or below in 5 % and in 95 % of all cases. */
  readonly p5: number;
  readonly p95: number;
  readonly actual: number;
  /** The chance (0 to 1) that a wheel which runs to plan comes out at least as far on its side; inside, on the rarer side. */
  readonly tail: number;
  readonly verdict: Verdict;
}

/** A figure of the whole run, as planned and as it comes out now; `metric` as `--metric` takes it. */
export interface ForecastRow {
  readonly metric: string;
  /** Expected values: of the plan, and of a run that goes on as planned from what happened. */
  readonly plan: number | null;
  readonly now: number | null;
  /** What such a run stays at or below in 5 % and in 95 % of all cases; null with `exact`, as they come from runs. */
  readonly p5: number | null;
  readonly p95: number | null;
}

/** What `track` finds out: the shape of its JSON document, without its header. */
export interface TrackResult {
  readonly scenario: Simulation['scenario'];
  /** `monte-carlo` when the band of any count came from runs. */
  readonly method: Method;
  /** Where runs were made. */
  readonly runs?: number;
  readonly seed?: string;
  /** Where volumes were spread: standard deviation over mean. */
  readonly spread?: number;
  readonly rows: readonly TrackRow[];
  /** How many values were compared, and how many of them the plan leaves nothing to chance in. */
  readonly compared: number;
  readonly certain: number;
  /** How many of the others lie outside p5 to p95, and how many would by chance alone, on average. */
  readonly outside: number;
  readonly expectedOutside: number;
  /** What the rest of the run now comes to; empty where nothing is left to come. */
  readonly forecast: readonly ForecastRow[];
  readonly notes: readonly string[];
}

/** The JSON document of `flywheel track`, without its header. */
export function trackDocument(
  scenario: Scenario,
  tracking: Tracking,
  { switches, seed, spread }: Pick<TrackSettings, 'switches' | 'seed' | 'spread'>,
): TrackResult {
  const { method, comparisons, expectedOutside, forecast, notes } = tracking;
  const runs = tracking.runs ?? forecast?.runs ?? null;
  return {
    scenario: ranAs(scenario, switches),
    method,
    ...(runs === null ? {} : { runs, seed }),
    ...(spread === undefined ? {} : { spread }),
    rows: comparisons.map(trackRow),
    compared: comparisons.length,
    certain: comparisons.length - openOf(tracking).length,
    outside: outsideOf(tracking).length,
    expectedOutside,
    forecast: (forecast?.values ?? []).map(({ metric, ...values }) => ({ metric: metric.name, ...values })),
    notes,
  };
}

export function trackRow({ actual, plan, band, tail, verdict }: TrackedValue): TrackRow {
  const { rotation, name, value } = actual;
  return { rotation, metric: name, plan, p5: band.p5, p95: band.p95, actual: value, tail, verdict };
}
