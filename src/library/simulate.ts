import { type SimulateOptions, simulate as simulated } from '../analysis/simulate.ts';
import type { Simulation } from '../model/result.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { LEVERS, optionsOf } from './options.ts';

/**
 * Turns the wheel of a scenario by expected values, as `flywheel simulate` does. What is given is checked each time: it
 * may have been changed.
 * @returns the JSON document of the command, without its header: people (fractional) by rotation, stage and origin, the
 * figures of the run, and the assertions judged. What is undefined is null, and never 0.
 * @throws InputError with everything that is wrong with the scenario, or when a lever is unknown or moves a number out of
 * its range
 * @throws RunawayError when more than 1e15 people come in
 *
 * @example
 * import { readScenario, simulate } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 * `);
 * const { rotations } = simulate(scenario);
 * console.log(rotations[1].stages.engage.arrivals); // 110
 * console.log(rotations[1].stages.engage.origins['word-of-mouth']); // 10
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Simulation {
  const { with: switches } = optionsOf(options, LEVERS);
  return simulated(givenScenario(scenario), { with: switches });
}
