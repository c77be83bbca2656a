import type { BandErrors, SampledBand, Tally, TallyData } from '../../engine/montecarlo/tally.ts';
import { grouped } from '../../model/group-by.ts';
import { type Goal, meets, readGoal } from '../../model/metric/goal.ts';
import { type Metric, readMetric } from '../../model/metric/metric.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Run } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import { ExpectedRun } from '../expected-run.ts';
import { roundingOf } from '../metric-tolerance.ts';
import { BlockSampler, type Pass, type SamplerLimits, type Tallied } from './blocks.ts';
import { alone, type Draw, type Drawn, type DrawSettings, drawingOf, planOfDrawn } from './runs.ts';

/** What is to be sampled, as plain data: the bands of metrics and the chances of goals over so many runs. */
export interface SamplingJob extends Drawn {
  readonly runs: number;
  readonly metrics: readonly string[];
  readonly goals: readonly string[];
  /** True to count the runs outside p5 to p95 of each metric. */
  readonly outside?: boolean;
  /** True for the standard errors of the bands. */
  readonly errors?: boolean;
}

/** What the runs say of a metric. */
interface Known {
  readonly band: SampledBand;
  readonly outside: number;
  readonly errors: BandErrors | null;
}

/** What was sampled in one drawing: one part may come from each thread. */
export interface Sample extends Tallied {
  /** Runs that met each goal, and runs in which its metric was undefined; none but in the first drawing. */
  readonly hits: readonly number[];
  readonly undefined: readonly number[];
}

/** Draws the runs of a job. */
export class Sampler extends BlockSampler<Sample> {
  private readonly job: SamplingJob;
  private readonly plan: Plan;
  private readonly expected: Run;
  private readonly metrics: readonly Metric[];
  private readonly goals: readonly Goal[];
  private readonly settings: DrawSettings;
  private readonly hits: number[];
  private readonly undefined: number[];
  /** How far the values of each goal may be off by rounding. */
  private readonly rounding: readonly number[];
  private readonly known: (Known | null)[];
  private drawn: Draw = () => {};
  /** For each metric that is read: the tallies that ask for it, by their place in the drawing, and the goals. */
  private askers: readonly { readonly tallies: readonly number[]; readonly goals: readonly number[] }[] = [];

  constructor(job: SamplingJob, limits?: SamplerLimits) {
    super(job.runs, job.metrics.length, 1, limits);
    this.job = job;
    const ids = metricIds(job.scenario);
    this.metrics = job.metrics.map((name) => sound(readMetric(name, ids)));
    this.goals = job.goals.map((text) => sound(readGoal(text, ids)));
    this.hits = job.goals.map(() => 0);
    this.undefined = job.goals.map(() => 0);
    this.known = job.metrics.map(() => null);
    const plan = planOfDrawn(job);
    const expected = new ExpectedRun(plan);
    [this.plan, this.expected] = [plan, expected];
    this.rounding = this.goals.map(({ metric, value }) => roundingOf(plan, expected, metric, value));
    this.settings = alone(plan, [...this.metrics, ...this.goals.map(({ metric }) => metric)], this.limits.block);
  }

  protected override prepare({ places, first }: Pass): void {
    const goals = first ? this.goals : [];
    const asked = [...places.map(({ place }) => this.metrics[place]), ...goals.map(({ metric }) => metric)];
    const alike = [...grouped(asked.entries(), ([, { name }]) => name).values()];
    this.askers = alike.map((some) => ({
      tallies: some.flatMap(([i]) => (i < places.length ? [i] : [])),
      goals: some.flatMap(([i]) => (i < places.length ? [] : [i - places.length])),
    }));
    const metrics = alike.map(([[, metric]]) => metric);
    this.drawn = drawingOf(this.job, this.plan, metrics, this.settings);
    for (const g of goals.keys()) this.hits[g] = this.undefined[g] = 0;
  }

  protected override draw(block: number, runs: number): void {
    this.drawn(block, runs, (read, values) => {
      for (const n of this.askers[read].tallies) this.tally(n, 0).add(block, values);
      for (const g of this.askers[read].goals) this.judge(g, values);
    });
  }

  /** Counted in place, since where there are many goals this is asked millions of times. */
  private judge(g: number, values: Float64Array): void {
    const [goal, rounding] = [this.goals[g], this.rounding[g]];
    let [hits, missing] = [0, 0];
    for (let r = 0; r < values.length; r++) {
      if (Number.isNaN(values[r])) missing++;
      else if (meets(goal, values[r], rounding)) hits++;
    }
    this.hits[g] += hits;
    this.undefined[g] += missing;
  }

  protected override sampleOf(tallies: readonly TallyData[]): Sample {
    return { tallies, hits: this.hits, undefined: this.undefined };
  }

  protected override addCounts({ hits, undefined: missing }: Sample): void {
    for (const [g, count] of hits.entries()) this.hits[g] += count;
    for (const [g, count] of missing.entries()) this.undefined[g] += count;
  }

  protected override keep(place: number, [tally]: readonly Tally[]): void {
    const band = tally.band();
    const { outside, errors } = this.job;
    this.known[place] = band && {
      band,
      outside: outside ? this.outsideOf(place, tally, band) : 0,
      errors: errors ? tally.errors() : null,
    };
  }

  private outsideOf(place: number, tally: Tally, { p5, p95 }: SampledBand): number {
    const rounding = (value: number): number => roundingOf(this.plan, this.expected, this.metrics[place], value);
    return tally.outside(p5 - rounding(p5), p95 + rounding(p95));
  }

  /** For each metric its band, null where it was undefined in every run. */
  bands(): (SampledBand | null)[] {
    return this.known.map((known) => known?.band ?? null);
  }

  /** For each metric the standard errors of its band, null where it was undefined in every run, or nobody asked. */
  errors(): (BandErrors | null)[] {
    return this.known.map((known) => known?.errors ?? null);
  }

  /** For each metric the runs that lie outside p5 to p95 of its band, but for rounding. */
  outside(): number[] {
    return this.known.map((known) => known?.outside ?? 0);
  }

  /** For each goal the runs that met it, and those in which its metric was undefined. */
  outcomes(): { hits: number; undefined: number }[] {
    return this.hits.map((hits, g) => ({ hits, undefined: this.undefined[g] }));
  }
}

function sound<T>(read: T | { readonly fault: string }): T {
  if (typeof read === 'object' && read !== null && 'fault' in read)
    throw new Error(`what was checked has ${read.fault}`);
  return read as T;
}
