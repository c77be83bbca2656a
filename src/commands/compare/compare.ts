import {
  type Answers,
  answersTo,
  type ChanceSettings,
  DEFAULT_RUNS,
  type SamplingEach,
  standardErrorOf,
} from '../../analysis/chance/estimate.ts';
import {
  metricIn,
  type PairedJob,
  type PairedSampler,
  type PairedSampling,
} from '../../analysis/chance/paired-sampler.ts';
import { withFewerRotations } from '../../analysis/fewer-rotations.ts';
import { type Estimate, type EvaluatorSettings, MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { ratio } from '../../analysis/sums.ts';
import { metricsIn } from '../../analysis/what-if/what-if.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { thousands } from '../../model/number/scalar.ts';
import { compile } from '../../model/plan/compile.ts';
import type { BandResult, MetricValue } from '../../model/result.ts';
import { comparisonNotes, undefinedNotes } from './caveats.ts';
import { areComparable } from './comparable.ts';
import { comparedMetrics } from './compared-metrics.ts';
import { measureIn } from './measure-in.ts';
import type { Beats, ComparedMetric, ComparisonResult, Contestant } from './types.ts';

/** What is asked of chance when scenarios are compared. */
export interface ComparisonChance extends Omit<ChanceSettings, 'switches' | 'shared'> {
  /** True where a person has named the metrics. */
  readonly named?: boolean;
}

/** Scenarios as they are compared, and what comes of it by expected values. */
export interface ComparedScenarios {
  /** Over the rotations that all of them have, so that no difference comes of their length alone. */
  readonly contestants: readonly Contestant[];
  readonly result: ComparisonResult;
  /** Of the notes, those that say over how many rotations. */
  readonly lengthNotes: readonly string[];
}

/**
 * Metrics of several scenarios by expected values, each against the first; `withChance` adds bands.
 * @param names metrics that a person asks for; without any, those that a person would want
 * @param notes what else a reader has to know
 * @throws InputError for a metric that no scenario has
 */
export function compare(
  asked: readonly Contestant[],
  names: readonly string[],
  notes: readonly string[] = [],
): ComparedScenarios {
  const common = Math.min(...asked.map(({ scenario }) => scenario.rotations));
  const contestants = asked.map(({ scenario, switches, label }): Contestant => {
    return { scenario: withFewerRotations(scenario, common, compile(scenario, switches)), switches, label };
  });
  const lengthNotes = lengthNotesOn(asked, common);
  const metrics = comparedMetrics(contestants, names);
  const columns = contestants.map((contestant) => valuesIn(contestant, metrics));
  const rows = metrics.map((metric, i) => {
    const comparable = contestants.map((contestant) => areComparable(contestants[0], contestant, metric));
    const values = columns.map((column) => column[i]);
    return comparedMetric(metric, values, comparable);
  });
  // Of what was not asked for, a row without any value says nothing.
  const wanted = rows.filter(({ values }) => names.length > 0 || values.some((value) => value !== null));
  const shown = wanted.map(({ metric }) => metric);
  const result: ComparisonResult = {
    scenarios: contestants.map(({ scenario, switches, label }) => {
      const { name, rotations, with: on } = ranAs(scenario, switches);
      return { name, label, rotations, with: on };
    }),
    method: 'expected',
    metrics: wanted,
    notes: [...lengthNotes, ...notes, ...comparisonNotes(contestants, shown)],
  };
  return { contestants, result, lengthNotes };
}

function lengthNotesOn(contestants: readonly Contestant[], common: number): string[] {
  const longer = contestants.filter(({ scenario }) => scenario.rotations > common);
  if (longer.length === 0) return [];
  const whose = longer.map(({ label, scenario }) => `${label} has ${thousands(scenario.rotations)}`);
  const both = contestants.length === 2 ? 'both' : 'all';
  const over = common === 1 ? 'the one rotation' : `the ${thousands(common)} rotations`;
  return [`Compared over ${over} that ${both} have (${whose.join(', ')}).`];
}

/** The values of metrics in one scenario; null for those that it does not have. */
function valuesIn({ scenario, switches }: Contestant, names: readonly string[]): MetricValue[] {
  const metrics = names.map((name) => metricIn(scenario, name));
  const had = metrics.filter((metric) => metric !== null);
  const values = metricsIn(compile(scenario, switches), had);
  return metrics.map((metric) => (metric === null ? null : values[had.indexOf(metric)]));
}

/** @param comparable by scenario: whether a difference to the first means anything */
function comparedMetric(
  metric: string,
  values: readonly MetricValue[],
  comparable: readonly boolean[],
): ComparedMetric {
  const [first] = values;
  const change = values.map((value, c) =>
    typeof value === 'number' && typeof first === 'number' && comparable[c] ? value - first : null,
  );
  const relative = change.map((by) => (by === null || typeof first !== 'number' ? null : ratio(by, Math.abs(first))));
  return { metric, values, change, relative };
}

/** A comparison with the values of the metrics that are of chance themselves, such as `p5:cash`. */
export async function withMeasures(
  compared: ComparedScenarios,
  settings: Omit<EvaluatorSettings, 'variants'>,
  sampling: SamplingEach,
): Promise<ComparedScenarios> {
  const { contestants, result } = compared;
  const names = result.metrics.map(({ metric }) => metric);
  const columns: Map<string, Estimate>[] = [];
  let runs: number | null = null;
  const notes = new Set<string>();
  for (const { scenario, switches } of contestants) {
    const measures = names.flatMap((name) => measureIn(scenario, name) ?? []).filter(isOfChance);
    const evaluator = new MeasureEvaluator(measures, { ...settings, variants: contestants.length }, sampling);
    const found = measures.length > 0 ? await evaluator.of({ scenario, switches }) : [];
    columns.push(new Map(measures.map(({ name }, i) => [name, found[i]])));
    runs ??= evaluator.runs;
    for (const note of evaluator.notes) notes.add(note);
  }
  if (columns.every(({ size }) => size === 0)) return compared;
  const metrics = result.metrics.map((row): ComparedMetric => {
    const found = columns.map((column) => column.get(row.metric) ?? null);
    if (found.every((one) => one === null)) return row;
    const comparable = contestants.map((contestant) => areComparable(contestants[0], contestant, row.metric));
    const values = found.map((one) => one?.value ?? null);
    const errors = found.map((one) => one?.standardError ?? null);
    return { ...comparedMetric(row.metric, values, comparable), standardErrors: errors };
  });
  const sampled = runs === null ? {} : { runs, seed: settings.seed };
  const method = runs === null ? 'exact' : 'monte-carlo';
  return {
    ...compared,
    result: { ...result, method, ...sampled, metrics, notes: [...result.notes, ...notes] },
  };
}

/** A comparison with what chance makes of it: bands, and how often each scenario beats the first. */
export async function withChance(
  comparison: ComparisonResult,
  contestants: readonly Contestant[],
  chance: ComparisonChance,
  sampling: PairedSampling,
): Promise<ComparisonResult> {
  const { scenarios, metrics, notes } = comparison;
  const runs = chance.runs ?? DEFAULT_RUNS;
  const drawn = contestants.map(({ scenario, switches }) => ({ scenario, switches }));
  const job: PairedJob = { contestants: drawn, seed: chance.seed, runs, metrics: metrics.map(({ metric }) => metric) };
  const sampler = await sampling(job);
  const answers: Awaited<ReturnType<typeof bandsOf>>[] = [];
  const options = { ...chance, shared: contestants.length };
  for (const [c, contestant] of contestants.entries())
    answers.push(await bandsOf(contestant, c, sampler, job, options));
  return {
    scenarios,
    method: answers.some(({ method }) => method === 'monte-carlo') ? 'monte-carlo' : 'exact',
    runs,
    seed: chance.seed,
    metrics: metrics.map((row) => ({
      ...row,
      bands: answers.map(({ bands }) => bands.get(row.metric) ?? null),
      beats: contestants.map((contestant, c) =>
        c === 0 || !areComparable(contestants[0], contestant, row.metric)
          ? null
          : beatsOf(sampler, c, row.metric, runs),
      ),
    })),
    notes: [
      ...notes,
      ...undefinedNotes(contestants, metrics, (c, metric) => sampler.duelOf(c, metric), runs),
      ...new Set(answers.flatMap(({ tooLong }) => (tooLong === null ? [] : [tooLong]))),
    ],
  };
}

/** The bands of a scenario's metrics: exact where possible, otherwise from the runs that were made already. */
async function bandsOf(
  { scenario, switches }: Contestant,
  c: number,
  sampler: PairedSampler,
  { metrics }: PairedJob,
  { named = false, ...chance }: ComparisonChance,
): Promise<Pick<Answers, 'method' | 'tooLong'> & { bands: Map<string, BandResult | null> }> {
  const numbers = metrics.flatMap((name): Metric[] => {
    const metric = metricIn(scenario, name);
    return metric?.type === 'number' ? [metric] : [];
  });
  const questions = { metrics: numbers, goals: [], all: !named };
  const { method, tooLong, ...answers } = await answersTo(
    questions,
    scenario,
    { ...chance, switches },
    async (job) => ({
      bands: () => job.metrics.map((name) => sampler.bandOf(c, name)),
      outcomes: () => [],
    }),
  );
  return { method, tooLong, bands: new Map(numbers.map(({ name }, i) => [name, answers.bands[i]])) };
}

function beatsOf(sampler: PairedSampler, c: number, metric: string, runs: number): Beats | null {
  const { wins, ties, difference } = sampler.duelOf(c, metric);
  if (difference === null) return null;
  return {
    probability: wins / runs,
    standardError: standardErrorOf(wins, runs),
    ties: ties / runs,
    difference,
    method: 'monte-carlo',
  };
}
