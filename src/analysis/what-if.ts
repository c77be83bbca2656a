import { countOf } from '../engine/count.ts';
import { turn } from '../engine/expected.ts';
import { arrivalsAt, createFlow, type Flow, membersAfter } from '../engine/flow.ts';
import type { Switch } from '../model/lever.ts';
import { hasRotations, type Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import type { MetricValue } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { Variation } from '../model/variation.ts';
import { ledgerOf } from './ledger.ts';
import { metricValue, rotationValue } from './metrics.ts';
import { rotationResults } from './rotations.ts';
import { expectedRun } from './simulate.ts';

/** Reads a metric off a run; null where it is undefined, or its rotation was not run. */
type Reading = (flow: Flow) => MetricValue;

/** The metrics of a scenario by expected values, with some of its numbers changed again and again. */
export class WhatIf {
  private readonly variation: Variation;
  private readonly metrics: readonly Metric[];
  private plan: Plan | null = null;
  private flow: Flow | null = null;
  private prompt = true;
  private readings: readonly (Reading | null)[] = [];

  /**
   * @param scenario in which every one of the paths is written, as a single number
   * @param paths members by id: `loops.word-of-mouth.perMember`
   */
  constructor(scenario: Scenario, switches: readonly Switch[], paths: readonly string[], metrics: readonly Metric[]) {
    this.variation = new Variation(scenario, switches, paths);
    this.metrics = metrics;
  }

  /**
   * @param values in the order of the paths, each in the range of its number
   * @returns the metrics to the last bit as `simulate` has them with these values written in the file
   * @throws InputError when levers move a number out of its range
   * @throws UncountableError when people or amounts grow past what can be counted
   */
  at(values: readonly number[]): MetricValue[] {
    const plan = this.variation.at(values);
    if (plan !== this.plan || plan.prompt !== this.prompt || this.flow === null) {
      this.plan = plan;
      this.prompt = plan.prompt;
      this.flow = createFlow(plan);
      this.readings = this.metrics.map((metric) => countReading(plan, metric));
    }
    return valuesOf(plan, this.metrics, this.readings, this.flow);
  }
}

/** What metrics come to in a compiled scenario, by expected values; see `WhatIf.at`. */
export function metricsIn(plan: Plan, metrics: readonly Metric[]): MetricValue[] {
  const readings = metrics.map((metric) => countReading(plan, metric));
  return valuesOf(plan, metrics, readings, createFlow(plan));
}

function valuesOf(
  plan: Plan,
  metrics: readonly Metric[],
  readings: readonly (Reading | null)[],
  flow: Flow,
): MetricValue[] {
  if (!metrics.every(({ subject }) => hasRotations(subject))) {
    const run = expectedRun(plan);
    return metrics.map((metric) => metricValue(run, metric) ?? null);
  }
  turn(plan, flow);
  if (!readings.includes(null)) return readings.map((read) => read?.(flow) ?? null);
  const rotations = rotationResults(plan, flow, plan.prices && ledgerOf(plan, plan.prices, flow));
  return metrics.map((metric) => rotationValue(rotations, metric) ?? null);
}

/** Reads a count of people; null for a metric that is none, or where the gain is more than who was referred. */
function countReading(plan: Plan, { subject, when }: Metric): Reading | null {
  const isGain = subject.kind === 'series' && subject.key === 'gain';
  const people = isGain && plan.market !== Infinity ? null : peopleIn(plan, subject);
  if (!people) return null;
  const { rotations } = plan;
  if (when === 'total') return (flow) => addedUp(rotations, (t) => people(flow, t));
  const t = (when === 'last' ? rotations : when) - 1;
  return t < rotations ? (flow) => people(flow, t) : () => null;
}

/** People that a rotation (from 0) has, added up in the order of `rotationResults`. */
function peopleIn(plan: Plan, subject: Metric['subject']): ((flow: Flow, t: number) => number) | null {
  const count = countOf(plan, subject);
  const origins = plan.origins.length;
  switch (count?.kind) {
    case 'arrivals': {
      const { stage, origin } = count;
      if (origin !== null) return (flow, t) => arrivalsAt(plan, flow, t, origin, stage);
      return (flow, t) => addedUp(origins, (o) => arrivalsAt(plan, flow, t, o, stage));
    }
    case 'referred': {
      const { channels } = plan;
      return (flow, t) => addedUp(origins - channels, (o) => arrivalsAt(plan, flow, t, channels + o, 0));
    }
    case 'returning': {
      const { stage } = count;
      const { repeats } = plan;
      return (flow, t) =>
        addedUp(repeats.length, (l) => (repeats[l].stage === stage ? flow.returning[t * repeats.length + l] : 0));
    }
    case 'active': {
      const { pool } = count;
      return (flow, t) => membersAfter(plan, flow, t + 1, pool);
    }
    default:
      return null;
  }
}

function addedUp(length: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += term(i);
  return total;
}
