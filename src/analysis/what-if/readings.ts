import { type Count, countOf } from '../../engine/countable.ts';
import { arrivalsAt, type Flow, membersAfter } from '../../engine/flow.ts';
import { isOfMoney } from '../../model/metric/catalogue.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { type LedgerRow, ledgerOf } from '../money/ledger.ts';
import { type Comers, comersAt, moneyValue, seriesValue } from '../rotation-figures.ts';
import { bareArrivals } from '../rotations.ts';

/** A turned wheel. What some metrics need beside the people is made when the first of them asks for it. */
export class Turned {
  readonly flow: Flow;
  private readonly plan: Plan;
  private rows: readonly LedgerRow[] | null = null;
  private bare: readonly number[] | null = null;

  constructor(plan: Plan, flow: Flow) {
    this.plan = plan;
    this.flow = flow;
  }

  /**
   * The money of every rotation; null in a scenario without any.
   * @throws UncountableError when an amount passes 1e21
   */
  get ledger(): readonly LedgerRow[] | null {
    const { prices } = this.plan;
    this.rows ??= prices && ledgerOf(this.plan, prices, this.flow);
    return this.rows;
  }

  /** Who comes in a rotation, which counts from 0. */
  comersAt(t: number): Comers {
    return comersAt(this.plan, this.flow, t, () => this.bareArrivals());
  }

  /** Expected arrivals at the first stage by rotation, had the scenario no loops, as `rotationResults` has them. */
  private bareArrivals(): readonly number[] | null {
    if (this.plan.market === Infinity) return null;
    this.bare ??= bareArrivals(this.plan);
    return this.bare;
  }
}

/** Reads a metric off a run; null where it is undefined, or its rotation was not run. */
export type Reading = (turned: Turned) => number | null;

/** How a metric that every rotation has is read, to the last bit as `rotationResults` has it. */
export function readingOf(plan: Plan, { subject, when }: Metric): Reading {
  const at = rotationReading(plan, subject);
  const { rotations } = plan;
  if (when === 'total') return (turned) => totalOf(rotations, (t) => at(turned, t));
  const t = (when === 'last' ? rotations : when) - 1;
  return t < rotations ? (turned) => at(turned, t) : () => null;
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

type AtRotation = (turned: Turned, t: number) => number | null;

/** The value of a metric in a rotation, which counts from 0. */
function rotationReading(plan: Plan, subject: Metric['subject']): AtRotation {
  if (subject.kind === 'series') {
    const { key } = subject;
    if (isOfMoney(key)) return ({ ledger }, t) => ledger && moneyValue(key, ledger[t]);
    return (turned, t) => seriesValue(key, turned.comersAt(t), null);
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
