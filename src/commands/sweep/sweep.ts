import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { refuseInexact } from '../../analysis/chance/estimate.ts';
import { defaultMetric, metricsNamed } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { checkSwitches, type Switch } from '../../model/plan/active-levers.ts';
import type { BandResult, Method, MetricValue, Simulation } from '../../model/result.ts';
import type { Axis } from '../../model/scenario/axis.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** What is swept, and what goes along with the rows. */
export interface Sweep {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  /** Without a number of rotations where that is varied. */
  readonly ran: Omit<Simulation['scenario'], 'rotations'> & { readonly rotations: number | null };
  readonly axes: readonly Axis[];
  readonly metrics: readonly Metric[];
  /** With bands, the seed of those that come from runs. */
  readonly banded: { readonly seed: string } | null;
  readonly notes: readonly string[];
}

/** One combination of values, as the JSON document has it. */
export interface SweepRecord {
  /** By path. */
  readonly vary: Readonly<Record<string, number>>;
  /** By name; null where a metric has no value. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Where they were asked for; null where there is none. */
  readonly bands?: Readonly<Record<string, BandResult | null>>;
}

/** What `sweep` finds out: the shape of its JSON document, without its header. */
export interface SweepResult {
  /** Every combination, the last number moving fastest. */
  readonly rows: readonly SweepRecord[];
  /** Without a number of rotations where that is varied. */
  readonly scenario: Sweep['ran'];
  /** `monte-carlo` when the band of any count came from runs. */
  readonly method: 'expected' | Method;
  /** Where runs were made. */
  readonly runs?: number;
  readonly seed?: string;
  readonly notes: readonly string[];
}

/** What is asked of a sweep. */
export interface SweepQuestion {
  readonly switches: readonly Switch[];
  /** Undefined for what somebody wants to know first. */
  readonly metrics: readonly string[] | undefined;
  /** The seed of bands that come from runs; null for no bands. */
  readonly banded: Sweep['banded'];
  /** True where bands have to be exact. */
  readonly exact: boolean;
}

/**
 * A sweep of a scenario in which the numbers of all axes are written.
 * @throws InputError for an unknown lever or metric, and for bands that there cannot be
 */
export function sweepOf(scenario: Scenario, axes: readonly Axis[], question: SweepQuestion): Sweep {
  const { switches, banded, exact } = question;
  checkSwitches(scenario, switches);
  const metrics = metricsNamed(question.metrics ?? [defaultMetric(scenario)], scenario);
  if (banded) refuseWords(metrics);
  if (banded && exact) refuseInexact(scenario, { metrics, goals: [] }, switches);
  const ran = ranAs(scenario, switches);
  return {
    scenario,
    switches,
    ran: axes.some(({ path }) => path === 'rotations') ? { ...ran, rotations: null } : ran,
    axes,
    metrics,
    banded,
    notes: banded ? chanceNotes(scenario, switches) : notesOn(scenario, switches),
  };
}

function refuseWords(metrics: readonly Metric[]): void {
  const word = metrics.find(({ type }) => type !== 'number');
  if (word) throw InputError.of(`${word.name} is no number, so it has no band`, '--bands');
}

/** What a sweep varies and looks at. */
export interface SweepColumns {
  readonly paths: readonly string[];
  readonly metrics: readonly Metric[];
}

export const sweepColumns = ({ axes, metrics }: Sweep): SweepColumns => ({
  paths: axes.map(({ path }) => path),
  metrics,
});
