import { type Count, countOf } from '../../engine/countable.ts';
import type { Flow } from '../../engine/flow.ts';
import { isOfMoney } from '../../model/metric/catalogue.ts';
import { hasRotations, type Metric } from '../../model/metric/metric.ts';
import { planOfLane } from '../../model/plan/lane-plan.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Series } from '../../model/plan/series.ts';
import { ExpectedRun, summaryOf } from '../expected-run.ts';
import { metricValue } from '../metric-value.ts';
import { createLedger, type Ledger, ledgerOf } from '../money/ledger.ts';
import { type Figures, rotationReader } from '../rotation-reader.ts';
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
  private readonly figures: Figures;
  private readonly differ: boolean;
  private readonly readers: readonly (() => Float64Array)[];
  private readonly ledger: Ledger | null;
  private ledgerIsNew = false;
  private baseline: Series | null = null;
  /** What describes the wheel or one person: by expected values from the numbers of a lane, one for all where these are the same. */
  private readonly expected: (ExpectedRun | undefined)[] = [];

  /** @param differ true where numbers differ from lane to lane */
  constructor(plan: Plan, flow: Flow, metrics: readonly Metric[], differ: boolean) {
    const baseline = isIndependent(plan) ? null : () => this.bare();
    this.figures = { plan, flow, ledger: () => this.money(), baseline };
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
    if (hasRotations(metric.subject)) return rotationReader(this.figures, metric);
    const values = new Float64Array(this.figures.flow.lanes);
    return () => values.map((_, r) => this.figure(metric, r));
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
    const { plan } = this.figures;
    this.expected[lane] ??= new ExpectedRun(this.differ ? planOfLane(plan, lane) : plan);
    return this.expected[lane];
  }

  private bare(): Series {
    const { plan, flow } = this.figures;
    const lanes = this.differ ? flow.lanes : 1;
    this.baseline ??= { values: bareArrivals(plan, lanes), rows: plan.rotations, lanes };
    return this.baseline;
  }

  private money(): Ledger | null {
    const { plan, flow } = this.figures;
    const { ledger } = this;
    if (!plan.prices || !ledger || this.ledgerIsNew) return ledger;
    this.ledgerIsNew = true;
    return ledgerOf(plan, plan.prices, flow, ledger);
  }
}
