import { createFlow, type Flow } from '../../../src/engine/flow.ts';
import { DrawnPeople } from '../../../src/engine/montecarlo/drawn-people.ts';
import { placesOf } from '../../../src/engine/montecarlo/places.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';

interface Settings {
  readonly seed?: string;
  readonly apart?: boolean;
  readonly block?: number;
}

/** Runs of a plan, drawn side by side. */
export function drawPeople(plan: Plan, runs: number, { seed = '1', apart = true, block = 0 }: Settings = {}): Flow {
  const flow = createFlow(plan, runs, apart);
  const places = placesOf(plan, seed);
  places.begin(block);
  new DrawnPeople(plan, flow, places).turn();
  return flow;
}
