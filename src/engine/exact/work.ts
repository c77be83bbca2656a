import type { Law, Plan } from '../../model/plan/plan.ts';
import { hasSteadyVolumes } from './stationary.ts';

/**
 * What the generating functions of a count take at one point, in complex multiplications, or the like of them. Measured
 * on wheels of 12 to 1,000 rotations, 4 to 100 stages and 1 to 200 channels, one core of 2026 makes 1.4e8 to 2.9e8 of
 * these in a second.
 */
export interface Work {
  /** One rotation of the recursion. */
  readonly rotation: number;
  /** All whom the channels bring in one rotation. */
  readonly entry: number;
  /** True where these are the same for every rotation that is asked about. */
  readonly steady: boolean;
}

/** A Poisson law: 12 terms of a series, and a few squarings (expm1). */
const POISSON = 16;
/** Of a law that is not a power. */
const WORK: Readonly<Record<Exclude<Law, 'fixed'>, number>> = { poisson: POISSON, geometric: 4 };

/** The inverse transform of one distribution and what is made of it, for each of its points. */
const TRANSFORM = 32;

/**
 * Going on, waiting and joining a pool take a step each; a law of chance is several.
 * @param kinds for each origin the one that represents it
 */
export function workOf(plan: Plan, kinds: Int32Array): Work {
  const { origins, stages, pools, repeats, channels, fresh, law } = plan;
  const distinct = new Set(kinds).size;
  const laws = origins.map((_, o) => lawWork(law[o], most(fresh.values, fresh.step || origins.length, o)));
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
  return {
    rotation:
      distinct * stages.length + (distinct + 1) * pools.length + sum(laws.slice(channels)) + POISSON * repeats.length,
    entry: sum(laws.slice(0, channels)),
    steady: hasSteadyVolumes(plan),
  };
}

/** The work at so many points. @param rotations those that one recursion answers, counted from 1 */
export function workOver({ rotation, entry, steady }: Work, rotations: readonly number[], points: number): number {
  const horizon = rotations.reduce((last, one) => Math.max(last, one), 0);
  const entries = steady ? horizon : rotations.reduce((sum, one) => sum + one, 0);
  return points * (horizon * rotation + entries * entry);
}

/** The work of the transforms that follow. */
export const workOfTransforms = (count: number, size: number): number => count * size * TRANSFORM;

/** A fixed number is a power, by repeated squaring: a multiplication for every binary digit, and half as many again. */
function lawWork(law: Law, mean: number): number {
  if (law !== 'fixed') return WORK[law];
  let work = 2;
  for (let rest = mean; rest > 1; rest /= 2) work += 1.5;
  return work;
}

function most(values: Float64Array, step: number, column: number): number {
  let found = 0;
  for (let i = column; i < values.length; i += step) found = Math.max(found, values[i]);
  return found;
}
