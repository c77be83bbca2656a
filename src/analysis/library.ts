import type { Simulation } from '../model/result.ts';
import { givenScenario, givenSwitches } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { type SimulateOptions, simulate as simulated } from './simulate.ts';

/**
 * Turns the wheel of a scenario by expected values. What is given is checked each time: it may have been changed.
 * @returns plain data: people by rotation, stage and origin, the figures of the run, and the assertions judged
 * @throws InputError with everything that is wrong with the scenario, or when a lever is unknown or moves a number out of
 * its range
 * @throws RunawayError when more than 1e15 people come in
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Simulation {
  const switches = givenSwitches(options);
  return simulated(givenScenario(scenario), { with: switches });
}
