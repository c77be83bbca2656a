import { createFlow, type Flow } from '../../engine/flow.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { inAllLanes } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { ExpectedRun } from '../expected-run.ts';
import { type RunReading, readingOf } from './readings.ts';

/** The metrics of a plan by expected values, whose numbers change again and again while its shape stays. */
export class Measure {
  private readonly metrics: readonly Metric[];
  private plan: Plan | null = null;
  private prompt = true;
  private flow: Flow | null = null;
  private readings: readonly RunReading[] = [];

  constructor(metrics: readonly Metric[]) {
    this.metrics = metrics;
  }

  /**
   * @returns the metrics to the last bit as `simulate` has them
   * @throws UncountableError when people or amounts grow past what can be counted
   */
  of(plan: Plan): MetricValue[] {
    if (plan !== this.plan || plan.prompt !== this.prompt || this.flow === null) {
      this.plan = plan;
      this.prompt = plan.prompt;
      this.flow = createFlow(plan);
      this.readings = this.metrics.map((metric) => readingOf(plan, metric));
    }
    const run = new ExpectedRun(plan, this.flow);
    return this.readings.map((read) => read(run));
  }
}

/** What metrics come to in a compiled scenario, by expected values; see `Measure.of`. */
export const metricsIn = (plan: Plan, metrics: readonly Metric[]): MetricValue[] => new Measure(metrics).of(plan);

/** The metrics of a scenario by expected values, with some of its numbers changed again and again. */
export class WhatIf {
  private readonly plan: VariablePlan;
  private readonly paths: readonly string[];
  private readonly measure: Measure;

  /**
   * @param scenario in which every one of the paths is written, as a single number
   * @param paths members by id: `loops.word-of-mouth.perMember`
   */
  constructor(scenario: Scenario, switches: readonly Switch[], paths: readonly string[], metrics: readonly Metric[]) {
    this.plan = new VariablePlan(scenario, switches);
    this.paths = paths;
    this.measure = new Measure(metrics);
  }

  /**
   * @param values in the order of the paths, each in the range of its number
   * @returns the metrics to the last bit as `simulate` has them with these values written in the file
   * @throws InputError when levers move a number out of its range
   * @throws UncountableError when people or amounts grow past what can be counted
   */
  at(values: readonly number[]): MetricValue[] {
    for (const [i, path] of this.paths.entries()) this.plan.put(path, inAllLanes(Float64Array.of(values[i])));
    return this.measure.of(this.plan.current());
  }
}
