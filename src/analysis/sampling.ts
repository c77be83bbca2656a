import { grouped } from '../engine/generating/grouped.ts';
import { Tally, type TallyData } from '../engine/tally.ts';
import { metricIds } from '../model/assertions.ts';
import { type Goal, meets, readGoal } from '../model/goal.ts';
import { type Metric, readMetric } from '../model/metric.ts';
import { compile, type Plan } from '../model/plan.ts';
import type { Run } from '../model/result.ts';
import { blocksInUnit, type Draw, type Drawn, drawingOf, type UnitSampler } from './drawing.ts';
import { metricValue } from './metrics.ts';
import { roundingOf } from './rounding.ts';
import { expectedRun } from './simulate.ts';

/** What is to be sampled, as plain data: the bands of metrics and the chances of goals over so many runs. */
export interface SamplingJob extends Drawn {
  readonly runs: number;
  readonly metrics: readonly string[];
  readonly goals: readonly string[];
}

/** What was sampled, in the order of the job: one part may come from each thread. */
export interface Sample {
  readonly tallies: readonly TallyData[];
  /** Runs that met each goal, and runs in which its metric was undefined. */
  readonly hits: readonly number[];
  readonly undefined: readonly number[];
}

/** Draws the runs of a job, unit by unit; any split of the units among samplers gives the same sample, once merged. */
export class Sampler implements UnitSampler<Sample> {
  private readonly job: SamplingJob;
  private readonly plan: Plan;
  private readonly expected: Run;
  private readonly metrics: readonly Metric[];
  private readonly goals: readonly Goal[];
  private readonly tallies: readonly Tally[];
  private readonly hits: number[];
  private readonly undefined: number[];
  /** How far the values of each goal may be off by rounding. */
  private readonly rounding: readonly number[];
  /** For each metric that is read: which of the metrics, and after them of the goals, ask for it. */
  private readonly askers: readonly (readonly number[])[];
  private readonly draw: Draw;

  constructor(job: SamplingJob) {
    this.job = job;
    const ids = metricIds(job.scenario);
    this.metrics = job.metrics.map((name) => sound(readMetric(name, ids)));
    this.goals = job.goals.map((text) => sound(readGoal(text, ids)));
    this.hits = job.goals.map(() => 0);
    this.undefined = job.goals.map(() => 0);
    const plan = compile(job.scenario, job.switches);
    const expected = expectedRun(plan);
    [this.plan, this.expected] = [plan, expected];
    this.rounding = this.goals.map(({ metric, value }) => roundingOf(plan, expected, metric, value));
    this.tallies = this.metrics.map((metric) => {
      const centre = metricValue(expected, metric);
      return new Tally(typeof centre === 'number' ? centre : 0, this.metrics.length);
    });
    const asked = [...this.metrics, ...this.goals.map(({ metric }) => metric)].entries();
    const alike = [...grouped(asked, ([, { name }]) => name).values()];
    this.askers = alike.map((some) => some.map(([i]) => i));
    this.draw = drawingOf(
      job,
      plan,
      alike.map(([[, metric]]) => metric),
    );
  }

  /** Draws one unit of runs, a block at a step. */
  *steps(unit: number): Generator<void> {
    for (const [block, runs] of blocksInUnit(unit, this.job.runs)) {
      this.draw(block, runs, (read, values) => {
        for (const i of this.askers[read]) this.observe(unit, i, values);
      });
      yield;
    }
  }

  /** Draws one unit of runs. */
  add(unit: number): void {
    for (const _ of this.steps(unit));
  }

  /** Takes the values of metric i in some runs; those of the goals come after the others. */
  private observe(unit: number, i: number, values: Float64Array): void {
    if (i < this.tallies.length) {
      this.tallies[i].add(unit, values, values.length);
      return;
    }
    const goal = i - this.tallies.length;
    for (const value of values) {
      if (Number.isNaN(value)) this.undefined[goal]++;
      else if (meets(this.goals[goal], value, this.rounding[goal])) this.hits[goal]++;
    }
  }

  toSample(): Sample {
    return { tallies: this.tallies.map((tally) => tally.toData()), hits: this.hits, undefined: this.undefined };
  }

  merge({ tallies, hits, undefined: missing }: Sample): void {
    for (const [i, data] of tallies.entries()) this.tallies[i].merge(data);
    for (const [g, count] of hits.entries()) this.hits[g] += count;
    for (const [g, count] of missing.entries()) this.undefined[g] += count;
  }

  /** For each metric its band, null where it was undefined in every run. */
  bands() {
    return this.tallies.map((tally) => tally.band());
  }

  /** For each metric the runs that lie outside p5 to p95 of its band, but for rounding. */
  outside(): number[] {
    return this.tallies.map((tally, i) => {
      const band = tally.band();
      const rounding = (value: number): number => roundingOf(this.plan, this.expected, this.metrics[i], value);
      return band === null ? 0 : tally.outside(band.p5 - rounding(band.p5), band.p95 + rounding(band.p95));
    });
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
