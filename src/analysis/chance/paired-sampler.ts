import type { SampledBand, Tally, TallyData } from '../../engine/montecarlo/tally.ts';
import { isBetterLow, type Metric, readMetric } from '../../model/metric/metric.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { ExpectedRun } from '../expected-run.ts';
import { beyond } from '../metric-request.ts';
import { roundingOf } from '../metric-tolerance.ts';
import { metricValue } from '../metric-value.ts';
import { BlockSampler, type Pass, type SamplerLimits, type Tallied } from './blocks.ts';
import { type Draw, type Drawn, type DrawSettings, drawingOf, inStep } from './runs.ts';

/** Wheels to be drawn on the same random numbers, as plain data: each is held against the first, metric by metric. */
export interface PairedJob {
  readonly contestants: readonly Omit<Drawn, 'seed'>[];
  readonly seed: string;
  readonly runs: number;
  /** A contestant that does not have one of them has no value for it. */
  readonly metrics: readonly string[];
}

/** What was sampled in one drawing, counts by contestant and metric: i of contestant c stands at c x metrics + i. */
export interface PairedSample extends Tallied {
  readonly wins: readonly number[];
  readonly ties: readonly number[];
  readonly undefined: readonly number[];
}

/** How a metric did against the first contestant's, counted in runs. */
export interface Duel {
  readonly wins: number;
  readonly ties: number;
  /** Runs in which one of the two had no value: neither won nor tied. */
  readonly undefined: number;
  /** Value less the first one's; null where no run had both. */
  readonly difference: SampledBand | null;
}

/** A contestant's metric, and how far its values may be off by rounding. */
interface Entry {
  readonly metric: Metric;
  readonly rounding: number;
}

/** Draws several wheels, run for run on the same random numbers, and tallies how each does against the first. */
export class PairedSampler extends BlockSampler<PairedSample> {
  private readonly job: PairedJob;
  private readonly plans: readonly Plan[];
  private readonly entries: readonly (readonly (Entry | null)[])[];
  private readonly settings: DrawSettings;
  private readonly wins: number[];
  private readonly ties: number[];
  private readonly undefined: number[];
  private readonly bands: (SampledBand | null)[];
  private readonly differences: (SampledBand | null)[];
  /** The metrics of the drawing. */
  private places: readonly number[] = [];
  private draws: readonly Draw[] = [];

  constructor(job: PairedJob, limits?: SamplerLimits) {
    super(job.runs, job.metrics.length, 2 * job.contestants.length, limits);
    this.job = job;
    this.plans = job.contestants.map(({ scenario, switches }) => compile(scenario, switches));
    this.entries = job.contestants.map(({ scenario }, c) => entriesOf(scenario, this.plans[c], job.metrics));
    const wheels = this.plans.map((plan, c) => ({ plan, metrics: metricsOf(this.entries[c]) }));
    this.settings = inStep(wheels, this.limits.block);
    const all = this.entries.flat();
    [this.wins, this.ties, this.undefined] = [0, 1, 2].map(() => all.map(() => 0));
    [this.bands, this.differences] = [0, 1].map(() => all.map(() => null));
  }

  protected override prepare({ places }: Pass): void {
    const { job } = this;
    this.places = places.map(({ place }) => place);
    this.draws = job.contestants.map((contestant, c) => {
      const metrics = metricsOf(this.places.map((i) => this.entries[c][i]));
      return drawingOf({ ...contestant, seed: job.seed }, this.plans[c], metrics, this.settings);
    });
    for (const i of this.places) {
      for (const c of job.contestants.keys()) {
        for (const counts of [this.wins, this.ties, this.undefined]) counts[this.at(c, i)] = 0;
      }
    }
  }

