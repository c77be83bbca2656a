import { samplingHere } from '../analysis/chance/one-thread.ts';
import { chanceDocument } from '../commands/chance/document.ts';
import type { ChanceResult } from '../model/result.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { CHANCES, type Chances, optional, optionsOf, texts } from './options.ts';
import { paceOf } from './pace.ts';

/** What `chance` is asked. */
export interface ChanceOptions extends Chances {
  /** Goals whose chance is wanted, such as `'gain@5 at least 47'`; also above, below, at most. None by default. */
  readonly goals?: readonly string[];
}

/**
 * How likely it is: the bands of every rotation (mean, standard deviation, 5 %, median and 95 %), and the chance of each
 * goal, as `flywheel chance` finds them. On one thread; the command's threads come to the same bits.
 * @returns the JSON document of the command, without its header: people, amounts in the scenario's currency, chances from
 * 0 to 1. Exact but for rounding, by generating functions (branching with independent individuals: Harris, The Theory of
 * Branching Processes, 1963, chapter I), for counts of people who do not depend on one another; from runs for everything
 * else. Each band and chance names its method, and a chance p from n runs its standard error, the root of p (1 - p) / n.
 * @throws InputError (rejects) for what is wrong with the scenario, an option or a goal; the signal's reason when aborted
 *
 * @example
 * import { chance, readScenario } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 * `);
 * const { goals, rotations } = await chance(scenario, { goals: ['gain@5 at least 40'] });
 * console.log(goals[0].method, goals[0].probability.toFixed(4)); // exact 0.7441
 * console.log(rotations[4].bands.engage.p5, rotations[4].bands.engage.p95); // 131 164
 */
export async function chance(scenario: Scenario, options: ChanceOptions = {}): Promise<ChanceResult> {
  const asked = optionsOf(options, { goals: optional(texts, []), ...CHANCES });
  const pause = paceOf(asked);
  const { goals, with: switches, runs, seed, exact } = asked;
  return chanceDocument(givenScenario(scenario), goals, { switches, runs, seed, exact, pause }, samplingHere(pause));
}
