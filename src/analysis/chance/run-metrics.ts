import { type Count, countOf, marksOf } from '../../engine/countable.ts';
import { createFlow, type Flow } from '../../engine/flow.ts';
import type { RunBatch } from '../../engine/montecarlo/batch.ts';
import { isOfMoney, type MoneyKey } from '../../model/metric/catalogue.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Run } from '../../model/result.ts';
import { ExpectedRun, summaryOf } from '../expected-run.ts';
import { metricValue } from '../metric-value.ts';
import { type LedgerRow, ledgerOf } from '../money/ledger.ts';
import { moneyValue } from '../rotation-figures.ts';
import { bareArrivals, rotationResults, takenFrom } from '../rotations.ts';
import { sum } from '../sums.ts';

/**
 * Reads a metric off runs side by side: a value for each, NaN where it is undefined. What it gives is valid until the
 * next reading, or until the batch is filled again.
 */
export type Reader = (batch: RunBatch) => Float64Array;

/** True when a metric needs the people of each origin told apart, all the way or for what they cost. */
export function needsApart(plan: Plan, metric: Metric): boolean {
  const count = countOf(plan, metric.subject);
  return count === null ? true : count.kind === 'arrivals' && count.origin !== null;
}

/** The count behind a metric of a run of whole people; gain is one where nobody is in anybody's way (section 7). */
export function wholeCountOf(plan: Plan, { subject }: Metric): Count | null {
  const gain = subject.kind === 'series' && subject.key === 'gain';
  return gain && !isIndependent(plan) ? null : countOf(plan, subject);
}

/** True when people do not depend on one another. */
export const isIndependent = (plan: Plan): boolean => plan.market === Infinity && plan.proofs.length === 0;

/** Readers for metrics; those that need more than counts share what they need. */
export function readersOf(plan: Plan, metrics: readonly Metric[]): Reader[] {
  const runs = new WholeRuns(plan);
  return metrics.map((metric) => {
    const count = wholeCountOf(plan, metric);
    if (count) return countReader(plan, count, metric);
    const { subject } = metric;
    if (plan.prices && subject.kind === 'series' && isOfMoney(subject.key)) {
      const { key } = subject;
      return (batch) => runs.readMoney(key, metric, batch);
    }
    return (batch) => runs.read(metric, batch);
  });
}

/** Adds up the cells that a count is kept in. */
function countReader(plan: Plan, count: Count, { when }: Metric): Reader {
  const rotations =
    when === 'total'
      ? Array.from({ length: plan.rotations }, (_, t) => t)
      : [(when === 'last' ? plan.rotations : when) - 1];
  let values = new Float64Array(0);
  return (batch) => {
    const { lanes } = batch;
    const [first, ...more] = rotations.flatMap((t) => cellsOf(plan, batch, count, t));
    if (first && more.length === 0) return first.store.subarray(first.cell * lanes, (first.cell + 1) * lanes);
    if (values.length !== lanes) values = new Float64Array(lanes);
    values.fill(0);
    for (const { store, cell } of first ? [first, ...more] : []) {
      const people = store.subarray(cell * lanes, (cell + 1) * lanes);
      for (let r = 0; r < lanes; r++) values[r] += people[r];
    }
    return values;
  };
}

function cellsOf(plan: Plan, batch: RunBatch, count: Count, t: number): { store: Float64Array; cell: number }[] {
  const { origins, stages, channels, entry, pools, repeats } = plan;
  switch (count.kind) {
    case 'arrivals': {
      const chosen = count.origin === null ? batch.holders.map(({ origin }) => origin) : [count.origin];
      return chosen.map((o) => ({
        store: batch.arrivals,
        cell: (t * origins.length + o) * stages.length + count.stage,
      }));
    }
    case 'referred': {
      const loops = [...origins.keys()].filter((o) => o >= channels && entry[o] === 0);
      return loops.map((o) => ({ store: batch.came, cell: t * origins.length + o }));
    }
    case 'returning': {
      const { visit } = marksOf(plan, count);
      return [...repeats.keys()].filter(visit).map((l) => ({ store: batch.returning, cell: t * repeats.length + l }));
    }
    case 'active':
      return [{ store: batch.members, cell: (t + 1) * pools.length + count.pool }];
  }
}

/** What runs side by side came to, each made once for all metrics that ask for it. */
class WholeRuns {
  private readonly plan: Plan;
  private readonly flow: Flow;
  private readonly baseline: readonly number[] | null;
  private expected: ExpectedRun | null = null;
  private batch: RunBatch | null = null;
  /** Which filling of the batch the ledgers are of. */
  private seen = -1;
  private ledgers: (readonly LedgerRow[] | null)[] = [];
  private runs: Run[] | null = null;

  constructor(plan: Plan) {
    this.plan = plan;
    this.flow = createFlow(plan);
    this.baseline = isIndependent(plan) ? null : bareArrivals(plan);
  }

  /** A figure of the ledger in one rotation, or in all together. */
  readMoney(key: MoneyKey, { when }: Metric, batch: RunBatch): Float64Array {
    this.look(batch);
    return Float64Array.from(this.ledgers, (ledger) => {
      const rows =
        when === 'total' ? (ledger ?? []) : (ledger ?? []).slice(when === 'last' ? -1 : when - 1).slice(0, 1);
      return sum(rows, (row) => moneyValue(key, row) ?? Number.NaN);
    });
  }

  /** Any metric. */
  read(metric: Metric, batch: RunBatch): Float64Array {
    this.look(batch);
    this.runs ??= this.ledgers.map((ledger, r) => this.runOf(batch, r, ledger));
    return Float64Array.from(this.runs, (run) => {
      const value = metricValue(run, metric);
      return typeof value === 'number' ? value : Number.NaN;
    });
  }

  private look(batch: RunBatch): void {
    if (this.batch === batch && this.seen === batch.filled) return;
    this.batch = batch;
    this.seen = batch.filled;
    this.runs = null;
    this.ledgers = Array.from({ length: batch.lanes }, (_, r) => {
      if (!this.plan.prices) return null;
      copyLane(batch, r, this.flow);
      return ledgerOf(this.plan, this.plan.prices, this.flow);
    });
  }

  /**
   * The results of one run. Its rotations, npv, cashBreakEven and what customers cost are those of the people drawn; what
   * describes the wheel or one person is computed by expected values from the run's numbers.
   */
  private runOf(batch: RunBatch, r: number, ledger: readonly LedgerRow[] | null): Run {
    const { plan, flow } = this;
    copyLane(batch, r, flow);
    const rotations = takenFrom(rotationResults(plan, flow, ledger, this.baseline));
    const expected = (): ExpectedRun => {
      this.expected ??= new ExpectedRun(plan);
      return this.expected;
    };
    return {
      rotations,
      get summary() {
        return summaryOf(expected(), () => ledger);
      },
      get journey() {
        return expected().journey;
      },
      get breakEvenStage() {
        return expected().breakEvenStage;
      },
    };
  }
}

/** The flow of one of the runs side by side. */
function copyLane({ lanes, ...batch }: RunBatch, r: number, flow: Flow): void {
  for (const key of ['candidates', 'came', 'members', 'returning', 'arrivals', 'waiting'] as const) {
    const [from, to] = [batch[key], flow[key]];
    for (let i = 0; i < to.length; i++) to[i] = from[i * lanes + r];
  }
}
