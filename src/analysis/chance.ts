import { bandOf, chanceOf } from '../engine/bands.ts';
import type { Asked, Outcome } from '../engine/distribution.ts';
import { distributionsOf } from '../engine/exact.ts';
import { LIMITS } from '../engine/generating/limits.ts';
import { metricIds } from '../model/assertions.ts';
import { InputError } from '../model/errors.ts';
import { type Goal, readGoal } from '../model/goal.ts';
import type { Switch } from '../model/lever.ts';
import { type Metric, readMetric } from '../model/metric.ts';
import { compile, type Plan } from '../model/plan.ts';
import type { BandResult, Bands, GoalResult, Method } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { isIndependent, wholeCountOf } from './observer.ts';
import type { Sampler, SamplingJob } from './sampling.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Runs that are made where no exact answer is to be had, unless a person asks for more. */
export const DEFAULT_RUNS = 10_000;

export interface ChanceOptions {
  readonly switches: readonly Switch[];
  /** Null for exact answers where the scenario allows them. */
  readonly runs: number | null;
  readonly seed: string;
  /** Called between pieces of exact work, so that whoever waits can be told, or can stop it. */
  readonly pause?: () => Promise<void>;
}

/** Draws the runs of a job, on one thread or several. */
export type Sampling = (job: SamplingJob) => Promise<Sampler>;

/** What chance makes of a scenario. */
export interface Chance {
  readonly method: Method;
  /** Null where every answer is exact. */
  readonly runs: number | null;
  readonly bands: readonly Bands[];
  readonly goals: readonly GoalResult[];
  /** Goals whose metric has no value in some runs. */
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
  options: ChanceOptions,
  sampling: Sampling,
): Promise<Chance> {
  const plan = compile(scenario, options.switches);
  const names = bandedNames(plan);
  if (names.length * plan.rotations > MOST_BANDS) throw tooMany(names.length);
  const wanted = Array.from({ length: plan.rotations }, (_, t) => names.map((name) => `${name}@${t + 1}`)).flat();
  const metrics = wanted.map((name) => metricOf(name, scenario));
  const read = goalsOf(goals, scenario);
  const exact = await exactAnswers(scenario, plan, metrics, read, options);
  const job: SamplingJob = {
    scenario,
    switches: options.switches,
    seed: options.seed,
    runs: options.runs ?? DEFAULT_RUNS,
    metrics: wanted.filter((_, i) => exact.bands[i] === null),
    goals: read.filter((_, g) => exact.goals[g] === null).map(({ text }) => text),
  };
  const needsRuns = job.metrics.length + job.goals.length > 0;
  const sampler = needsRuns ? await sampling(job) : null;
  const sampled = sampler?.bands() ?? [];
  const outcomes = sampler?.outcomes() ?? [];
  const found = exact.bands.map((band): BandResult | null => {
    if (band) return band;
    const next = sampled.shift() ?? null;
    return next && { ...next, method: 'monte-carlo' };
  });
  const fromRuns = metrics.some((metric, i) => wholeCountOf(plan, metric) !== null && exact.bands[i] === null);
  return {
    method: fromRuns ? 'monte-carlo' : 'exact',
    runs: needsRuns ? job.runs : null,
    bands: Array.from({ length: plan.rotations }, (_, t) => bandsAt(names, found.slice(t * names.length))),
    goals: read.map(({ text }, g) => exact.goals[g] ?? estimated(text, outcomes[job.goals.indexOf(text)], job.runs)),
    notes: job.goals.flatMap((text, g) => undefinedNote(text, outcomes[g].undefined, job.runs)),
  };
}

function tooMany(names: number): InputError {
  const most = Math.floor(MOST_BANDS / names);
  return InputError.of(`bands are for up to 20,000 numbers: run fewer rotations (--rotations ${most} or less)`);
}

