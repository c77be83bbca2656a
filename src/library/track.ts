import type { Sampling } from '../analysis/chance/estimate.ts';
import type { Pause } from '../analysis/chance/exactly.ts';
import { samplingHere } from '../analysis/chance/one-thread.ts';
import { type TrackResult, trackDocument } from '../commands/track/document.ts';
import { readActuals } from '../commands/track/reading/actuals.ts';
import { LEAST_SPREAD } from '../commands/track/spread.ts';
import { track as holdAgainstPlan } from '../commands/track/track.ts';
import { givenScenario, unplaced } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { type ActualRow, csvOf } from './actual-rows.ts';
import { CHANCES, type Chances, number, optional, optionsOf, text } from './options.ts';
import { paceOf } from './pace.ts';

/** What `track` is asked. A lever that is on in reality belongs into `with`. */
export interface TrackOptions extends Chances {
  /**
   * What really happened: rows such as `{ rotation: 2, engage: 152 }`, or CSV with a column `rotation` (a number, a name
   * such as Jan 2027, or a date) and a column for each metric, as spreadsheets write it. Empty cells are not compared, and
   * columns that are no metric are skipped where others are.
   */
  readonly actuals: readonly ActualRow[] | string;
  /** What messages call actuals in CSV; `'actuals'` by default. */
  readonly source?: string;
  /** Lets the volume of every channel vary from run to run: standard deviation over mean, from 0.0001 to 1. */
  readonly spread?: number;
}

/**
 * Plan against actuals: is it news, or noise? And what does the rest now come to? As `flywheel track` finds it.
 * @returns the JSON document of the command, without its header: a row per actual value, with the band that 9 in 10 wheels
 * which run to plan stay within, and the chance (0 to 1) of something at least as far out. Exact for counts of people who
 * do not depend on one another, from runs for everything else; of R runs, k at least as far out, that chance is
 * (k + 1) / (R + 1) (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 4.2). Then, as `forecast`,
 * what the rest of the run now comes to, with bands from runs that all start from what happened.
 * @throws InputError (rejects) for what is wrong with the scenario, an option or the actuals, in CSV with line and column;
 * the signal's reason when aborted
 *
 * @example
 * import { readScenario, track } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100, arrival: poisson }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 * `);
 * const actuals = [{ rotation: 1, engage: 104 }, { rotation: 2, engage: 160 }];
 * const { rows } = await track(scenario, { actuals });
 * console.log(rows.map(({ actual, verdict }) => `${actual} ${verdict}`).join(', ')); // 104 inside, 160 above
 */
export async function track(scenario: Scenario, options: TrackOptions): Promise<TrackResult> {
  const asked = optionsOf(options, {
    actuals: (value) => value,
    source: optional(text, 'actuals'),
    spread: optional(number('a share from 0.0001 to 1', LEAST_SPREAD, 1), undefined),
    ...CHANCES,
  });
  const pause = paceOf(asked);
  const { actuals, source, spread, with: switches, runs, seed, exact } = asked;
  const given = givenScenario(scenario);
  // Rows have no places in a text.
  const read =
    typeof actuals === 'string'
      ? readActuals(actuals, source, given)
      : unplaced(() => readActuals(csvOf(actuals), source, given));
  const question = { switches, runs, seed, exact, spread, pause, notes: read.notes };
  return trackDocument(given, await holdAgainstPlan(given, read.actuals, question, inTurn(pause)), question);
}

/** Makes runs in one drawing after another: what is done of one counts on from those before. */
function inTurn(pause: Pause): Sampling {
  let made = 0;
  return (job) => {
    const before = made;
    made += job.runs;
    return samplingHere((done, total) => pause(before + done, before + total))(job);
  };
}
