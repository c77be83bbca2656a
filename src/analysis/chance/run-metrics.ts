import { type Count, countOf, marksOf } from '../../engine/countable.ts';
import type { Flow } from '../../engine/flow.ts';
import { isOfMoney, type MoneyKey, type SeriesKey } from '../../model/metric/catalogue.ts';
import { hasRotations, type Metric } from '../../model/metric/metric.ts';
import { planOfLane } from '../../model/plan/lane-plan.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { ExpectedRun, summaryOf } from '../expected-run.ts';
import { metricValue } from '../metric-value.ts';
import { createLedger, type Ledger, ledgerOf } from '../money/ledger.ts';
import { moneyColumn, moneyValue, seriesValue } from '../rotation-figures.ts';
import { bareArrivals } from '../rotations.ts';

/** Takes the values of metric i in runs side by side, NaN where it is undefined. They are overwritten later. */
export type Observe = (i: number, values: Float64Array) => void;

/** True when a metric needs the people of each origin told apart, all the way or for what they cost. */
export function needsApart(plan: Plan, metric: Metric): boolean {
  const { subject } = metric;
  if (subject.kind === 'arrivals') return subject.origin !== null;
  // Rewards are paid for the people of a loop; whatever else costs or earns is the same for all who are alike.
  const rewards = plan.prices?.rewardAt.some((stage) => stage >= 0) ?? false;
  return rewards && (subject.kind !== 'series' || isOfMoney(subject.key));
}

/** The count behind a metric of a run of whole people; gain is one where nobody is in anybody's way (section 7). */
export function wholeCountOf(plan: Plan, { subject }: Metric): Count | null {
  const gain = subject.kind === 'series' && subject.key === 'gain';
  return gain && !isIndependent(plan) ? null : countOf(plan, subject);
}

/** True when people do not depend on one another. */
export const isIndependent = (plan: Plan): boolean => plan.market === Infinity && plan.proofs.length === 0;

/** Reads metrics off runs that were drawn side by side into a flow. */
export class RunMetrics {
  private readonly plan: Plan;
  private readonly flow: Flow;
  private readonly differ: boolean;
  private readonly readers: readonly (() => Float64Array)[];
  private readonly ledger: Ledger | null;
  private ledgerIsNew = false;
  private baseline: Float64Array | null = null;
  /** What describes the wheel or one person: by expected values from the numbers of a lane, one for all where these are the same. */
  private readonly expected: (ExpectedRun | undefined)[] = [];

  /** @param differ true where numbers differ from lane to lane */
  constructor(plan: Plan, flow: Flow, metrics: readonly Metric[], differ: boolean) {
    this.plan = plan;
    this.flow = flow;
    this.differ = differ;
    this.ledger = plan.prices && createLedger(plan, flow.lanes);
    this.readers = metrics.map((metric) => this.readerOf(metric));
  }

  /** Shows the values of every metric in the runs that are in the flow now. */
  read(observe: Observe): void {
    this.ledgerIsNew = false;
    if (this.differ) {
      this.baseline = null;
      this.expected.length = 0;
    }
    for (const [i, reader] of this.readers.entries()) observe(i, reader());
  }

  private readerOf(metric: Metric): () => Float64Array {
    const { plan, flow } = this;
    const { subject, when } = metric;
    const { lanes } = flow;
    const values = new Float64Array(lanes);
    if (!hasRotations(subject)) return () => values.map((_, r) => this.figure(metric, r));
    const rotations =
      when === 'total'
        ? Array.from({ length: plan.rotations }, (_, t) => t)
        : [(when === 'last' ? plan.rotations : when) - 1];
    const count = wholeCountOf(plan, metric);
    if (count)
      return countReader(
        flow,
        rotations.flatMap((t) => cellsOf(plan, flow, count, t)),
      );
    if (subject.kind !== 'series') throw new Error(`${metric.name} is neither a count nor a figure of a rotation`);
    const { key } = subject;
    const add = isOfMoney(key)
      ? (t: number) => this.addMoney(key, t, values)
      : (t: number) => this.addFigure(key, t, values);
    return () => {
      values.fill(0);
      for (const t of rotations) add(t);
      return values;
    };
  }

