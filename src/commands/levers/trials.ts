import type { SamplingEach } from '../../analysis/chance/estimate.ts';
import type { ExpectedRun } from '../../analysis/expected-run.ts';
import {
  type Estimate,
  type EvaluatorSettings,
  MeasureEvaluator,
  type Variant,
} from '../../analysis/measure/evaluator.ts';
import { numberIn } from '../../analysis/metric-value.ts';
import type { Ledger } from '../../analysis/money/ledger.ts';
import { unlessInvalid } from '../../analysis/overflow.ts';
import { sum } from '../../analysis/sums.ts';
import { isTie } from '../../analysis/tolerance.ts';
import { ExpectedMetrics } from '../../analysis/what-if/what-if.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Method, MetricValue } from '../../model/result.ts';
import type { Lever, Scenario } from '../../model/scenario/types.ts';

/** What some levers come to together. */
export interface Trial {
  /** The metric; null where it has no value, or was not asked for. */
  readonly value: number | null;
  /** Null where they cannot be switched on. */
  readonly outlay: number | null;
  /** Why there is no value. */
  readonly fault: string | null;
}

/** Costs with and without levers that differ by less than this, relative, differ by rounding only. */
const NOISE = 1e-12;

/** How a measure of chance is found. */
export interface TrialChance extends Omit<EvaluatorSettings, 'variants'> {
  readonly sampling: SamplingEach;
}

/** About how many sets of levers are tried. */
const SETS = 50;

/** Tries levers together, on top of those that are on already, in one plan: a trial writes only what they change. */
export class LeverTrials {
  private readonly scenario: Scenario;
  private readonly switches: readonly Switch[];
  private readonly measure: Measure;
  private readonly plan: VariablePlan;
  private readonly metrics: ExpectedMetrics;
  private readonly evaluator: MeasureEvaluator | null;
  /** What chance makes of sets of levers, by their ids. */
  private readonly known = new Map<string, Estimate | InputError>();
  /** What it all costs without any of them; see `costsIn`. */
  private readonly before: number;
  private standing: Estimate | null = null;

  /** @throws InputError when the levers that are on already move a number out of its range */
  constructor(scenario: Scenario, switches: readonly Switch[], measure: Measure, { sampling, ...chance }: TrialChance) {
    this.scenario = scenario;
    this.switches = switches;
    this.measure = measure;
    this.plan = new VariablePlan(scenario, switches, true);
    this.metrics = new ExpectedMetrics([measure.metric]);
    const settings = { ...chance, variants: SETS };
    this.evaluator = isOfChance(measure) ? new MeasureEvaluator([measure], settings, sampling) : null;
    this.before = costsIn(this.metrics.run(this.plan.current()).ledger);
  }

  /** Measures the plan without any of the levers: it comes first. */
  async start(): Promise<void> {
    const run = this.runWith([]);
    this.standing = this.evaluator ? await this.chanceOf([]) : expectedEstimate(this.metrics.ofRun(run)[0]);
  }

  /** Of the measure without any of them. */
  get value(): number | null {
    return this.standing?.value ?? null;
  }

  /** How values were found, where that is by chance. */
  get found(): { method?: Method; runs?: number; standardError?: number | null } {
    const { evaluator, standing } = this;
    if (!evaluator || !standing) return {};
    const { method, standardError } = standing;
    const runs = evaluator.runs === null ? {} : { runs: evaluator.runs };
    return { method: method as Method, ...runs, standardError };
  }

  get notes(): readonly string[] {
    return this.evaluator?.notes ?? [];
  }

  /** Measures sets of levers side by side that will be asked for; nothing by expected values, which take no time. */
  async prepare(sets: readonly (readonly Lever[])[]): Promise<void> {
    if (!this.evaluator) return;
    const asked = sets.filter((on) => !this.known.has(keyOf(on)));
    const found = await this.evaluator.ofEach(asked.map((on) => this.variantWith(on)));
    for (const [i, on] of asked.entries()) {
      const one = found[i];
      this.known.set(keyOf(on), one instanceof InputError ? one : one[0]);
    }
  }

  /**
   * @param on levers that act in this order from rotation 1
   * @param budget beyond which the measure is not asked for
   */
  async of(on: readonly Lever[], budget: number | null = null): Promise<Trial> {
    try {
      const run = this.runWith(on);
      const outlay = this.outlayOf(on, costsIn(run.ledger));
      if (!fits(outlay, budget)) return { value: null, outlay, fault: 'is beyond the budget' };
      const { value } = this.evaluator ? await this.chanceOf(on) : expectedEstimate(this.metrics.ofRun(run)[0]);
      return { value, outlay, fault: value === null ? `${this.measure.name} has no value then` : null };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { value: null, outlay: null, fault: error.message.replaceAll('\n', '; ') };
    }
  }

  /** What levers cost together; null where they cannot be switched on. */
  outlayWith(on: readonly Lever[]): number | null {
    return unlessInvalid(() => this.outlayOf(on, costsIn(this.runWith(on).ledger)));
  }

  private async chanceOf(on: readonly Lever[]): Promise<Estimate> {
    await this.prepare([on]);
    const found = this.known.get(keyOf(on));
    if (!found || found instanceof InputError) throw found ?? new Error('a set of levers was not measured');
    return found;
  }

  private variantWith(on: readonly Lever[]): Variant {
    return { scenario: this.scenario, switches: [...this.switches, ...on.map(({ id }) => ({ lever: id, from: 1 }))] };
  }

  private runWith(on: readonly Lever[]): ExpectedRun {
    this.plan.switchTo(this.variantWith(on).switches);
    return this.metrics.run(this.plan.current());
  }

  private outlayOf(on: readonly Lever[], costs: number): number {
    const elsewhere = isTie(costs, this.before, NOISE) ? 0 : costs - this.before;
    return Math.min(sum(on, (lever) => ownCost(lever, this.scenario)) + elsewhere, Number.MAX_VALUE);
  }
}

const keyOf = (on: readonly Lever[]): string => on.map(({ id }) => id).join();

const expectedEstimate = (value: MetricValue): Estimate => ({
  value: numberIn(value),
  method: 'expected',
  standardError: null,
});

/** Setup and running cost of a lever that is on from rotation 1. */
const ownCost = ({ setup = 0, cost = 0 }: Lever, { rotations }: Scenario): number => setup + cost * rotations;

/**
 * What is paid over a run but for levers and cost of goods: spend, other cost of arrivals and visits, members, overhead
 * (section 4 of the model). Goods are paid for by the sale that they go with.
 */
const costsIn = (ledger: Ledger | null): number =>
  ledger ? sum([...ledger.cost], (cost, t) => cost - ledger.goods[t] - ledger.levers[t]) : 0;

/** Amounts that were added up fit to within rounding: 0.1 and 0.2 are within 0.3. */
export const fits = (outlay: number, budget: number | null): boolean =>
  budget === null || outlay <= budget || isTie(outlay, budget);
