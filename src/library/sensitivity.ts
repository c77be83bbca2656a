import { DEFAULT_RUNS } from '../analysis/chance/estimate.ts';
import { oneByOne, samplingHere } from '../analysis/chance/one-thread.ts';
import { objectiveOf } from '../analysis/objective.ts';
import { BY, LEAST_BY, UNCERTAINTY } from '../analysis/what-if/step.ts';
import { refuseOfChance } from '../analysis/what-if/uncertain-sensitivity.ts';
import {
  type SensitivityResult,
  sensitivityDocument,
  type UncertaintyResult,
  uncertaintyDocument,
} from '../commands/sensitivity/document.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { CHANCES, type Chances, number, optional, optionsOf, text, type Watched, type WithLevers } from './options.ts';
import { paceOf } from './pace.ts';

/** What `sensitivity` is asked. */
export interface SensitivityOptions extends Chances {
  /** What to look at, such as `'gain@5'`, `'p5:cash'` or `'chance of cash at least 0'`; by default cash where there is money, else gain. */
  readonly metric?: string;
  /** How far each number moves, down and up: a share from 0.0001 to below 1, 0.1 by default. Of a share, its odds move. */
  readonly by?: number;
}

/** What `sensitivity` is asked about the uncertain numbers. */
export interface UncertaintyOptions extends WithLevers, Watched {
  /** What to look at, such as `'gain@5'`; by default cash where there is money, else gain. */
  readonly metric?: string;
  /** Every uncertain number goes from its 5 % to its 95 % quantile, and how much of the variance each explains is estimated. */
  readonly by: 'uncertainty';
  /** How many draws of the uncertain numbers: an even number from 100 on, 10,000 by default. */
  readonly runs?: number;
  /** Other random numbers: a text of up to 1,000 characters, `'1'` by default. */
  readonly seed?: string;
}

/**
 * Which uncertain number makes a metric uncertain, as `flywheel sensitivity --by uncertainty` finds it.
 * @returns the JSON document of the command, without its header: a row per uncertain number with the metric at its 5 % and
 * 95 % quantile, all others at their mean, and the share of the metric's variance that it explains alone (`explains`, the
 * first-order Sobol index) and together with others (`explainsInAll`, the total index), each with its standard error.
 * Estimated by Azzini, Mara & Rosati (2021) from what-ifs at expected values; `unexplained` is the share of all variance
 * that is the luck of whole people.
 * @throws InputError (rejects) for what is wrong with the scenario or an option, and where no number is uncertain; the
 * signal's reason when aborted
 */
export function sensitivity(scenario: Scenario, options: UncertaintyOptions): Promise<UncertaintyResult>;
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
export function sensitivity(scenario: Scenario, options?: SensitivityOptions): Promise<SensitivityResult>;
export async function sensitivity(
  scenario: Scenario,
  options: SensitivityOptions | UncertaintyOptions = {},
): Promise<SensitivityResult | UncertaintyResult> {
  const { metric, by, ...asked } = optionsOf(options, {
    metric: optional(text, undefined),
    by: optional(step, BY),
    ...CHANCES,
  });
  const { runs, seed, exact, with: switches } = asked;
  const pause = paceOf(asked);
  const given = givenScenario(scenario);
  const objective = objectiveOf(metric === undefined ? undefined : [metric], given);
  if (by === UNCERTAINTY) {
    refuseOfChance(objective);
    const settings = { switches, runs: runs ?? DEFAULT_RUNS, seed, pause, pauseRuns: pause };
    return uncertaintyDocument(given, objective.metric, settings, samplingHere(pause));
  }
  const sampling = oneByOne(samplingHere(paceOf({ ...asked, progress: undefined })));
  return sensitivityDocument(given, objective, { switches, by, runs, seed, exact, sampling, pause });
}

/** How far numbers move: a share of themselves, or as far as they are uncertain. */
function step(value: unknown, name: string): number | typeof UNCERTAINTY {
  if (value === UNCERTAINTY) return UNCERTAINTY;
  return number(`a share from ${LEAST_BY} to below 1, or '${UNCERTAINTY}'`, LEAST_BY, 1 - Number.EPSILON)(value, name);
}
