import { bandOf, chanceOf } from '../engine/bands.ts';
import type { Asked, Distribution, Outcome } from '../engine/distribution.ts';
import { distributionsOf } from '../engine/exact.ts';
import { LIMITS } from '../engine/generating/limits.ts';
import type { Goal } from '../model/goal.ts';
import type { Switch } from '../model/lever.ts';
import type { Metric } from '../model/metric.ts';
import { compile, type Plan } from '../model/plan.ts';
import type { BandResult, GoalResult, Method } from '../model/result.ts';
import { thousands } from '../model/scalar.ts';
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

/** What runs of a job come to. */
export type Sampled = Pick<Sampler, 'bands' | 'outcomes'> & Partial<Pick<Sampler, 'outside'>>;

/** Draws the runs of a job, on one thread or several. */
export type Sampling = (job: SamplingJob) => Promise<Sampled>;

/** What is asked of chance: the bands of metrics that are numbers, and the chances of goals. */
export interface Questions {
  readonly metrics: readonly Metric[];
  readonly goals: readonly Goal[];
  /** True to know how often each metric lies outside p5 to p95. */
  readonly outside?: boolean;
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
  /** The chance that each metric lies outside p5 to p95; empty unless it was asked. */
  readonly outside: readonly number[];
  readonly goals: readonly GoalResult[];
  /** For each goal, null where it is exact. */
  readonly counted: readonly (Counted | null)[];
  /** Goals whose metric has no value in some runs. */
  readonly notes: readonly string[];
}

/** Answers exactly for counts of people who do not depend on one another, from runs for everything else. */
export async function answersTo(
  { metrics, goals, outside = false }: Questions,
  scenario: Scenario,
  options: ChanceOptions,
  sampling: Sampling,
): Promise<Answers> {
  const plan = compile(scenario, options.switches);
  const exact = await exactAnswers(scenario, plan, metrics, goals, options);
  const job: SamplingJob = {
    scenario,
    switches: options.switches,
    seed: options.seed,
    runs: options.runs ?? DEFAULT_RUNS,
    metrics: metrics.filter((_, i) => exact.bands[i] === null).map(({ name }) => name),
    goals: goals.filter((_, g) => exact.goals[g] === null).map(({ text }) => text),
  };
  const needsRuns = job.metrics.length + job.goals.length > 0;
  const sampler = needsRuns ? await sampling(job) : null;
  const sampled = sampler?.bands() ?? [];
  const outcomes = sampler?.outcomes() ?? [];
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
    runs: needsRuns ? job.runs : null,
    bands,
    outside: outside ? exact.outside.map((chance) => chance ?? (beyond.shift() ?? 0) / job.runs) : [],
    goals: goals.map(({ text }, g) => exact.goals[g] ?? estimated(text, outcomes[drawn++], job.runs)),
    counted: exact.goals.map((goal) => (goal === null ? countedIn(outcomes[counted++], job.runs) : null)),
    notes: job.goals.flatMap((text, g) => undefinedNote(text, outcomes[g].undefined, job.runs)),
  };
}

interface Exact {
  readonly bands: readonly (BandResult | null)[];
  readonly outside: readonly (number | null)[];
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
  const outside: (number | null)[] = metrics.map(() => null);
  const places = new Map(asked.map((one, i) => [one, i]));
  for (const alike of possible ? alikeIn(asked) : []) {
    const known = alike.map((i) => asked[i]).filter((one) => one !== null);
    const found = distributionsOf(
      plan,
      known,
      (outcome, one) => {
        const i = places.get(one) ?? 0;
        if (i < metrics.length && !('reason' in outcome)) outside[i] = chanceOutside(outcome);
        return answer(outcome, goals, metrics.length, i);
      },
      limits,
    );
    for (const [k, i] of alike.entries()) answers[i] = found[k];
    await pause?.();
  }
  return {
    bands: answers.slice(0, metrics.length) as (BandResult | null)[],
    outside,
    goals: answers.slice(metrics.length) as (GoalResult | null)[],
  };
}

/** The places of what is asked about the same count, which share most of the work. */
function alikeIn(asked: readonly (Asked | null)[]): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, one] of asked.entries()) {
    if (one === null) continue;
    const key = JSON.stringify(one.count);
    const group = groups.get(key) ?? [];
    group.push(i);
    groups.set(key, group);
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

function chanceOutside(distribution: Distribution): number {
  const { p5, p95 } = bandOf(distribution);
  return chanceOf(distribution, 'below', p5) + chanceOf(distribution, 'above', p95);
}

function askedOf(plan: Plan, metric: Metric): Asked | null {
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
