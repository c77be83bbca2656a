import type { ExpectedRun } from '../../analysis/expected-run.ts';
import type { Ledger } from '../../analysis/money/ledger.ts';
import { sum } from '../../analysis/sums.ts';
import { isTie } from '../../analysis/tolerance.ts';
import { ExpectedMetrics } from '../../analysis/what-if/what-if.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
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

/** Tries levers together, on top of those that are on already, in one plan: a trial writes only what they change. */
export class LeverTrials {
  private readonly scenario: Scenario;
  private readonly switches: readonly Switch[];
  private readonly metric: Metric;
  private readonly plan: VariablePlan;
  private readonly measure: ExpectedMetrics;
  /** What it all costs without any of them; see `costsIn`. */
  private readonly before: number;
  /** Of the metric without any of them. */
  readonly value: number | null;

  /** @throws InputError when the levers that are on already move a number out of its range */
  constructor(scenario: Scenario, switches: readonly Switch[], metric: Metric) {
    this.scenario = scenario;
    this.switches = switches;
    this.metric = metric;
    this.plan = new VariablePlan(scenario, switches, true);
    this.measure = new ExpectedMetrics([metric]);
    const run = this.measure.run(this.plan.current());
    this.before = costsIn(run.ledger);
    this.value = this.valueIn(run);
  }

  /**
   * @param on levers that act in this order from rotation 1
   * @param budget beyond which the metric is not asked for
   */
  of(on: readonly Lever[], budget: number | null = null): Trial {
    try {
      const run = this.runWith(on);
      const outlay = this.outlayOf(on, costsIn(run.ledger));
      if (!fits(outlay, budget)) return { value: null, outlay, fault: 'is beyond the budget' };
      const value = this.valueIn(run);
      return { value, outlay, fault: value === null ? `${this.metric.name} has no value then` : null };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { value: null, outlay: null, fault: error.message.replaceAll('\n', '; ') };
    }
  }

  private runWith(on: readonly Lever[]): ExpectedRun {
    this.plan.switchTo([...this.switches, ...on.map(({ id }) => ({ lever: id, from: 1 }))]);
    return this.measure.run(this.plan.current());
  }

  private outlayOf(on: readonly Lever[], costs: number): number {
    const elsewhere = isTie(costs, this.before, NOISE) ? 0 : costs - this.before;
    return Math.min(sum(on, (lever) => ownCost(lever, this.scenario)) + elsewhere, Number.MAX_VALUE);
  }

  private valueIn(run: ExpectedRun): number | null {
    const [found] = this.measure.ofRun(run);
    return typeof found === 'number' ? found : null;
  }
}

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
