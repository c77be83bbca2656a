import { oneByOne, samplingHere } from '../analysis/chance/one-thread.ts';
import { objectiveOf } from '../analysis/objective.ts';
import { type LeverRanking, rankLevers as ranked } from '../commands/levers/rank.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { CHANCES, type Chances, number, optional, optionsOf, text } from './options.ts';
import { paceOf } from './pace.ts';

/** What `rankLevers` is asked. The levers of `with` are on already. */
export interface RankLeversOptions extends Chances {
  /** What to judge levers by, such as `'npv'`, `'p5:cash'` or `'chance of cash at least 0'`; by default cash where there is money, else gain. */
  readonly metric?: string;
  /** What the levers of the best set may cost together over the run: 0 or more, in the scenario's currency. */
  readonly budget?: number;
}

/**
 * What each lever of a scenario does alone, and the best order to switch them on, as `flywheel levers` finds it: at each
 * step the one that makes the metric best on top of those before (greedy). With a budget, the best set within it first: of
 * up to 14 levers out of all sets, of more by exchanging one for another until that no longer helps.
 * @returns the JSON document of the command, without its header. `change` is in the metric's unit, `outlay` in the
 * scenario's currency; both are null where they are undefined.
 * @throws InputError (rejects) for what is wrong with the scenario or an option, and where there is no lever to try; the
 * signal's reason when aborted
 *
 * @example
 * import { rankLevers, readScenario } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 *   levers:
 *     - { id: coaching, changes: [{ path: stages.acquire.conversion, multiply: 1.2 }] }
 *     - { id: gifts, changes: [{ path: loops.word-of-mouth.perMember, multiply: 2 }] }
 * `);
 * const { order } = await rankLevers(scenario, { metric: 'gain@2' });
 * console.log(order.map(({ lever, change }) => `${lever} +${change}`).join(', ')); // gifts +10, coaching +4
 */
export async function rankLevers(scenario: Scenario, options: RankLeversOptions = {}): Promise<LeverRanking> {
  const { metric, budget, ...asked } = optionsOf(options, {
    metric: optional(text, undefined),
    budget: optional(number('an amount of 0 or more', 0, Number.MAX_VALUE), null),
    ...CHANCES,
  });
  const pause = paceOf(asked);
  const given = givenScenario(scenario);
  const objective = objectiveOf(metric === undefined ? undefined : [metric], given);
  const inside = paceOf({ ...asked, progress: undefined });
  const { runs, seed, exact, with: switches } = asked;
  const sampling = oneByOne(samplingHere(inside));
  return ranked(given, objective, { switches, budget, runs, seed, exact, sampling, pause });
}
