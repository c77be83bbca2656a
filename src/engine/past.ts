import type { Plan } from '../model/plan/plan.ts';
import type { Flow, Past } from './flow.ts';

/**
 * Writes what happened already into every lane of a flow; people who are counted together are added up.
 * @param flow begun; the wheel turns on after the rotations of the past
 */
export function resume(plan: Plan, flow: Flow, past: Past): void {
  const { lanes } = flow;
  const [origins, stages, pools] = [plan.driver.length, plan.delay.length, plan.pools.length];
  const copyAll = (from: Float64Array, into: Float64Array, cells: number): void => {
    for (let cell = 0; cell < cells; cell++) into.fill(from[cell], cell * lanes, (cell + 1) * lanes);
  };
  copyAll(past.candidates, flow.candidates, past.rotations * origins);
  if (flow.came !== flow.candidates) copyAll(past.came, flow.came, past.rotations * origins);
  copyAll(past.members, flow.members, (past.rotations + 1) * pools);
  copyAll(past.returning, flow.returning, past.rotations * plan.repeats.length);
  copyAll(past.people, flow.people, 1);
  const classOf = (o: number): number => (o < origins ? flow.classes[o] : o);
  const addAll = (from: Float64Array, into: Float64Array, rows: number, rowOrigins: number, width: number): void => {
    into.fill(0, 0, rows * rowOrigins * width * lanes);
    for (let row = 0; row < rows * rowOrigins; row++) {
      const o = row % rowOrigins;
      const own = row + classOf(o) - o;
      for (let i = 0; i < width; i++) addEverywhere(from[row * width + i], flow.lanes, into, own * width + i);
    }
  };
  // On their way to later rotations are people of plans that are not prompt.
  addAll(past.arrivals, flow.arrivals, plan.prompt ? past.rotations : plan.rotations, origins, stages);
  if (!plan.prompt) addAll(past.waiting, flow.waiting, past.rotations, origins, stages);
  addAll(past.active, flow.active, 1, origins + 1, pools);
}

function addEverywhere(people: number, lanes: number, into: Float64Array, cell: number): void {
  if (people === 0) return;
  for (let i = cell * lanes; i < (cell + 1) * lanes; i++) into[i] += people;
}