  protected override draw(block: number, runs: number): void {
    const drawn = this.draws.map((_, c) => this.valuesOf(c, block, runs));
    for (const [n, i] of this.places.entries()) {
      for (const [c, values] of drawn.entries()) {
        this.tally(n, 2 * c).add(block, values[n]);
        if (c > 0) this.tally(n, 2 * c + 1).add(block, this.settled(c, i, values[n], drawn[0][n]));
      }
    }
  }

  /** The values of one contestant in a block, for each metric of the drawing. */
  private valuesOf(c: number, block: number, runs: number): Float64Array[] {
    const drawn = this.places.map(() => new Float64Array(runs).fill(Number.NaN));
    const had = drawn.filter((_, n) => this.entries[c][this.places[n]] !== null);
    this.draws[c](block, runs, (j, values) => had[j].set(values));
    return drawn;
  }

  /** Counts how a contestant did against the first, and says by how much. */
  private settled(c: number, i: number, values: Float64Array, others: Float64Array): Float64Array {
    const [entry, first] = [this.entries[c][i], this.entries[0][i]];
    const rounding = Math.max(entry?.rounding ?? 0, first?.rounding ?? 0);
    const better = entry && isBetterLow(entry.metric) ? -1 : 1;
    const k = this.at(c, i);
    return values.map((value, r) => {
      const difference = value - others[r];
      // What is so near is a tie that was rounded.
      const settled = Math.abs(difference) <= rounding ? 0 : difference;
      if (Number.isNaN(difference)) this.undefined[k]++;
      else if (settled === 0) this.ties[k]++;
      else if (difference * better > 0) this.wins[k]++;
      return settled;
    });
  }

  protected override sampleOf(tallies: readonly TallyData[]): PairedSample {
    return { tallies, wins: this.wins, ties: this.ties, undefined: this.undefined };
  }

  protected override addCounts(sample: PairedSample): void {
    for (const k of this.wins.keys()) {
      this.wins[k] += sample.wins[k];
      this.ties[k] += sample.ties[k];
      this.undefined[k] += sample.undefined[k];
    }
  }

  protected override keep(i: number, tallies: readonly Tally[]): void {
    for (const c of this.job.contestants.keys()) {
      this.bands[this.at(c, i)] = tallies[2 * c].band();
      this.differences[this.at(c, i)] = c === 0 ? null : tallies[2 * c + 1].band();
    }
  }

  /** The band of a contestant's metric; null where it was undefined in every run. */
  bandOf(c: number, metric: string): SampledBand | null {
    return this.bands[this.at(c, this.job.metrics.indexOf(metric))];
  }

  /** How a contestant did against the first. */
  duelOf(c: number, metric: string): Duel {
    const k = this.at(c, this.job.metrics.indexOf(metric));
    return { wins: this.wins[k], ties: this.ties[k], undefined: this.undefined[k], difference: this.differences[k] };
  }

  private at(c: number, i: number): number {
    return c * this.job.metrics.length + i;
  }
}

const metricsOf = (entries: readonly (Entry | null)[]): Metric[] =>
  entries.flatMap((entry) => (entry ? [entry.metric] : []));

/** The metrics of a job as a contestant has them; null for those that it does not have, or that are no numbers. */
function entriesOf(scenario: Scenario, plan: Plan, names: readonly string[]) {
  const run = new ExpectedRun(plan);
  return names.map((name): Entry | null => {
    const metric = metricIn(scenario, name);
    if (metric?.type !== 'number') return null;
    const value = metricValue(run, metric);
    const expected = typeof value === 'number' ? value : 0;
    return { metric, rounding: roundingOf(plan, run, metric, expected) };
  });
}

/** A metric as a scenario has it; null where it has none of that name, or its rotation is beyond the last one. */
export function metricIn(scenario: Scenario, name: string): Metric | null {
  const metric = readMetric(name, metricIds(scenario));
  return 'fault' in metric || beyond(metric, scenario) !== null ? null : metric;
}

/** Draws several wheels on the same random numbers, on one thread or several. */
export type PairedSampling = (job: PairedJob) => Promise<PairedSampler>;
