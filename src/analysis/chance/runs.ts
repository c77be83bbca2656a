import { createRunBatch, type RunBatch } from '../../engine/montecarlo/batch.ts';
import { lawsOf, streamsOf } from '../../engine/montecarlo/draws.ts';
import { drawRuns } from '../../engine/montecarlo/montecarlo.ts';
import { uncertainIn } from '../../engine/montecarlo/uncertain.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { needsApart, type Reader, readersOf } from './run-metrics.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Runs that share a stream for each place where a draw is made, and that are tallied together. */
export const BLOCK = 1000;

/** Cells of the runs that are drawn side by side, 32 MB: a block of a large wheel is drawn in parts. */
const MOST_CELLS = 4_000_000;

/**
 * So many times as much work is a run whose numbers are drawn as well. Measured on the bundled scenarios, counts or money
 * alike: mostly 4 to 6 times, 1.3 where drawing people takes long, and 19 where it hardly takes any.
 */
const OWN_NUMBERS = 5;

/** What is drawn: a scenario with levers on, and the seed of its random numbers. */
export interface Drawn {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  readonly seed: string;
}

/** Takes the values of metric i in the runs of a block. */
export type Observe = (i: number, values: Float64Array) => void;

/** Draws the first runs of a block, and shows the values of every metric in them, which the next drawing overwrites. */
export type Draw = (block: number, runs: number, observe: Observe) => void;

/**
 * Draws the values of metrics, block by block; each block is the same whatever was drawn before.
 * @param plan the scenario compiled, uncertain numbers at their mean
 * @param settings `alone`, or `inStep` for wheels that are compared
 */
export function drawingOf(drawn: Drawn, plan: Plan, metrics: readonly Metric[], settings: DrawSettings): Draw {
  const { scenario, switches } = drawn;
  const draw = hasUncertainNumbers(scenario, switches) ? ownNumbers : sameNumbers;
  return gathered(draw(drawn, plan, metrics, settings));
}

/** Shows the values of a whole block together, however many runs are drawn side by side. */
function gathered(draw: Draw): Draw {
  return (block, runs, observe) => {
    const parts = new Map<number, { readonly values: Float64Array; filled: number }>();
    draw(block, runs, (i, values) => {
      if (values.length === runs) return observe(i, values);
      const part = parts.get(i) ?? { values: new Float64Array(runs), filled: 0 };
      parts.set(i, part);
      part.values.set(values, part.filled);
      part.filled += values.length;
    });
    for (const [i, { values }] of parts) observe(i, values);
  };
}

/** How a block is drawn. */
export interface DrawSettings {
  /** Runs in a block. */
  readonly block: number;
  /** Runs side by side. */
  readonly width: number;
  /** True to tell the people of every origin apart. */
  readonly apart: boolean;
  /** True to start the random numbers anew with each part of a block: wheels of different length use up more or fewer. */
  readonly anew: boolean;
  /** True for draws as they are made where the numbers of every run differ. */
  readonly once: boolean;
}

/**
 * How a wheel is drawn by itself.
 * @param metrics all that are asked for: the same runs are drawn for some of them
 */
export const alone = (plan: Plan, metrics: readonly Metric[], block: number): DrawSettings => ({
  block,
  width: widthOf(plan, MOST_CELLS),
  apart: metrics.some((metric) => needsApart(plan, metric)),
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

/**
 * How several wheels are drawn so that run r of a block has the same random numbers in all of them, wherever they are
 * alike.
 */
export function inStep(wheels: readonly Compared[], block: number): DrawSettings {
  const groupings = wheels.map(({ plan }) => `${plan.origins} ${createRunBatch(plan, 1, false).classes}`);
  const apart = wheels.some(({ plan, metrics }) => metrics.some((metric) => needsApart(plan, metric)));
  const widths = wheels.map(({ plan, uncertain }) => (uncertain ? 1 : widthOf(plan, MOST_CELLS / wheels.length)));
  return {
    block,
    width: Math.min(...widths),
    // People who are counted together share their draws: in all wheels the same people have to.
    apart: apart || new Set(groupings).size > 1,
    anew: new Set(wheels.map(({ plan }) => plan.rotations)).size > 1,
    once: wheels.some(({ uncertain }) => uncertain),
  };
}

/** Runs with the same numbers, side by side. */
function sameNumbers({ seed }: Drawn, plan: Plan, metrics: readonly Metric[], settings: DrawSettings): Draw {
  const { width, apart } = settings;
  const laws = lawsOf(plan, settings.once);
  const streams = streamsOf(plan, seed);
  const readers = readersOf(plan, metrics);
  let batch = createRunBatch(plan, width, apart);
  return (block, runs, observe) => {
    for (let at = 0; at < runs; at += width) {
      if (at === 0 || settings.anew) streams.begin(block + at / settings.block);
      const lanes = Math.min(width, runs - at);
      if (batch.lanes !== lanes) batch = createRunBatch(plan, lanes, apart);
      drawRuns(plan, laws, streams, batch);
      readAll(readers, batch, observe);
    }
  };
}

/** How many runs fit side by side. */
const widthOf = (plan: Plan, most: number): number => Math.max(1, Math.min(BLOCK, Math.floor(most / cellsOf(plan))));

/** Places where people are counted, in one run. */
const cellsOf = ({ rotations, origins, stages, pools }: Plan): number =>
  rotations * origins.length * (stages.length + pools.length);

/** What one run takes, in cells of a wheel whose numbers are certain. */
export function workOfRun({ scenario, switches }: Omit<Drawn, 'seed'>): number {
  const cells = cellsOf(compile(scenario, switches));
  // For a run with numbers of its own, what looks at them is compiled anew.
  return hasUncertainNumbers(scenario, switches) ? OWN_NUMBERS * cells : cells;
}

/** Runs that each have numbers of their own. */
function ownNumbers(
  { scenario, switches, seed }: Drawn,
  mean: Plan,
  metrics: readonly Metric[],
  settings: DrawSettings,
): Draw {
  const streams = streamsOf(mean, seed);
  const variable = new VariablePlan(scenario, switches);
  return (block, runs, observe) => {
    const uncertain = uncertainIn(seed, block);
    for (let r = 0; r < runs; r++) {
      if (r === 0 || settings.anew) streams.begin(block + r / settings.block);
      inRun(block * settings.block + r + 1, () => {
        variable.draw(uncertain);
        const plan = variable.current();
        const batch = createRunBatch(plan, 1, settings.apart);
        drawRuns(plan, lawsOf(plan, true), streams, batch);
        readAll(readersOf(plan, metrics), batch, observe);
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

function readAll(readers: readonly Reader[], batch: RunBatch, observe: Observe): void {
  for (const [i, read] of readers.entries()) observe(i, read(batch));
}
