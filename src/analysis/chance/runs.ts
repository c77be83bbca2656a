import { createFlow, type Flow, type Past } from '../../engine/flow.ts';
import { DrawnPeople } from '../../engine/montecarlo/drawn-people.ts';
import { type Places, placesOf } from '../../engine/montecarlo/places.ts';
import { UncertainNumbers } from '../../engine/montecarlo/uncertain.ts';
import { InputError, UncountableError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Move, Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { needsApart, type Observe, RunMetrics } from './run-metrics.ts';
import { hasUncertainNumbers } from './uncertainty.ts';

/** Runs that share a stream for each place where a draw is made, and that are tallied together. */
export const BLOCK = 1000;

/** Cells of the runs that are drawn side by side, 32 MB: a block of a large wheel is drawn in parts. */
const MOST_CELLS = 4_000_000;

/** So many times as much work is a run whose numbers are drawn as well, and are read again by every draw. */
const OWN_NUMBERS = 3;

/** What is drawn: a scenario with levers on, and the seed of its random numbers. */
export interface Drawn {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  /** Numbers that are moved; none by default. */
  readonly moves?: readonly Move[];
  readonly seed: string;
  /** What happened already, in whole people: the same in all runs, which go on from there. */
  readonly past?: Past | undefined;
}

/** The plan of what is drawn, uncertain numbers at their mean. */
export const planOfDrawn = ({ scenario, switches, moves }: Omit<Drawn, 'seed'>): Plan =>
  compile(scenario, switches, { moves });

/** Draws the first runs of a block, and shows the values of every metric in them, which the next drawing overwrites. */
export type Draw = (block: number, runs: number, observe: Observe) => void;

/**
 * Draws the values of metrics, block by block; each block is the same whatever was drawn before.
 * @param plan the scenario compiled, uncertain numbers at their mean
 * @param settings `alone`, or `inStep` for wheels that are compared
 */
export function drawingOf(drawn: Drawn, plan: Plan, metrics: readonly Metric[], settings: DrawSettings): Draw {
  const { width, block: size, anew } = settings;
  const side = new RunsSideBySide(drawn, plan, metrics, settings);
  // The values of a whole block are shown together, however many runs are drawn side by side.
  const gathered = width < size ? metrics.map(() => new Float64Array(size)) : [];
  return (block, runs, observe) => {
    side.beginNumbers(block);
    if (width >= size) {
      side.begin(block);
      side.draw(block * size, runs, observe);
      return;
    }
    for (let at = 0; at < runs; at += width) {
      if (at === 0 || anew) side.begin(block + at / size);
      side.draw(block * size + at, Math.min(width, runs - at), (i, values) => gathered[i].set(values, at));
    }
    for (const [i, values] of gathered.entries()) observe(i, values.subarray(0, runs));
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
});

/** One of several wheels that are compared. */
export interface Compared {
  readonly plan: Plan;
  readonly metrics: readonly Metric[];
}

/**
 * How several wheels are drawn so that run r of a block has the same random numbers in all of them, wherever they are
 * alike.
 */
export function inStep(wheels: readonly Compared[], block: number): DrawSettings {
  const groupings = wheels.map(({ plan }) => `${plan.origins} ${createFlow(plan, 1, false).classes}`);
  const apart = wheels.some(({ plan, metrics }) => metrics.some((metric) => needsApart(plan, metric)));
  const widths = wheels.map(({ plan }) => widthOf(plan, MOST_CELLS / wheels.length));
  return {
    block,
    width: Math.min(...widths),
    // People who are counted together share their draws: in all wheels the same people have to.
    apart: apart || new Set(groupings).size > 1,
    anew: new Set(wheels.map(({ plan }) => plan.rotations)).size > 1,
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
  return hasUncertainNumbers(scenario, switches) ? OWN_NUMBERS * cells : cells;
}

/** The runs of one wheel, as many at a time as are drawn side by side. */
class RunsSideBySide {
  private readonly settings: DrawSettings;
  private readonly past: Past | null;
  private readonly metrics: readonly Metric[];
  private readonly numbers: DrawnNumbers | null;
  private readonly places: Places;
  private plan: Plan;
  private drawn: { readonly flow: Flow; readonly people: DrawnPeople; readonly metrics: RunMetrics } | null = null;

  constructor(drawn: Drawn, plan: Plan, metrics: readonly Metric[], settings: DrawSettings) {
    const { scenario, switches, seed, past = null } = drawn;
    this.settings = settings;
    this.past = past;
    this.metrics = metrics;
    this.plan = plan;
    this.places = placesOf(plan, seed);
    this.numbers = hasUncertainNumbers(scenario, switches) ? new DrawnNumbers(drawn) : null;
  }

  /** Goes to another block, or to the next part of one; see `DrawSettings.anew`. */
  begin(block: number): void {
    this.places.begin(block);
  }

  beginNumbers(block: number): void {
    this.numbers?.begin(block);
  }

  /** @param first number of the first of these runs, from 0 */
  draw(first: number, lanes: number, observe: Observe): void {
    const { numbers } = this;
    if (!numbers) {
      this.drawPeople(lanes, observe);
      return;
    }
    inRun(first, () => {
      this.plan = numbers.next(lanes);
      this.drawPeople(lanes, observe);
    });
  }

  private drawPeople(lanes: number, observe: Observe): void {
    const { people, metrics } = this.ready(lanes);
    people.turn();
    metrics.read(observe);
  }

  private ready(lanes: number) {
    const { plan, metrics, settings, places } = this;
    // Where shares are uncertain, it depends on their values whether anybody waits.
    const waits = this.drawn !== null && this.drawn.flow.waiting.length > 0;
    if (this.drawn?.flow.lanes === lanes && waits !== plan.prompt) return this.drawn;
    const flow = createFlow(plan, lanes, settings.apart, this.past);
    this.drawn = {
      flow,
      people: new DrawnPeople(plan, flow, places),
      metrics: new RunMetrics(plan, flow, metrics, this.numbers !== null),
    };
    return this.drawn;
  }
}

/** Uncertain numbers in a plan, for runs side by side. */
class DrawnNumbers {
  private readonly plan: VariablePlan;
  private readonly numbers: UncertainNumbers;

  constructor({ scenario, switches, moves, seed }: Drawn) {
    this.plan = new VariablePlan(scenario, switches, false, moves);
    this.numbers = new UncertainNumbers(seed);
  }

  begin(block: number): void {
    this.numbers.begin(block);
  }

  /** The plan with the numbers of the next runs. */
  next(lanes: number): Plan {
    this.plan.draw(this.numbers.next(lanes));
    try {
      return this.plan.current();
    } catch (error) {
      throw error instanceof InputError ? this.faultOf(error, lanes) : error;
    }
  }

  /** The same fault, with the first run that has it. */
  private faultOf(error: InputError, lanes: number): InputError {
    for (let lane = 0; lane < lanes; lane++) {
      this.plan.draw(this.numbers.ofLane(lane));
      try {
        this.plan.current();
      } catch (one) {
        if (one instanceof InputError) return new UncountableError(one.message, lane);
      }
    }
    return error;
  }
}

/** Says of a fault in the numbers that were drawn that it is one of a run, and not of the scenario as it stands. */
function inRun(first: number, draw: () => void): void {
  try {
    draw();
  } catch (error) {
    if (!(error instanceof UncountableError)) throw error;
    const advice = 'give the uncertain numbers a law with bounds, such as uniform or pert';
    const run = first + error.lane + 1;
    throw InputError.of(`with the uncertain numbers of run ${run}, ${error.message}; or ${advice}`);
  }
}
