import type { Plan } from '../../model/plan/plan.ts';
import { kindsOf } from '../interchangeable-origins.ts';

export interface Holder {
  readonly origin: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Some runs side by side, with whole people. Cells are those of `Flow`; each is `lanes` wide, one number for
 * every run, so that a draw is made for all of them before the next place is looked at.
 */
export interface RunBatch {
  readonly lanes: number;
  /** How often the batch was filled. */
  filled: number;
  /** For each origin the one whose cells hold its people once they have arrived. */
  readonly classes: Int32Array;
  /** Origins that hold people, with the first and the last stage where these enter. */
  readonly holders: readonly Holder[];
  readonly candidates: Float64Array;
  readonly came: Float64Array;
  readonly members: Float64Array;
  readonly returning: Float64Array;
  readonly arrivals: Float64Array;
  readonly waiting: Float64Array;
  readonly active: Float64Array;
  /** One wide: people who ever came. */
  readonly people: Float64Array;
  /** One wide each: intermediate results. */
  readonly gone: Float64Array;
  readonly bound: Float64Array;
  readonly bypassing: Float64Array;
  readonly rates: Float64Array;
}

const NO_MARKS = { arrival: () => false, member: () => false, visit: () => false };

/**
 * @param apart true to tell the people of every origin apart all the way; else those who behave alike are counted
 * together after they arrived, which is the same law in fewer draws
 */
export function createRunBatch(plan: Plan, lanes: number, apart: boolean): RunBatch {
  const { rotations, pools, repeats } = plan;
  const origins = plan.origins.length;
  const cells = rotations * origins * plan.stages.length;
  const numbers = (width: number): Float64Array => new Float64Array(width * lanes);
  const classes = apart ? Int32Array.from(plan.origins.keys()) : kindsOf(plan, NO_MARKS);
  const candidates = numbers(rotations * origins);
  return {
    lanes,
    filled: 0,
    classes,
    holders: [...new Set(classes)].map((origin) => {
      const entries = plan.entry.filter((_, o) => classes[o] === origin);
      return { origin, lowest: Math.min(...entries), highest: Math.max(...entries) };
    }),
    candidates,
    came: plan.market === Infinity ? candidates : numbers(rotations * origins),
    members: numbers((rotations + 1) * pools.length),
    returning: numbers(rotations * repeats.length),
    arrivals: numbers(cells),
    waiting: numbers(plan.prompt ? 0 : cells),
    active: numbers((origins + 1) * pools.length),
    people: numbers(1),
    gone: numbers(1),
    bound: numbers(1),
    bypassing: numbers(1),
    rates: numbers(1),
  };
}
