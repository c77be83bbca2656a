import { InputError } from '../../model/errors.ts';
import type { Goal } from '../../model/metric/goal.ts';
import type { ChanceMeasure, Measure } from '../../model/metric/measure.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Move, Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Method } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import {
  type Answers,
  type ChanceSettings,
  DEFAULT_RUNS,
  type Prepared,
  prepared,
  type Questions,
  type SamplingEach,
} from '../chance/estimate.ts';
import { numberIn } from '../metric-value.ts';
import { laterResultOrFault, resultOrFault } from '../overflow.ts';
import { metricsIn } from '../what-if/what-if.ts';

/** What a measure comes to in a plan. */
export interface Estimate {
  /** Null where it is undefined. */
  readonly value: number | null;
  readonly method: 'expected' | Method;
  /** Of a value from runs; null for any other. */
  readonly standardError: number | null;
}

/** A plan that is measured: a scenario with levers on. */
export interface Variant {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  /** Numbers that are multiplied as a whole, drawn ones too; none by default. */
  readonly moves?: readonly Move[];
}

export interface EvaluatorSettings extends Omit<ChanceSettings, 'switches' | 'moves' | 'shared'> {
  /** About how many variants there will be: so many share the work that exact answers may take. */
  readonly variants?: number;
}

/** Among more variants the work of exact answers is not shared: runs would take as long. */
export const MOST_SHARED = 50;

/** Other variants may take so many times the work of exact answers that the first one may, so as to be found the same way. */
const SLACK = 4;

/**
 * Measures variants of a plan, all on the same random numbers: run r of each has the same luck wherever they are alike
 * (common random numbers), so that a measure is a function of the variant, the same each time, and differences are those of
 * the plans. A variant comes to what `chance` says of it with the same runs and seed; but where the first one has no exact
 * answers, or they would take too long, all come from runs.
 */
export class MeasureEvaluator {
  private readonly measures: readonly Measure[];
  private readonly questions: Questions;
  private readonly settings: EvaluatorSettings;
  private readonly sampling: SamplingEach;
  private first: Pick<Prepared, 'countsAreSampled' | 'tooLong'> | null = null;
  private undefined: readonly string[] | undefined;
  private sampled: number | null = null;

  /** @param sampling on one thread (`oneByOne(samplingHere(pause))`) or several (`samplingEachOn`) */
  constructor(measures: readonly Measure[], settings: EvaluatorSettings, sampling: SamplingEach) {
    this.measures = measures;
    this.questions = questionsOf(measures);
    this.settings = settings;
    this.sampling = sampling;
  }

  /** Runs that were made of each variant; null where none had to be. */
  get runs(): number | null {
    return this.sampled;
  }

  /** What there is to say of the first variant: exact answers that take too long, and metrics without a value in some runs. */
  get notes(): readonly string[] {
    return [...(this.undefined ?? []), ...(this.first?.tooLong ? [this.first.tooLong] : [])];
  }

  /**
   * What each measure comes to in a variant.
   * @throws InputError where the variant cannot be had: a lever does not fit, or people grow past what can be counted
   */
  async of(variant: Variant): Promise<Estimate[]> {
    const [found] = await this.ofEach([variant]);
    if (found instanceof InputError) throw found;
    return found;
  }

  /** What each measure comes to in each variant; in place of those that cannot be had, why. */
  async ofEach(variants: readonly Variant[]): Promise<(Estimate[] | InputError)[]> {
    const known = variants.map((variant) => resultOrFault(() => this.expectedIn(variant)));
    const possible = variants.filter((_, i) => !(known[i] instanceof InputError));
    const found = [...(await answersToEach(possible, (variant) => this.prepare(variant), this.sampling))];
    return known.map((expected) => {
      if (expected instanceof InputError) return expected;
      const answers = found.shift() as Answers | InputError;
      if (answers instanceof InputError) return answers;
      this.sampled = answers.runs ?? this.sampled;
      this.undefined ??= answers.notes;
      return this.estimates(expected, answers);
    });
  }

  private expectedIn({ scenario, switches, moves }: Variant): Map<Measure, number | null> {
    const plain = this.measures.filter((measure) => !isOfChance(measure));
    if (plain.length === 0) return new Map();
    const values = metricsIn(
      compile(scenario, switches, { moves }),
      plain.map(({ metric }) => metric),
    );
    return new Map(plain.map((measure, i) => [measure, numberIn(values[i])]));
  }

  private async prepare({ scenario, switches, moves }: Variant): Promise<Prepared> {
    const { variants = 1, runs, ...settings } = this.settings;
    const shared = Math.min(variants, MOST_SHARED) / (this.first ? SLACK : 1);
    const made = this.first?.countsAreSampled ? (runs ?? DEFAULT_RUNS) : runs;
    const options = { ...settings, switches, moves, runs: made, shared: Math.max(1, shared) };
    const ready = await prepared(this.questions, scenario, options);
    this.first ??= ready;
    return ready;
  }

  private estimates(expected: ReadonlyMap<Measure, number | null>, answers: Answers): Estimate[] {
    return this.measures.map((measure): Estimate => {
      if (isOfChance(measure)) return estimateIn(measure, this.questions, answers);
      return { value: expected.get(measure) ?? null, method: 'expected', standardError: null };
    });
  }
}

/** The answers to questions about each of several plans, whose runs are made side by side; where there are none, why. */
export async function answersToEach<Of>(
  plans: readonly Of[],
  prepare: (plan: Of) => Promise<Prepared>,
  sampling: SamplingEach,
): Promise<(Answers | InputError)[]> {
  const ready: (Prepared | InputError)[] = [];
  for (const plan of plans) ready.push(await laterResultOrFault(() => prepare(plan)));
  const jobs = ready.map((one) => (one instanceof InputError ? null : one.job));
  const wanted = jobs.flatMap((job) => job ?? []);
  const drawn = wanted.length > 0 ? [...(await sampling(wanted))] : [];
  return ready.map((one, i) => {
    if (one instanceof InputError) return one;
    const sampled = jobs[i] ? (drawn.shift() ?? null) : null;
    return sampled instanceof InputError ? sampled : one.answers(sampled);
  });
}

/** What chance is asked for measures: each band and each goal once. */
export function questionsOf(measures: readonly Measure[], others: readonly Metric[] = []): Questions {
  const metrics = new Map<string, Metric>(others.map((metric) => [metric.name, metric]));
  const goals = new Map<string, Goal>();
  for (const measure of measures) {
    if (measure.by === 'chance') goals.set(measure.goal.text, measure.goal);
    else if (isOfChance(measure)) metrics.set(measure.metric.name, measure.metric);
  }
  return { metrics: [...metrics.values()], goals: [...goals.values()], errors: true };
}

/** What the answers to such questions say of a measure. */
export function estimateIn(measure: ChanceMeasure, { metrics, goals }: Questions, answers: Answers): Estimate {
  if (measure.by === 'chance') {
    const { probability, method, standardError } =
      answers.goals[goals.findIndex(({ text }) => text === measure.goal.text)];
    return { value: probability, method, standardError };
  }
  const i = metrics.findIndex(({ name }) => name === measure.metric.name);
  const [band, errors] = [answers.bands[i], answers.errors[i]];
  if (!band) return { value: null, method: 'monte-carlo', standardError: null };
  return { value: band[measure.by], method: band.method, standardError: errors?.[measure.by] ?? null };
}
