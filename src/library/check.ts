import { samplingHere } from '../analysis/chance/one-thread.ts';
import { simulate } from '../analysis/simulate.ts';
import { differencesBetween, toleranceOf } from '../commands/check/differences.ts';
import { type CheckDocument, checkDocument } from '../commands/check/document.ts';
import { type ChangedInput, changedInputs, inputsOf } from '../commands/check/inputs.ts';
import { taken } from '../commands/check/snapshot.ts';
import { readSnapshot } from '../commands/check/snapshot-format.ts';
import { type PlacedInput, type SnapshotState, statusOf } from '../commands/check/status.ts';
import { TOLERANCE } from '../commands/check/tolerance.ts';
import { givenDocument, unplaced } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { examine } from '../model/scenario/validate.ts';
import { number, optional, optionsOf, text, WATCHED, type Watched } from './options.ts';
import { paceOf } from './pace.ts';

/** What `check` is asked. */
export interface CheckOptions extends Watched {
  /** What the document calls the scenario; `'scenario'` by default. */
  readonly path?: string;
  /** The text of its snapshot, as `flywheel check --update` writes it; left out, its assertions alone are checked. */
  readonly snapshot?: string;
  /** How far numbers may be from the snapshot, relative: from 0 to below 1, 1e-9 by default. */
  readonly tolerance?: number;
}

/**
 * Does a scenario keep the promises that it makes (`expect`), and does it still come to the numbers of its snapshot? As
 * `flywheel check` finds it for one file.
 * @returns the JSON document of the command, without its header, with one file. `passed` where all is well, `new` where all
 * is and there is no snapshot, else `failed`.
 * @throws InputError (rejects) for what is wrong with the scenario or an option, or a snapshot that is damaged; the
 * signal's reason when aborted
 *
 * @example
 * import { check, readScenario } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 *   expect: [{ metric: gain@2, is: 12 }]
 * `);
 * const { files } = await check(scenario);
 * console.log(files[0].status, files[0].assertions[0].actual); // failed 10
 */
export async function check(scenario: Scenario, options: CheckOptions = {}): Promise<CheckDocument> {
  const asked = optionsOf(options, {
    path: optional(text, 'scenario'),
    snapshot: optional(text, null),
    tolerance: optional(number('a share from 0 to below 1', 0, 1 - Number.EPSILON), TOLERANCE),
    ...WATCHED,
  });
  const pause = paceOf(asked);
  const { path, snapshot, tolerance } = asked;
  const { scenario: given, warnings } = unplaced(() => examine(givenDocument(scenario)));
  const simulation = simulate(given);
  const { assertions } = simulation;
  const before =
    snapshot === null ? null : readSnapshot(snapshot, `the snapshot of ${path}`, 'flywheel check --update');
  const after = before && (await taken(given, simulation, samplingHere(pause), pause));
  const differences = before && after ? differencesBetween(before, after, toleranceOf(given, tolerance)) : [];
  const changes = before?.inputs ? changedInputs(before.inputs, inputsOf(given)) : null;
  const inputs = differences.length === 0 && changes === null ? [] : (changes?.map(unplacedInput) ?? null);
  const state: SnapshotState = before === null ? 'missing' : differences.length > 0 ? 'differs' : 'agrees';
  const status = statusOf({ assertions, snapshot: state }, { update: false, ci: false });
  const unplacedWarnings = warnings.map((warning) => ({ ...warning, place: null }));
  const file = { path, status, snapshot: state, assertions, inputs, differences, problems: [] };
  const untold = { place: null, assertionPlaces: [], seconds: { run: 0, snapshot: 0 } };
  return checkDocument({ files: [{ ...file, ...untold, warnings: unplacedWarnings }], skipped: 0 });
}

const unplacedInput = (input: ChangedInput): PlacedInput => ({ ...input, place: null });
