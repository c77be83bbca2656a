import { InputError } from '../../model/errors.ts';
import { isOfMoney, SERIES_KEYS, seriesEntry } from '../../model/metric/catalogue.ts';
import { type Goal, readGoal } from '../../model/metric/goal.ts';
import { type Metric, readMetric } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { BandResult, Bands, GoalResult, Method } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { beyond } from '../metric-request.ts';
import { answersTo, type ChanceSettings, type Sampling } from './estimate.ts';
import { isIndependent } from './run-metrics.ts';

/** What chance makes of a scenario. */
export interface Chance {
  readonly method: Method;
  /** Null where every answer is exact. */
  readonly runs: number | null;
  readonly bands: readonly Bands[];
  readonly goals: readonly GoalResult[];
  /** Goals whose metric has no value in some runs, and what comes from runs because exact answers take too long. */
  readonly notes: readonly string[];
}

/** Bands of more metrics and rotations than this are refused: nobody reads them, and each takes memory. */
const MOST_BANDS = 20_000;

/**
 * The bands of every rotation and the chances of goals: exact for counts of people who do not depend on one another,
 * from runs for everything else.
 * @param goals as people write them: "gain@5 at least 47"
 * @throws InputError for a goal that cannot be read, or that names a rotation beyond the run
 */
export async function chanceOfScenario(
  scenario: Scenario,
  goals: readonly string[],
  options: ChanceSettings,
  sampling: Sampling,
): Promise<Chance> {
  const plan = compile(scenario, options.switches);
  const names = bandedNames(plan);
  if (names.length * plan.rotations > MOST_BANDS) throw tooMany(names.length);
  const wanted = Array.from({ length: plan.rotations }, (_, t) => names.map((name) => `${name}@${t + 1}`)).flat();
  const metrics = wanted.map((name) => metricOf(name, scenario));
  const read = goalsOf(goals, scenario);
  const { bands, ...answers } = await answersTo({ metrics, goals: read, all: true }, scenario, options, sampling);
  return {
    ...answers,
    notes: [...answers.notes, ...(answers.tooLong === null ? [] : [answers.tooLong])],
    bands: Array.from({ length: plan.rotations }, (_, t) => bandsAt(names, bands.slice(t * names.length))),
  };
}

/** The bands of the last rotation, and how they were found. */
export interface LastBands {
  readonly method: Method;
  /** Null where every band is exact. */
  readonly runs: number | null;
  readonly bands: Bands;
}

/** The bands of the last rotation alone, as `chanceOfScenario` has them. */
export async function lastBands(scenario: Scenario, options: ChanceSettings, sampling: Sampling): Promise<LastBands> {
  const plan = compile(scenario, options.switches);
  const names = bandedNames(plan);
  const metrics = names.map((name) => metricOf(`${name}@${plan.rotations}`, scenario));
  const { method, runs, bands } = await answersTo({ metrics, goals: [], all: true }, scenario, options, sampling);
  return { method, runs, bands: bandsAt(names, bands) };
}

function tooMany(names: number): InputError {
  const most = Math.floor(MOST_BANDS / names);
  return InputError.of(`bands are for up to 20,000 numbers: run fewer rotations (--rotations ${most} or less)`);
}

/** The metrics that have bands in every rotation of a scenario, but those that turn out to have no value. */
export const bandedMetrics = (scenario: Scenario, switches: readonly Switch[]): string[] =>
  bandedNames(compile(scenario, switches));

function bandedNames(plan: Plan): string[] {
  const { stages, pools, prices } = plan;
  const active = Array.from(pools, (stage) => `active.${stages[stage]}`);
  const figures = SERIES_KEYS.filter((key) => seriesEntry(key).hasBand);
  // Where nobody is in anybody's way, the gain is who was referred.
  const ofPeople = figures.filter((key) => !isOfMoney(key) && !(key === 'gain' && isIndependent(plan)));
  return [...stages, ...ofPeople, ...active, ...(prices ? figures.filter(isOfMoney) : [])];
}

const bandsAt = (names: readonly string[], found: readonly (BandResult | null)[]): Bands =>
  Object.fromEntries(names.flatMap((name, i) => (found[i] ? [[name, found[i]]] : [])));

function metricOf(name: string, scenario: Scenario): Metric {
  const metric = readMetric(name, metricIds(scenario));
  if ('fault' in metric) throw new Error(`a metric of our own is none: ${metric.fault}`);
  return metric;
}

/** Reads all goals, and finds what is wrong with any of them. */
function goalsOf(texts: readonly string[], scenario: Scenario): Goal[] {
  const ids = metricIds(scenario);
  if (texts.length > 1 && !('fault' in readGoal(texts.join(' '), ids))) {
    throw InputError.of(`put the goal in quotes: "${texts.join(' ')}"`);
  }
  const read = texts.map((text) => readGoal(text, ids));
  const faults = read.flatMap((goal) => {
    const message = 'fault' in goal ? goal.fault : beyond(goal.metric, scenario);
    return message === null ? [] : [{ place: null, flag: null, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
  return read as Goal[];
}
