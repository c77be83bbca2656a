import { lawsOf, luckOf } from '../engine/dice.ts';
import { createLanes, type Lanes } from '../engine/lanes.ts';
import { drawRuns } from '../engine/montecarlo.ts';
import { uncertainIn } from '../engine/uncertain.ts';
import { InputError } from '../model/errors.ts';
import type { Switch } from '../model/lever.ts';
import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import { redrawn } from '../model/redrawn.ts';
import type { Scenario } from '../model/scenario.ts';
import { needsApart, type Reader, readersOf } from './observer.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Runs that share a stream for each place where a draw is made. */
export const BLOCK = 1000;

/** Runs that are tallied together; what several threads share among them. */
export const UNIT = 10_000;

/** Cells of the runs that are drawn side by side, 32 MB: a block of a large wheel is drawn in parts. */
const MOST_CELLS = 4_000_000;

/** What is drawn: a scenario with levers on, and the luck that it has. */
export interface Drawn {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  readonly seed: string;
}

/** Takes the values of metric i in the next runs. */
export type Observe = (i: number, values: Float64Array) => void;

/** Draws the first runs of a block, and shows the values of every metric in them, a few runs at a time. */
export type Draw = (block: number, runs: number, observe: Observe) => void;

/** Draws and tallies units of runs; any split of them among samplers gives the same sample, once merged. */
export interface UnitSampler<Sample> {
  /** Draws one unit, a block at a step. */
  readonly steps: (unit: number) => Iterable<void>;
  /** What was sampled, as plain data that another thread can send. */
  readonly toSample: () => Sample;
  readonly merge: (sample: Sample) => void;
}

export const unitsOf = ({ runs }: { readonly runs: number }): number => Math.ceil(runs / UNIT);

/** The blocks of a unit: the number of each, and how many of its runs are made. */
export function* blocksInUnit(unit: number, runs: number): Generator<readonly [block: number, runs: number]> {
  const end = Math.min(runs, (unit + 1) * UNIT);
  for (let first = unit * UNIT; first < end; first += BLOCK) yield [first / BLOCK, Math.min(BLOCK, end - first)];
}

/**
 * Draws the values of metrics, block by block; each block is the same whatever was drawn before.
 * @param plan the scenario compiled, uncertain numbers at their mean
 * @param step for wheels that are compared; see `inStep`
 */
export function drawingOf(drawn: Drawn, plan: Plan, metrics: readonly Metric[], step = alone(plan, metrics)): Draw {
  const { scenario, switches } = drawn;
  const draw = hasUncertainNumbers(scenario, switches) ? ownNumbers : sameNumbers;
  return draw(drawn, plan, metrics, step);
}

/** How a block is drawn. */
export interface Step {
  /** Runs side by side. */
  readonly width: number;
  /** True to tell the people of every origin apart. */
  readonly apart: boolean;
  /** True when the luck of a run is to be that of the other wheels as well. */
  readonly paired: boolean;
  /** True for luck that starts anew with each part of a block: wheels of different length use it up differently. */
  readonly anew: boolean;
  /** True for draws as they are made where the numbers of every run differ. */
  readonly once: boolean;
}

const alone = (plan: Plan, metrics: readonly Metric[]): Step => ({
  width: widthOf(plan, MOST_CELLS),
  apart: metrics.some((metric) => needsApart(plan, metric)),
  paired: false,
  anew: false,
  once: false,
});

/** One of several wheels that are compared. */
export interface Compared {
  readonly plan: Plan;
  readonly metrics: readonly Metric[];
  /** True when its runs differ in their numbers. */
  readonly uncertain: boolean;
}

/** How several wheels are drawn so that run r of a block has the same luck in all of them, wherever they are alike. */
export function inStep(wheels: readonly Compared[]): Step {
  const groupings = wheels.map(({ plan }) => `${plan.origins} ${createLanes(plan, 1, false).classes}`);
  const apart = wheels.some(({ plan, metrics }) => metrics.some((metric) => needsApart(plan, metric)));
  const widths = wheels.map(({ plan, uncertain }) => (uncertain ? 1 : widthOf(plan, MOST_CELLS / wheels.length)));
  return {
    width: Math.min(...widths),
    // People who are counted together share their draws: in all wheels the same people have to.
    apart: apart || new Set(groupings).size > 1,
    paired: true,
    anew: new Set(wheels.map(({ plan }) => plan.rotations)).size > 1,
    once: wheels.some(({ uncertain }) => uncertain),
  };
}

/** Runs with the same numbers, side by side. */
function sameNumbers({ seed }: Drawn, plan: Plan, metrics: readonly Metric[], step: Step): Draw {
  const { width, apart } = step;
  const laws = lawsOf(plan, step.once);
  const luck = luckOf(plan, seed, step.paired);
  const readers = readersOf(plan, metrics);
  let room = createLanes(plan, width, apart);
  return (block, runs, observe) => {
    for (let at = 0; at < runs; at += width) {
      if (at === 0 || step.anew) luck.begin(block + at / BLOCK);
      const lanes = Math.min(width, runs - at);
      if (room.lanes !== lanes) room = createLanes(plan, lanes, apart);
      drawRuns(plan, laws, luck, room);
      readAll(readers, room, observe);
    }
  };
}

/** Runs that there is room for side by side. */
function widthOf({ rotations, origins, stages, pools }: Plan, most: number): number {
  const cells = rotations * origins.length * (stages.length + pools.length);
  return Math.max(1, Math.min(BLOCK, Math.floor(most / cells)));
}

/** Runs that each have numbers of their own. */
function ownNumbers({ scenario, switches, seed }: Drawn, mean: Plan, metrics: readonly Metric[], step: Step): Draw {
  const luck = luckOf(mean, seed, step.paired);
  const planIn = redrawn(scenario, switches);
  return (block, runs, observe) => {
    const uncertain = uncertainIn(seed, block);
    for (let r = 0; r < runs; r++) {
      if (r === 0 || step.anew) luck.begin(block + r / BLOCK);
      inRun(block * BLOCK + r + 1, () => {
        const plan = planIn(uncertain);
        const room = createLanes(plan, 1, step.apart);
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
