import { lawsOf, luckOf } from '../engine/dice.ts';
import { grouped } from '../engine/generating/grouped.ts';
import { createLanes, type Lanes } from '../engine/lanes.ts';
import { drawRuns } from '../engine/montecarlo.ts';
import { Tally, type TallyData } from '../engine/tally.ts';
import { uncertainIn } from '../engine/uncertain.ts';
import { metricIds } from '../model/assertions.ts';
import { InputError } from '../model/errors.ts';
import { type Goal, meets, readGoal } from '../model/goal.ts';
import type { Switch } from '../model/lever.ts';
import { type Metric, readMetric } from '../model/metric.ts';
import { compile, type Plan } from '../model/plan.ts';
import type { Run } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { metricValue } from './metrics.ts';
import { isAmount, needsApart, type Reader, readersOf, wholeCountOf } from './observer.ts';
import { expectedRun } from './simulate.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Runs that share a stream for each place where a draw is made. */
const BLOCK = 1000;

/** Cells of the runs that are drawn side by side, 32 MB: a block of a large wheel is drawn in parts. */
const MOST_CELLS = 4_000_000;

/** Runs that are tallied together; what several threads share among them. */
export const UNIT = 10_000;

/** What is to be sampled, as plain data: the bands of metrics and the chances of goals over so many runs. */
export interface SamplingJob {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  readonly seed: string;
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

export const unitsOf = ({ runs }: SamplingJob): number => Math.ceil(runs / UNIT);

/** Draws the runs of a job, unit by unit; any split of the units among samplers gives the same sample, once merged. */
export class Sampler {
  private readonly job: SamplingJob;
  private readonly metrics: readonly Metric[];
  private readonly goals: readonly Goal[];
  private readonly tallies: readonly Tally[];
  private readonly hits: number[];
  private readonly undefined: number[];
  /** How far the values of each goal may be off by rounding. */
  private readonly rounding: readonly number[];
  /** For each metric that is read: which of the metrics, and after them of the goals, ask for it. */
  private readonly askers: readonly (readonly number[])[];
  private readonly draw: (block: number, runs: number, observe: Observe) => void;

  constructor(job: SamplingJob) {
    this.job = job;
    const ids = metricIds(job.scenario);
    this.metrics = job.metrics.map((name) => sound(readMetric(name, ids)));
    this.goals = job.goals.map((text) => sound(readGoal(text, ids)));
    this.hits = job.goals.map(() => 0);
    this.undefined = job.goals.map(() => 0);
    const plan = compile(job.scenario, job.switches);
    const expected = expectedRun(plan);
    this.rounding = this.goals.map((goal) => roundingOf(plan, expected, goal));
    this.tallies = this.metrics.map((metric) => {
      const centre = metricValue(expected, metric);
      return new Tally(typeof centre === 'number' ? centre : 0, this.metrics.length);
    });
    const asked = [...this.metrics, ...this.goals.map(({ metric }) => metric)].entries();
    const alike = [...grouped(asked, ([, { name }]) => name).values()];
    const observed = alike.map(([[, metric]]) => metric);
    this.askers = alike.map((some) => some.map(([i]) => i));
    this.draw = hasUncertainNumbers(job.scenario, job.switches)
      ? ownNumbers(job, plan, observed)
      : sameNumbers(job, plan, observed);
  }

  /** Draws one unit of runs, a block at a step. */
  *steps(unit: number): Generator<void> {
    const runs = Math.min(UNIT, this.job.runs - unit * UNIT);
    for (let first = 0; first < runs; first += BLOCK) {
      const block = (unit * UNIT + first) / BLOCK;
      this.draw(block, Math.min(BLOCK, runs - first), (read, values) => {
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

  /** For each goal the runs that met it, and those in which its metric was undefined. */
  outcomes(): { hits: number; undefined: number }[] {
    return this.hits.map((hits, g) => ({ hits, undefined: this.undefined[g] }));
  }
}

/** Takes the values of a metric that is read, in the next runs. */
type Observe = (read: number, values: Float64Array) => void;

/**
 * What rounding may do to the values of a goal: nothing to counts, up to 1e-9 of the goal to anything else, and to
 * amounts, which are sums and differences, up to 1e-12 of all the money that is expected to move.
 */
export function roundingOf(plan: Plan, { rotations }: Run, { metric, value }: Pick<Goal, 'metric' | 'value'>): number {
  if (wholeCountOf(plan, metric)) return 0;
  if (!isAmount(metric)) return 1e-9 * Math.abs(value);
  const moved = rotations.reduce((all, { revenue, cost }) => all + (revenue ?? 0) + (cost ?? 0), 0);
  return Math.max(1e-9 * Math.abs(value), 1e-12 * moved);
}

function sound<T>(read: T | { readonly fault: string }): T {
  if (typeof read === 'object' && read !== null && 'fault' in read)
    throw new Error(`what was checked has ${read.fault}`);
  return read as T;
}

/** Runs with the same numbers, side by side. */
function sameNumbers({ seed }: SamplingJob, plan: Plan, metrics: readonly Metric[]) {
  const keepApart = metrics.some((metric) => needsApart(plan, metric));
  const laws = lawsOf(plan, false);
  const luck = luckOf(plan, seed);
  const readers = readersOf(plan, metrics);
  const width = Math.max(1, Math.min(BLOCK, Math.floor(MOST_CELLS / cellsOf(plan))));
  let room = createLanes(plan, width, keepApart);
  return (block: number, runs: number, observe: Observe): void => {
    luck.begin(block);
    for (let at = 0; at < runs; at += width) {
      const lanes = Math.min(width, runs - at);
      if (room.lanes !== lanes) room = createLanes(plan, lanes, keepApart);
      drawRuns(plan, laws, luck, room);
      readAll(readers, room, observe);
    }
  };
}

const cellsOf = ({ rotations, origins, stages, pools }: Plan): number =>
  rotations * origins.length * (stages.length + pools.length);

/** Runs that each have numbers of their own. */
function ownNumbers({ scenario, switches, seed }: SamplingJob, mean: Plan, metrics: readonly Metric[]) {
  const keepApart = metrics.some((metric) => needsApart(mean, metric));
  const luck = luckOf(mean, seed);
  return (block: number, runs: number, observe: Observe): void => {
    const uncertain = uncertainIn(seed, block);
    luck.begin(block);
    for (let r = 0; r < runs; r++) {
      inRun(block * BLOCK + r + 1, () => {
        const plan = compile(scenario, switches, { uncertain });
        const room = createLanes(plan, 1, keepApart);
        drawRuns(plan, lawsOf(plan, true), luck, room);
        readAll(readersOf(plan, metrics), room, observe);
      });
    }
  };
}

/** Says of a fault in the numbers that were drawn that it is one of a run, and not of the scenario as it stands. */
function inRun(run: number, draw: () => void): void {
  try {
    draw();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const advice = 'give the uncertain numbers a law with bounds, such as uniform or pert';
    throw InputError.of(`with the uncertain numbers of run ${run}, ${error.message}; or ${advice}`);
  }
}

function readAll(readers: readonly Reader[], room: Lanes, observe: Observe): void {
  for (const [i, read] of readers.entries()) observe(i, read(room));
}
