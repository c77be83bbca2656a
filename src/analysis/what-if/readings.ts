import { type Count, countOf } from '../../engine/countable.ts';
import { arrivalsAt, type Flow, membersAfter } from '../../engine/flow.ts';
import { isOfMoney } from '../../model/metric/catalogue.ts';
import { hasRotations, type Metric } from '../../model/metric/metric.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { MetricValue } from '../../model/result.ts';
import type { ExpectedRun } from '../expected-run.ts';
import { metricValue } from '../metric-value.ts';
import { comersAt, moneyValue, seriesValue } from '../rotation-figures.ts';

/** Reads a metric off a run; null where it is undefined, or its rotation was not run. */
export type RunReading = (run: ExpectedRun) => MetricValue;

/** How a metric is read, to the last bit as `metricValue` reads it. For one that every rotation has nothing else is made. */
export function readingOf(plan: Plan, metric: Metric): RunReading {
  const { subject, when } = metric;
  if (!hasRotations(subject)) return (run) => metricValue(run, metric) ?? null;
  const at = rotationReading(plan, subject);
  const { rotations } = plan;
  if (when === 'total') return (run) => totalOf(rotations, (t) => at(run, t));
  const t = (when === 'last' ? rotations : when) - 1;
  return t < rotations ? (run) => at(run, t) : () => null;
}

function totalOf(rotations: number, at: (t: number) => number | null): number | null {
  let total = 0;
  for (let t = 0; t < rotations; t++) {
    const value = at(t);
    if (value === null) return null;
    total += value;
  }
  return total;
}

type AtRotation = (run: ExpectedRun, t: number) => number | null;

/** The value of a metric in a rotation, which counts from 0. */
function rotationReading(plan: Plan, subject: Metric['subject']): AtRotation {
  if (subject.kind === 'series') {
    const { key } = subject;
    if (isOfMoney(key)) return ({ ledger }, t) => ledger && moneyValue(key, ledger, t);
    const bareIn = (run: ExpectedRun) => (plan.market === Infinity ? null : run.bareArrivals);
    return (run, t) =>
      seriesValue(
        key,
        comersAt(plan, run.flow, t, () => bareIn(run)),
        null,
        t,
      );
  }
  const people = peopleIn(plan, countOf(plan, subject));
  return ({ flow }, t) => people(flow, t);
}

/** People that a rotation (from 0) has, added up in the order of `rotationResults`. */
function peopleIn(plan: Plan, count: Count | null): (flow: Flow, t: number) => number {
  const origins = plan.origins.length;
  switch (count?.kind) {
    case 'arrivals': {
      const { stage, origin } = count;
      if (origin !== null) return (flow, t) => arrivalsAt(plan, flow, t, origin, stage);
      return (flow, t) => addedUp(origins, (o) => arrivalsAt(plan, flow, t, o, stage));
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
      return () => 0;
  }
}

function addedUp(length: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += term(i);
  return total;
}
