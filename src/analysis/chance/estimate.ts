import type { AskedCount, Distribution, ExactAnswer } from '../../engine/exact/distribution.ts';
import { bandOf, chanceOf } from '../../engine/exact/quantiles.ts';
import type { BandErrors } from '../../engine/montecarlo/tally.ts';
import { InputError } from '../../model/errors.ts';
import type { Goal } from '../../model/metric/goal.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { thousands } from '../../model/number/scalar.ts';
import type { Move, Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { BandResult, GoalResult, Method } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { MOST_WORK, type Pause, takenExactly } from './exactly.ts';
import { isIndependent, wholeCountOf } from './run-metrics.ts';
import type { Sampler, SamplingJob } from './sampler.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Runs that are made where no exact answer is to be had, unless a person asks for more. */
export const DEFAULT_RUNS = 10_000;

export interface ChanceSettings {
  readonly switches: readonly Switch[];
  /** Numbers that are moved; none by default. */
  readonly moves?: readonly Move[] | undefined;
  /** Null for exact answers where the scenario allows them. */
  readonly runs: number | null;
  readonly seed: string;
  /** True for exact answers whatever they take, and none from runs in place of one that was asked for. */
  readonly exact?: boolean;
  /** Among how many questions like this the work is shared that exact answers may take. */
  readonly shared?: number;
  readonly pause?: Pause;
}

/** What runs of a job come to. */
export type Sampled = Pick<Sampler, 'bands' | 'outcomes'> & Partial<Pick<Sampler, 'outside' | 'errors'>>;

/** Draws the runs of a job, on one thread or several. */
export type Sampling = (job: SamplingJob) => Promise<Sampled>;

/** Draws the runs of several jobs: what each comes to, or why its scenario cannot be drawn. */
export type SamplingEach = (jobs: readonly SamplingJob[]) => Promise<readonly (Sampled | InputError)[]>;

/** What is asked of chance: the bands of metrics that are numbers, and the chances of goals. */
export interface Questions {
  readonly metrics: readonly Metric[];
  readonly goals: readonly Goal[];
  /** True to know how often each metric lies outside p5 to p95. */
  readonly outside?: boolean;
  /** True to know the standard errors of bands from runs. */
  readonly errors?: boolean;
  /** True where the metrics are all there are, and not what a person has named. */
  readonly all?: boolean;
}

/** In how many runs a goal came true, of those in which its metric has a value. */
export interface Counted {
  readonly hits: number;
  readonly runs: number;
}

/** In the order of the questions. */
export interface Answers {
  /** `monte-carlo` when the band of any count came from runs. */
  readonly method: Method;
  /** Null where every answer is exact. */
  readonly runs: number | null;
  /** Null where a metric has no value in any run. */
  readonly bands: readonly (BandResult | null)[];
  /** The standard errors of each band; null where it is exact, or nobody asked. */
  readonly errors: readonly (BandErrors | null)[];
  /** The chance that each metric lies outside p5 to p95; empty unless it was asked. */
  readonly outside: readonly number[];
  readonly goals: readonly GoalResult[];
  /** For each goal, null where it is exact. */
  readonly counted: readonly (Counted | null)[];
  /** Goals whose metric has no value in some runs. */
  readonly notes: readonly string[];
  /** What comes from runs because exact answers would take too long, in a sentence; null where nothing does. */
  readonly tooLong: string | null;
}

/** Questions whose exact answers are known, and what is left to runs. */
export interface Prepared {
  /** Null where every answer is exact. */
  readonly job: SamplingJob | null;
  /** True where what could be counted exactly comes from runs, all of it: exact answers take too long, or runs were asked for. */
  readonly countsAreSampled: boolean;
  /** As `Answers` have it. */
  readonly tooLong: string | null;
  /** @param sampled what the job came to, null without one */
  readonly answers: (sampled: Sampled | null) => Answers;
}

/**
 * Answers exactly for counts of people who do not depend on one another, from runs for everything else.
 * @throws InputError where exact answers are insisted on, and one that was asked for cannot be had
 */
export async function answersTo(
  questions: Questions,
  scenario: Scenario,
  options: ChanceSettings,
  sampling: Sampling,
): Promise<Answers> {
  const { job, answers } = await prepared(questions, scenario, options);
  return answers(job && (await sampling(job)));
}

/**
 * Answers what can be answered exactly, and says which runs the rest takes.
 * @throws InputError as `answersTo`
 */
export async function prepared(questions: Questions, scenario: Scenario, options: ChanceSettings): Promise<Prepared> {
  const { metrics, goals, outside = false, errors = false } = questions;
  const { switches, moves = [] } = options;
  const plan = compile(scenario, switches, { moves });
  const exact = await exactAnswers(scenario, plan, questions, options);
  const job: SamplingJob = {
    scenario,
    switches,
    moves,
    seed: options.seed,
    runs: options.runs ?? DEFAULT_RUNS,
    metrics: metrics.filter((_, i) => exact.bands[i] === null).map(({ name }) => name),
    goals: goals.filter((_, g) => exact.goals[g] === null).map(({ text }) => text),
    outside,
    errors,
  };
  const needsRuns = job.metrics.length + job.goals.length > 0;
  const asked = [...metrics, ...goals.map(({ metric }) => metric)];
  const countable = [...exact.bands, ...exact.goals].filter((_, i) => wholeCountOf(plan, asked[i]) !== null);
  return {
    job: needsRuns ? job : null,
    countsAreSampled: countable.length > 0 && countable.every((answer) => answer === null),
    tooLong: exact.tooLong,
    answers: (sampled) => answersFrom({ ...questions, outside }, plan, exact, needsRuns ? job : null, sampled),
  };
}

function answersFrom(
  { metrics, goals, outside }: Questions,
  plan: Plan,
  exact: Exact,
  job: SamplingJob | null,
  sampler: Sampled | null,
): Answers {
  const runs = job?.runs ?? 0;
  const sampled = sampler?.bands() ?? [];
  const outcomes = sampler?.outcomes() ?? [];
  const errors = sampler?.errors?.() ?? [];
  const beyond = outside ? (sampler?.outside?.() ?? []) : [];
  const bands = exact.bands.map((band): BandResult | null => {
    if (band) return band;
    const next = sampled.shift() ?? null;
    return next && { ...next, method: 'monte-carlo' };
  });
  let [drawn, counted] = [0, 0];
  const fromRuns = metrics.some((metric, i) => wholeCountOf(plan, metric) !== null && exact.bands[i] === null);
  return {
    method: fromRuns ? 'monte-carlo' : 'exact',
    runs: job && runs,
    bands,
    errors: exact.bands.map((band) => (band ? null : (errors.shift() ?? null))),
    outside: outside ? exact.outside.map((chance) => chance ?? (beyond.shift() ?? 0) / runs) : [],
    goals: goals.map(({ text }, g) => exact.goals[g] ?? estimated(text, outcomes[drawn++], runs)),
    counted: exact.goals.map((goal) => (goal === null ? countedIn(outcomes[counted++], runs) : null)),
    notes: (job?.goals ?? []).flatMap((text, g) => undefinedNote(text, outcomes[g].undefined, runs)),
    tooLong: exact.tooLong,
  };
}

interface Exact {
  readonly bands: readonly (BandResult | null)[];
  readonly outside: readonly (number | null)[];
  readonly goals: readonly (GoalResult | null)[];
  readonly tooLong: string | null;
}

/**
 * What can be said without runs; null where it cannot, or where runs were asked for. Where everything together takes
 * more work than is allowed, the goals alone may not: they were asked for one by one.
 */
async function exactAnswers(
  scenario: Scenario,
  plan: Plan,
  questions: Questions,
  options: ChanceSettings,
): Promise<Exact> {
  const { metrics, goals } = questions;
  const { runs, switches, exact = false, shared = 1 } = options;
  const none = { bands: metrics.map(() => null), outside: metrics.map(() => null), goals: goals.map(() => null) };
  const most = exact ? Infinity : MOST_WORK / shared;
  if (exact) refuseInexact(scenario, questions, switches);
  if (runs !== null || !isIndependent(plan) || hasUncertainNumbers(scenario, switches))
    return { ...none, tooLong: null };
  const all = await exactWithin(most, plan, questions, options);
  if (all) return { ...all, tooLong: null };
  const some =
    goals.length > 0 && metrics.length > 0 ? await exactWithin(most, plan, { metrics: [], goals }, options) : null;
  return { ...none, goals: some?.goals ?? none.goals, tooLong: tooLongNote(metrics, goals, some !== null) };
}

/** Everything exactly, or null where that takes more work. */
async function exactWithin(
  most: number,
  plan: Plan,
  { metrics, goals, outside: beyond = false }: Questions,
  { exact = false, pause }: ChanceSettings,
): Promise<Omit<Exact, 'tooLong'> | null> {
  const asked = [...metrics, ...goals.map(({ metric }) => metric)];
  const counts = new Map<AskedCount, number>();
  for (const [i, metric] of asked.entries()) {
    const one = askedOf(plan, metric);
    if (one) counts.set(one, i);
  }
  const answers: (BandResult | GoalResult | null)[] = asked.map(() => null);
  const outside: (number | null)[] = metrics.map(() => null);
  const take = (outcome: ExactAnswer, one: AskedCount): void => {
    const i = counts.get(one) ?? 0;
    if ('reason' in outcome) {
      if (exact) throw notExact(asked[i].name, outcome.reason);
      return;
    }
    if (i < metrics.length && beyond) outside[i] = chanceOutside(outcome);
    answers[i] = answer(outcome, goals, metrics.length, i);
  };
  if ((await takenExactly(plan, [...counts.keys()], most, take, pause)) === null) return null;
  return {
    bands: answers.slice(0, metrics.length) as (BandResult | null)[],
    outside,
    goals: answers.slice(metrics.length) as (GoalResult | null)[],
  };
}

/**
 * What was asked for exactly must not come from runs without a word.
 * @throws InputError for what never has an exact answer
 */
export function refuseInexact(
  scenario: Scenario,
  { metrics, goals, all = false }: Questions,
  switches: readonly Switch[],
): void {
  const plan = compile(scenario, switches);
  const asked = [...(all ? [] : metrics), ...goals.map(({ metric }) => metric)];
  const [first] = [...asked, ...metrics];
  if (first && !isIndependent(plan)) throw notExact(first.name, 'with a market or proof people depend on one another');
  if (first && hasUncertainNumbers(scenario, switches)) throw notExact(first.name, 'some numbers are uncertain');
  const other = asked.find((metric) => wholeCountOf(plan, metric) === null);
  if (other) throw notExact(other.name, 'it is no count of people');
}

const notExact = (name: string, why: string): InputError =>
  InputError.of(`${name} has no exact answer: ${why}. Without --exact, it comes from runs`, '--exact');

function tooLongNote(metrics: readonly Metric[], goals: readonly Goal[], goalsAreExact: boolean): string {
  const what = [
    ...(metrics.length > 0 ? ['bands'] : []),
    ...(goals.length > 0 && !goalsAreExact ? ['chances'] : []),
  ].join(' and ');
  const most = thousands(MOST_WORK);
  return `The ${what} come from runs, since exact ones would take more than ${most} multiplications: --exact makes them.`;
}

/** What a distribution says: a band for a metric, a chance for a goal. */
function answer(outcome: Distribution, goals: readonly Goal[], metrics: number, i: number): BandResult | GoalResult {
  if (i < metrics) return { ...bandOf(outcome), method: 'exact' };
  const { text, comparison, value } = goals[i - metrics];
  return { goal: text, probability: chanceOf(outcome, comparison, value), method: 'exact', standardError: null };
}

function chanceOutside(distribution: Distribution): number {
  const { p5, p95 } = bandOf(distribution);
  return chanceOf(distribution, 'below', p5) + chanceOf(distribution, 'above', p95);
}

function askedOf(plan: Plan, metric: Metric): AskedCount | null {
  const count = wholeCountOf(plan, metric);
  if (!count) return null;
  const { when } = metric;
  return { count, rotation: when === 'last' ? plan.rotations : when };
}

const countedIn = ({ hits, undefined: missing }: Outcomes[number], runs: number): Counted => {
  return { hits, runs: runs - missing };
};

type Outcomes = ReturnType<Sampler['outcomes']>;

function estimated(goal: string, { hits }: { readonly hits: number }, runs: number): GoalResult {
  return { goal, probability: hits / runs, method: 'monte-carlo', standardError: standardErrorOf(hits, runs) };
}

/**
 * The standard error of a share of runs. Where it is none or all of them, that of one run more of either kind: that
 * nothing was seen does not mean that nothing can be.
 */
export function standardErrorOf(hits: number, runs: number): number {
  const seen = hits === 0 || hits === runs ? (hits + 1) / (runs + 2) : hits / runs;
  return Math.sqrt((seen * (1 - seen)) / runs);
}

/** What is undefined meets no goal: that has to be said, or a reader takes it for unlikely. */
function undefinedNote(goal: string, missing: number, runs: number): string[] {
  if (missing === 0) return [];
  const [metric] = goal.split(' ');
  const how =
    missing === runs
      ? 'has no value in this scenario'
      : `has no value in ${thousands(missing)} of ${thousands(runs)} runs`;
  return [`${metric} ${how}, and what has no value meets no goal.`];
}