/** The metrics that have bands in every rotation. */
function bandedNames(plan: Plan): string[] {
  const { stages, pools, prices } = plan;
  // Where people are in one another's way, the gain is not just who was referred.
  const gain = isIndependent(plan) ? [] : ['gain'];
  const active = Array.from(pools, (stage) => `active.${stages[stage]}`);
  return [...stages, 'referred', ...gain, ...active, ...(prices ? ['revenue', 'cost', 'profit', 'cash'] : [])];
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
    const message = 'fault' in goal ? goal.fault : beyond(goal, scenario);
    return message === null ? [] : [{ place: null, flag: null, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
  return read as Goal[];
}

function beyond({ metric }: Goal, { rotations }: Scenario): string | null {
  const { name, when } = metric;
  if (typeof when !== 'number' || when <= rotations) return null;
  return `${name} is beyond the ${rotations} rotations of this run: add --rotations ${when}`;
}

interface Exact {
  readonly bands: readonly (BandResult | null)[];
  readonly goals: readonly (GoalResult | null)[];
}

/** What can be said without runs; null where it cannot, or where runs were asked for. */
async function exactAnswers(
  scenario: Scenario,
  plan: Plan,
  metrics: readonly Metric[],
  goals: readonly Goal[],
  { runs, switches, pause }: ChanceOptions,
): Promise<Exact> {
  const asked = [...metrics, ...goals.map(({ metric }) => metric)].map((metric) => askedOf(plan, metric));
  const answers: (BandResult | GoalResult | null)[] = asked.map(() => null);
  const limits = { ...LIMITS, work: LIMITS.work / Math.max(1, metrics.length) };
  const possible = runs === null && isIndependent(plan) && !hasUncertainNumbers(scenario, switches);
  for (const alike of possible ? alikeIn(asked) : []) {
    const known = alike.map((i) => asked[i]).filter((one) => one !== null);
    const found = distributionsOf(
      plan,
      known,
      (outcome, one) => answer(outcome, goals, metrics.length, asked.indexOf(one)),
      limits,
    );
    for (const [k, i] of alike.entries()) answers[i] = found[k];
    await pause?.();
  }
  return {
    bands: answers.slice(0, metrics.length) as (BandResult | null)[],
    goals: answers.slice(metrics.length) as (GoalResult | null)[],
  };
}

/** The places of what is asked about the same count, which share most of the work. */
function alikeIn(asked: readonly (Asked | null)[]): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, one] of asked.entries()) {
    if (one === null) continue;
    const key = JSON.stringify(one.count);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  return groups.values();
}

/** What a distribution says: a band for a metric, a chance for a goal. */
function answer(outcome: Outcome, goals: readonly Goal[], metrics: number, i: number): BandResult | GoalResult | null {
  if ('reason' in outcome) return null;
  if (i < metrics) return { ...bandOf(outcome), method: 'exact' };
  const { text, comparison, value } = goals[i - metrics];
  return { goal: text, probability: chanceOf(outcome, comparison, value), method: 'exact', standardError: null };
}

function askedOf(plan: Plan, metric: Metric): Asked | null {
  const count = wholeCountOf(plan, metric);
  if (!count) return null;
  const { when } = metric;
  return { count, rotation: when === 'last' ? plan.rotations : when };
}

/**
 * A share of runs, with its standard error. Where no run or every run met the goal, the error is that of one run more of
 * either kind: that nothing was seen does not mean that nothing can be.
 */
function estimated(goal: string, { hits }: { readonly hits: number }, runs: number): GoalResult {
  const seen = hits === 0 || hits === runs ? (hits + 1) / (runs + 2) : hits / runs;
  const standardError = Math.sqrt((seen * (1 - seen)) / runs);
  return { goal, probability: hits / runs, method: 'monte-carlo', standardError };
}

/** What is undefined meets no goal: that has to be said, or a reader takes it for unlikely. */
function undefinedNote(goal: string, missing: number, runs: number): string[] {
  if (missing === 0) return [];
  const [metric] = goal.split(' ');
  const how = missing === runs ? 'has no value in this scenario' : `has no value in ${missing} of ${runs} runs`;
  return [`${metric} ${how}, and what has no value meets no goal.`];
}
