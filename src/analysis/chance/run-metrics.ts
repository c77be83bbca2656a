import { type Count, countOf } from '../../engine/countable.ts';
import { runExpected } from '../../engine/expected.ts';
import { createFlow, type Flow } from '../../engine/flow.ts';
import { UncountableError } from '../../model/errors.ts';
import { isOfMoney } from '../../model/metric/catalogue.ts';
import { hasRotations, type Metric } from '../../model/metric/metric.ts';
import { planOfLane } from '../../model/plan/lane-plan.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Series } from '../../model/plan/series.ts';
import { ExpectedRun, summaryOf } from '../expected-run.ts';
import { meritOf } from '../growth/growth.ts';
import { metricValue } from '../metric-value.ts';
import { createLedger, type Ledger, ledgerOf } from '../money/ledger.ts';
import { type Worth, worthOf } from '../money/lifetime-value.ts';
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

/** What describes the wheel or one person. */
type Expected = Pick<
  ExpectedRun,
  'plan' | 'ledger' | 'growth' | 'worth' | 'rules' | 'bestPoint' | 'journey' | 'breakEvenStage'
>;

/** Reads metrics off runs that were drawn side by side into a flow. */
export class RunMetrics {
  private readonly figures: Figures;
  private readonly differ: boolean;
  private readonly readers: readonly (() => Float64Array)[];
  private readonly ledger: Ledger | null;
  private ledgerIsNew = false;
  private baseline: Series | null = null;
  /** By expected values from the numbers of a lane, one for all where these are the same. */
  private readonly expected: (Expected | undefined)[] = [];
  private worths: ((lane: number) => Worth | null) | null = null;

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
      this.worths = null;
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

  private expectedOf(lane: number): Expected {
    const { plan } = this.figures;
    this.expected[lane] ??= this.differ ? this.expectedIn(lane) : new ExpectedRun(plan);
    return this.expected[lane];
  }

  /** From the numbers of one lane, as far as anything is asked for. */
  private expectedIn(lane: number): Expected {
    const { plan } = this.figures;
    const worthIn = (): Worth | null | undefined => this.worthIn(lane);
    let made: ExpectedRun | null = null;
    const alone = (): ExpectedRun => {
      made ??= new ExpectedRun(planOfLane(plan, lane));
      return made;
    };
    return {
      plan,
      ledger: null,
      get growth() {
        return meritOf(planOfLane(plan, lane));
      },
      get worth() {
        const worth = worthIn();
        return worth === undefined ? alone().worth : worth;
      },
      get rules() {
        return alone().rules;
      },
      get bestPoint() {
        return alone().bestPoint;
      },
      get journey() {
        return alone().journey;
      },
      get breakEvenStage() {
        return alone().breakEvenStage;
      },
    };
  }

  /** What a customer is worth in a lane, of all lanes at once; undefined where that cannot be said of all of them together. */
  private worthIn(lane: number): Worth | null | undefined {
    const { plan, flow } = this.figures;
    const { prices } = plan;
    if (!prices || plan.customerByLane) return undefined;
    try {
      this.worths ??= worthOf(plan, prices, runExpected(plan, createFlow(plan, flow.lanes)));
      const worth = this.worths(lane);
      return worth && { ...worth };
    } catch (error) {
      if (error instanceof UncountableError) return undefined;
      throw error;
    }
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
