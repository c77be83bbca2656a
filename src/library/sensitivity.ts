import { oneByOne, samplingHere } from '../analysis/chance/one-thread.ts';
import { objectiveOf } from '../analysis/objective.ts';
import { BY, LEAST_BY } from '../analysis/what-if/step.ts';
import { type SensitivityResult, sensitivityDocument } from '../commands/sensitivity/document.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { CHANCES, type Chances, number, optional, optionsOf, text } from './options.ts';
import { paceOf } from './pace.ts';

/** What `sensitivity` is asked. */
export interface SensitivityOptions extends Chances {
  /** What to look at, such as `'gain@5'`, `'p5:cash'` or `'chance of cash at least 0'`; by default cash where there is money, else gain. */
  readonly metric?: string;
  /** How far each number moves, down and up: a share from 0.0001 to below 1, 0.1 by default. Of a share, its odds move. */
  readonly by?: number;
}

/**
 * Which number of a scenario matters most: what a metric does when each of them is a little less, and a little more, as
 * `flywheel sensitivity` finds it.
 * @returns the JSON document of the command, without its header: a row per number, the largest swing of the metric first.
 * A share p moves by its odds p / (1 - p), anything else is multiplied; a number of several values moves as a whole, and
 * its means over the run are shown. Elasticity is the relative change of the metric over the relative change of the
 * number, null where a denominator is 0.
 * @throws InputError (rejects) for what is wrong with the scenario or an option; the signal's reason when aborted
 *
 * @example
 * import { readScenario, sensitivity } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 * `);
 * const { rows } = await sensitivity(scenario, { metric: 'engage@2' });
 * const [{ path, metricLow, metricHigh }] = rows;
 * console.log(path, metricLow?.toFixed(), metricHigh?.toFixed()); // channels.ads.volume 99 121
 */
export async function sensitivity(scenario: Scenario, options: SensitivityOptions = {}): Promise<SensitivityResult> {
  const { metric, by, ...asked } = optionsOf(options, {
    metric: optional(text, undefined),
    by: optional(number('a share from 0.0001 to below 1', LEAST_BY, 1 - Number.EPSILON), BY),
    ...CHANCES,
  });
  const pause = paceOf(asked);
  const given = givenScenario(scenario);
  const objective = objectiveOf(metric === undefined ? undefined : [metric], given);
  const inside = paceOf({ ...asked, progress: undefined });
  const { runs, seed, exact, with: switches } = asked;
  const sampling = oneByOne(samplingHere(inside));
  return sensitivityDocument(given, objective, { switches, by, runs, seed, exact, sampling, pause });
}
