import { type SampledBand, Tally, type TallyData } from '../engine/tally.ts';
import { metricIds } from '../model/assertions.ts';
import { type Metric, readMetric } from '../model/metric.ts';
import { compile } from '../model/plan.ts';
import type { Scenario } from '../model/scenario.ts';
import { beyond, isBetterLow } from './asked.ts';
import { BLOCK, blocksInUnit, type Draw, type Drawn, drawingOf, inStep, type UnitSampler } from './drawing.ts';
import { metricValue } from './metrics.ts';
import { roundingOf } from './rounding.ts';
import { expectedRun } from './simulate.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Wheels to be drawn under the same luck, as plain data: each is held against the first, metric by metric. */
export interface PairedJob {
  readonly contestants: readonly Omit<Drawn, 'seed'>[];
  readonly seed: string;
  readonly runs: number;
  /** A contestant that does not have one of them has no value for it. */
  readonly metrics: readonly string[];
}

/** What was sampled, by contestant and metric: i of contestant c stands at c x metrics + i. */
export interface PairedSample {
  readonly values: readonly TallyData[];
  readonly differences: readonly TallyData[];
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

/** A contestant's metric, and what its values are by expected values. */
interface Entry {
  readonly metric: Metric;
  readonly expected: number;
  readonly rounding: number;
}

/** Draws several wheels, run for run under the same luck, and tallies how each does against the first. */
export class PairedSampler implements UnitSampler<PairedSample> {
  private readonly job: PairedJob;
  private readonly entries: readonly (readonly (Entry | null)[])[];
  private readonly draws: readonly Draw[];
  private readonly values: readonly Tally[];
  private readonly differences: readonly Tally[];
  private readonly wins: number[];
  private readonly ties: number[];
  private readonly undefined: number[];
  /** By contestant and metric: the values of a block. */
  private readonly block: readonly Float64Array[];

  constructor(job: PairedJob) {
    this.job = job;
    this.entries = job.contestants.map((contestant) => entriesOf(contestant, job.metrics));
    const wheels = job.contestants.map(({ scenario, switches }, c) => ({
      plan: compile(scenario, switches),
      metrics: this.entries[c].flatMap((entry) => (entry ? [entry.metric] : [])),
      uncertain: hasUncertainNumbers(scenario, switches),
    }));
    const step = inStep(wheels);
    this.draws = wheels.map(({ plan, metrics }, c) =>
      drawingOf({ ...job.contestants[c], seed: job.seed }, plan, metrics, step),
    );
    const all = this.entries.flat();
    const first = this.entries[0];
    this.values = all.map((entry) => new Tally(entry?.expected ?? 0, 2 * all.length));
    this.differences = all.map((entry, k) => {
      const centre = (entry?.expected ?? 0) - (first[k % first.length]?.expected ?? 0);
      return new Tally(centre, 2 * all.length);
    });
    this.wins = all.map(() => 0);
    this.ties = all.map(() => 0);
    this.undefined = all.map(() => 0);
    this.block = all.map(() => new Float64Array(BLOCK).fill(Number.NaN));
  }

  *steps(unit: number): Generator<void> {
    for (const [block, runs] of blocksInUnit(unit, this.job.runs)) {
      for (const c of this.draws.keys()) this.drawBlock(c, block, runs);
      for (const k of this.block.keys()) this.settle(unit, k, runs);
      yield;
    }
  }

  /** Draws a block of one contestant: the values of a metric come in parts where the wheel is large. */
  private drawBlock(c: number, block: number, runs: number): void {
    const metrics = this.job.metrics.length;
    const places = this.entries[c].flatMap((entry, i) => (entry ? [c * metrics + i] : []));
    const filled = places.map(() => 0);
    this.draws[c](block, runs, (j, values) => {
      this.block[places[j]].set(values, filled[j]);
      filled[j] += values.length;
    });
  }

  /** Tallies the values of a block, and for all but the first contestant how they did. */
  private settle(unit: number, k: number, runs: number): void {
    const metrics = this.job.metrics.length;
    const values = this.block[k];
    this.values[k].add(unit, values, runs);
    if (k < metrics) return;
    const [entry, first] = [this.entries[Math.floor(k / metrics)][k % metrics], this.entries[0][k % metrics]];
    const rounding = Math.max(entry?.rounding ?? 0, first?.rounding ?? 0);
    const better = entry && isBetterLow(entry.metric) ? -1 : 1;
    const others = this.block[k % metrics];
    const differences = new Float64Array(runs);
    for (let r = 0; r < runs; r++) {
      const difference = values[r] - others[r];
      // What is so near is a tie that was rounded.
      differences[r] = Math.abs(difference) <= rounding ? 0 : difference;
      if (Number.isNaN(difference)) this.undefined[k]++;
      else if (differences[r] === 0) this.ties[k]++;
      else if (difference * better > 0) this.wins[k]++;
    }
    this.differences[k].add(unit, differences, runs);
  }

  toSample(): PairedSample {
    const { values, differences, wins, ties, undefined: missing } = this;
    const dataOf = (tallies: readonly Tally[]): TallyData[] => tallies.map((tally) => tally.toData());
    return { values: dataOf(values), differences: dataOf(differences), wins, ties, undefined: missing };
  }

  merge(sample: PairedSample): void {
    for (const k of this.block.keys()) {
      this.values[k].merge(sample.values[k]);
      this.differences[k].merge(sample.differences[k]);
      this.wins[k] += sample.wins[k];
      this.ties[k] += sample.ties[k];
      this.undefined[k] += sample.undefined[k];
    }
  }

  /** The band of a contestant's metric; null where it was undefined in every run. */
  bandOf(c: number, metric: string): SampledBand | null {
    return this.values[this.placeOf(c, metric)].band();
  }

  /** How a contestant did against the first. */
  duelOf(c: number, metric: string): Duel {
    const k = this.placeOf(c, metric);
    return {
      wins: this.wins[k],
      ties: this.ties[k],
      undefined: this.undefined[k],
      difference: this.differences[k].band(),
    };
  }

  private placeOf(c: number, metric: string): number {
    return c * this.job.metrics.length + this.job.metrics.indexOf(metric);
  }
}

/** The metrics of a job as a contestant has them; null for those that it does not have, or that are no numbers. */
function entriesOf({ scenario, switches }: PairedJob['contestants'][number], names: readonly string[]) {
  const plan = compile(scenario, switches);
  const run = expectedRun(plan);
  return names.map((name): Entry | null => {
    const metric = metricIn(scenario, name);
    if (metric?.type !== 'number') return null;
    const value = metricValue(run, metric);
    const expected = typeof value === 'number' ? value : 0;
    return { metric, expected, rounding: roundingOf(plan, run, metric, expected) };
  });
}

/** A metric as a scenario has it; null where it has none of that name, or its rotation is beyond the last one. */
export function metricIn(scenario: Scenario, name: string): Metric | null {
  const metric = readMetric(name, metricIds(scenario));
  return 'fault' in metric || beyond(metric, scenario) !== null ? null : metric;
}
