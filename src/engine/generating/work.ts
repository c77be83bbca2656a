import type { Plan } from '../../model/plan.ts';
import { hasSteadyVolumes } from './steady.ts';

/** What a law of chance takes, in complex multiplications: a Poisson one has 12 terms and a few squarings. */
const LAW = 16;

/**
 * About how many complex multiplications the generating functions of a count take at one point: one for each step of a
 * person in each rotation up to the last, and a law for each loop; a law for each channel and rotation, once for all
 * where volumes do not change, else once for each rotation asked.
 * @param rotations those that one recursion answers, counted from 1
 */
export function workOf(plan: Plan, rotations: readonly number[]): number {
  const { origins, stages, pools, repeats, channels } = plan;
  const horizon = Math.max(...rotations);
  const steps = origins.length * stages.length + (origins.length + 1) * pools.length;
  const loops = origins.length - channels + repeats.length;
  const entries = hasSteadyVolumes(plan) ? horizon : rotations.reduce((sum, rotation) => sum + rotation, 0);
  return horizon * (steps + LAW * loops) + entries * LAW * channels;
}
