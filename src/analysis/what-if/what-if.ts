import { createFlow, type Flow } from '../../engine/flow.ts';
import { hasRotations, type Metric } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { differsByLane, VariablePlan } from '../../model/plan/variable-plan.ts';
import type { MetricValue } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { ExpectedRun } from '../expected-run.ts';
import { metricValue } from '../metric-value.ts';
import { createLedger, type Ledger } from '../money/ledger.ts';
import { type Figures, rotationReader } from '../rotation-reader.ts';
import { type VariedNumber, variedNumbers } from './varied-numbers.ts';

/** The metrics of a plan by expected values, whose numbers change again and again while its shape stays. */
export class ExpectedMetrics {
  private readonly metrics: readonly Metric[];
  private readonly lanes: number;
  private plan: Plan | null = null;
  private prompt = true;
  private flow: Flow | undefined;
  private ledger: Ledger | undefined;
  private readings: readonly Reading[] = [];

  /** @param lanes how many there are of the plan: more than one for metrics only that every rotation has */
  constructor(metrics: readonly Metric[], lanes = 1) {
    this.metrics = metrics;
    this.lanes = lanes;
  }

  /**
   * @returns the metrics to the last bit as `simulate` has them
   * @throws UncountableError when people or amounts grow past what can be counted
   */
  of(plan: Plan): MetricValue[] {
    return this.inLanes(plan)[0];
  }

  /**
   * @returns for each lane the metrics to the last bit as `simulate` has them
   * @throws UncountableError when in some lane people or amounts grow past what can be counted
   */
  inLanes(plan: Plan): MetricValue[][] {
    const values = this.read(this.run(plan));
    return Array.from({ length: this.lanes }, (_, lane) => values.map((numbers) => orNull(numbers[lane])));
  }

  /**
   * A run whose metrics nobody has asked for yet; it is valid until the next one.
   * @throws RunawayError when people grow past what can be counted
   */
  run(plan: Plan): ExpectedRun {
    this.prepare(plan);
    return new ExpectedRun(plan, this.flow, this.ledger);
  }

  /** The metrics of such a run of one lane. */
  ofRun(run: ExpectedRun): MetricValue[] {
    return this.read(run).map((numbers) => orNull(numbers[0]));
  }

  private read(run: ExpectedRun): ArrayLike<MetricValue>[] {
    return this.readings.map((read) => read(run));
  }

  private prepare(plan: Plan): void {
    if (plan === this.plan && plan.prompt === this.prompt) return;
    const flow = createFlow(plan, this.lanes);
    this.plan = plan;
    this.prompt = plan.prompt;
    this.flow = flow;
    this.ledger = plan.prices ? createLedger(plan, this.lanes) : undefined;
    this.readings = this.metrics.map((metric) => readingOf(plan, flow, metric));
  }
}

/** Reads a metric off the run that is in a flow: its value in each lane, NaN or null where it is undefined. */
type Reading = (run: ExpectedRun) => ArrayLike<MetricValue>;

/** For a metric that every rotation has nothing else is made. */
function readingOf(plan: Plan, flow: Flow, metric: Metric): Reading {
  if (!hasRotations(metric.subject)) return (run) => [metricValue(run, metric) ?? null];
  let current: ExpectedRun;
  const baseline = () => ({ values: current.bareArrivals, rows: plan.rotations, lanes: flow.lanes });
  const figures: Figures = {
    plan,
    flow,
    ledger: () => current.ledger,
    baseline: plan.market === Infinity ? null : baseline,
  };
  const read = rotationReader(figures, metric);
  return (run) => {
    current = run;
    return read();
  };
}

const orNull = (value: MetricValue): MetricValue => (Number.isNaN(value) ? null : value);

/** What metrics come to in a compiled scenario, by expected values; see `ExpectedMetrics.of`. */
export const metricsIn = (plan: Plan, metrics: readonly Metric[]): MetricValue[] =>
  new ExpectedMetrics(metrics).of(plan);

/**
 * Points that are computed side by side. Measured on small and large bundled scenarios, 64 to 256 take up to a third longer for
 * each, since every step costs something in itself, and 1024 take as long.
 */
const LANES = 512;

/** Cells that points side by side may have, 8 MB: of a large wheel there are fewer. */
const MOST_CELLS = 1_000_000;

/** How many what-ifs of a scenario are computed side by side. */
export function lanesFor(scenario: Scenario): number {
  const { stages, origins, pools } = metricIds(scenario);
  const cells = scenario.rotations * origins.length * (stages.length + pools.length);
  return Math.max(1, Math.min(LANES, Math.floor(MOST_CELLS / cells)));
}

/** The metrics of a scenario by expected values, with some of its numbers changed again and again. */
export class WhatIf {
  private readonly plan: VariablePlan;
  private readonly numbers: readonly VariedNumber[];
  private readonly metrics: readonly Metric[];
  private readonly one: ExpectedMetrics;
  /** How many points `atEach` takes at once; 1 where the points or the metrics are not made for it. */
  readonly block: number;
  private many: { readonly lanes: number; readonly measure: ExpectedMetrics } | null = null;

  /**
   * @param scenario in which every one of the paths is written: a number as a single value
   * @param paths as `numberTarget` takes them: `loops.word-of-mouth.perMember`, or `channels.paid.volume*` for a factor
   */
  constructor(scenario: Scenario, switches: readonly Switch[], paths: readonly string[], metrics: readonly Metric[]) {
    this.plan = new VariablePlan(scenario, switches);
    this.numbers = variedNumbers(scenario, paths);
    this.metrics = metrics;
    this.one = new ExpectedMetrics(metrics);
    const inLanes =
      this.numbers.every(({ path }) => differsByLane(scenario, path)) &&
      metrics.every(({ subject }) => hasRotations(subject));
    this.block = inLanes ? lanesFor(scenario) : 1;
  }

  /**
   * @param values in the order of the paths, each in the range of its number
   * @returns the metrics to the last bit as `simulate` has them with these values written in the file
   * @throws InputError when levers move a number out of its range, or values make no number together
   * @throws UncountableError when people or amounts grow past what can be counted
   */
  at(values: readonly number[]): MetricValue[] {
    this.put([values]);
    return this.one.of(this.plan.current());
  }

  /**
   * @param points up to `block` of them, each with values as `at` takes them
   * @returns the metrics of each, as `at` gives them
   * @throws InputError where `at` would throw it for some of them
   */
  atEach(points: readonly (readonly number[])[]): MetricValue[][] {
    const lanes = points.length;
    if (this.many?.lanes !== lanes) this.many = { lanes, measure: new ExpectedMetrics(this.metrics, lanes) };
    this.put(points);
    return this.many.measure.inLanes(this.plan.current());
  }

  private put(points: readonly (readonly number[])[]): void {
    for (const { path, at } of this.numbers) this.plan.put(path, at(points));
  }
}
