import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { type Questions, refuseInexact } from '../../analysis/chance/estimate.ts';
import { questionsOf } from '../../analysis/measure/evaluator.ts';
import { defaultMetric, measuresNamed } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
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
  readonly measures: readonly Measure[];
  /** Where anything is asked of chance: the seed of what comes from runs, and whether metrics have bands. */
  readonly chance: { readonly seed: string; readonly bands: boolean } | null;
  readonly notes: readonly string[];
}

/** One combination of values, as the JSON document has it. */
export interface SweepRecord {
  /** By path. */
  readonly vary: Readonly<Record<string, number>>;
  /** By name; null where a metric has no value. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Of metrics of chance that come from runs. */
  readonly standardErrors?: Readonly<Record<string, number | null>>;
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
  readonly bands: boolean;
  /** Of what comes from runs. */
  readonly seed: string;
  /** True where all that is asked of chance has to be exact. */
  readonly exact: boolean;
}

/**
 * A sweep of a scenario in which the numbers of all axes are written.
 * @throws InputError for an unknown lever or metric, and for bands that there cannot be
 */
export function sweepOf(scenario: Scenario, axes: readonly Axis[], question: SweepQuestion): Sweep {
  const { switches, seed, exact } = question;
  checkSwitches(scenario, switches);
  const measures = measuresNamed(question.metrics ?? [defaultMetric(scenario)], scenario);
  // What is of chance itself has no band.
  const bands = question.bands && !measures.every(isOfChance);
  if (bands) refuseWords(measures);
  const isChancy = bands || measures.some(isOfChance);
  if (isChancy && exact) refuseInexact(scenario, sweepQuestions({ measures, chance: { seed, bands } }), switches);
  const ran = ranAs(scenario, switches);
  return {
    scenario,
    switches,
    ran: axes.some(({ path }) => path === 'rotations') ? { ...ran, rotations: null } : ran,
    axes,
    measures,
    chance: isChancy ? { seed, bands } : null,
    notes: isChancy ? chanceNotes(scenario, switches) : notesOn(scenario, switches),
  };
}

function refuseWords(measures: readonly Measure[]): void {
  const word = measures.find(({ by, metric }) => by === 'expected' && metric.type !== 'number');
  if (word) throw InputError.of(`${word.name} is no number, so it has no band`, '--bands');
}

/** The metrics that have bands beside them, where bands are asked for: what is of chance itself has none. */
export const bandedIn = ({ measures, chance }: Pick<Sweep, 'measures' | 'chance'>): Metric[] =>
  chance?.bands ? measures.filter((measure) => !isOfChance(measure)).map(({ metric }) => metric) : [];

/** What is asked of chance for every row. */
export const sweepQuestions = (sweep: Pick<Sweep, 'measures' | 'chance'>): Questions =>
  questionsOf(sweep.measures, bandedIn(sweep));

/** What a sweep varies and looks at. */
export interface SweepColumns {
  readonly paths: readonly string[];
  readonly measures: readonly Measure[];
  readonly banded: readonly Metric[];
}

export const sweepColumns = (sweep: Sweep): SweepColumns => ({
  paths: sweep.axes.map(({ path }) => path),
  measures: sweep.measures,
  banded: bandedIn(sweep),
});