  private addMoney(key: MoneyKey, t: number, values: Float64Array): void {
    const ledger = this.money();
    const column = ledger && moneyColumn(key, ledger);
    for (let r = 0, i = t * values.length; r < values.length; r++, i++) {
      if (column) values[r] += column[i];
      else values[r] += (ledger && moneyValue(key, ledger, i)) ?? Number.NaN;
    }
  }

  /** A figure that is made of who came in a rotation. */
  private addFigure(key: SeriesKey, t: number, values: Float64Array): void {
    const { plan, flow } = this;
    const referred = cellsOf(plan, flow, { kind: 'referred' }, t);
    const arrivals = cellsOf(plan, flow, { kind: 'arrivals', stage: 0, origin: null }, t);
    const baseline = isIndependent(plan) ? null : this.bare();
    const lanes = values.length;
    for (let r = 0; r < lanes; r++) {
      const bare = baseline ? baseline[this.differ ? t * lanes + r : t] : null;
      const comers = { arrivals: addedUp(arrivals, lanes, r), referred: addedUp(referred, lanes, r), bare };
      values[r] += seriesValue(key, comers, null, 0) ?? Number.NaN;
    }
  }

  /** A figure of the whole run: what customers cost is that of the people drawn. */
  private figure(metric: Metric, lane: number): number {
    const ledger = this.money();
    const expected = this.expectedOf(this.differ ? lane : 0);
    const value = metricValue(
      {
        rotations: [],
        get summary() {
          return summaryOf(expected, { ledger, lane });
        },
        get journey() {
          return expected.journey;
        },
        get breakEvenStage() {
          return expected.breakEvenStage;
        },
      },
      metric,
    );
    return typeof value === 'number' ? value : Number.NaN;
  }

  private expectedOf(lane: number): ExpectedRun {
    this.expected[lane] ??= new ExpectedRun(this.differ ? planOfLane(this.plan, lane) : this.plan);
    return this.expected[lane];
  }

  private bare(): Float64Array {
    this.baseline ??= bareArrivals(this.plan, this.differ ? this.flow.lanes : 1);
    return this.baseline;
  }

  private money(): Ledger | null {
    const { plan, flow, ledger } = this;
    if (!plan.prices || !ledger || this.ledgerIsNew) return ledger;
    this.ledgerIsNew = true;
    return ledgerOf(plan, plan.prices, flow, ledger);
  }
}

/** Where one number for each lane stands: from `cell` times the lanes on. */
interface Cell {
  readonly store: Float64Array;
  readonly cell: number;
}

/** Adds up the cells that a count is kept in. */
function countReader({ lanes }: Flow, cells: readonly Cell[]): () => Float64Array {
  const [only, ...more] = cells;
  if (only && more.length === 0) return () => only.store.subarray(only.cell * lanes, (only.cell + 1) * lanes);
  const values = new Float64Array(lanes);
  return () => {
    values.fill(0);
    for (const { store, cell } of cells) {
      for (let r = 0, i = cell * lanes; r < lanes; r++, i++) values[r] += store[i];
    }
    return values;
  };
}

function addedUp(cells: readonly Cell[], lanes: number, lane: number): number {
  let total = 0;
  for (const { store, cell } of cells) total += store[cell * lanes + lane];
  return total;
}

function cellsOf(plan: Plan, flow: Flow, count: Count, t: number): Cell[] {
  const { origins, stages, channels, entry, pools, repeats } = plan;
  switch (count.kind) {
    case 'arrivals': {
      const chosen = count.origin === null ? flow.holders.map(({ origin }) => origin) : [count.origin];
      return chosen.map((o) => ({
        store: flow.arrivals,
        cell: (t * origins.length + o) * stages.length + count.stage,
      }));
    }
    case 'referred': {
      const loops = [...origins.keys()].filter((o) => o >= channels && entry[o] === 0);
      return loops.map((o) => ({ store: flow.came, cell: t * origins.length + o }));
    }
    case 'returning': {
      const { visit } = marksOf(plan, count);
      return [...repeats.keys()].filter(visit).map((l) => ({ store: flow.returning, cell: t * repeats.length + l }));
    }
    case 'active':
      return [{ store: flow.members, cell: (t + 1) * pools.length + count.pool }];
  }
}
