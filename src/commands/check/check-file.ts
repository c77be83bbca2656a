import { simulate } from '../../analysis/simulate.ts';
import { breath } from '../../io/breath.ts';
import { writeWhole } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { InputError, type Path, type Place, type Problem } from '../../model/errors.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { examine } from '../../model/scenario/validate.ts';
import { listed } from '../../model/text/list.ts';
import { type Document, placeAt } from '../../model/text/source.ts';
import { acceptance } from '../../output/format/shell-quote.ts';
import { differencesBetween, toleranceOf } from './differences.ts';
import { snapshotPathOf } from './files/names.ts';
import { loadSnapshot } from './files/snapshot-file.ts';
import { type ChangedInput, changedInputs, type Inputs, stepsTo } from './inputs.ts';
import { keeping, taken } from './snapshot.ts';
import { type Snapshot, SnapshotError, snapshotText } from './snapshot-format.ts';
import { type CheckedFile, type PlacedInput, statusOf } from './status.ts';

/** Says whether the numbers of a scenario are to be its snapshot: those that differ, or are the first. */
export type Accept = (file: CheckedFile) => Promise<boolean>;

export interface CheckSettings {
  readonly update: boolean;
  /** Null where nothing is accepted. */
  readonly accept: Accept | null;
  /** Relative. */
  readonly tolerance: number;
  /** True where nobody is there to accept a snapshot. */
  readonly ci: boolean;
}

/** Checks one scenario; whatever is wrong with it is part of the answer. */
export async function checkFile(
  path: string,
  rivals: readonly string[],
  options: CheckSettings,
  io: Io,
): Promise<CheckedFile> {
  const begun = io.clock();
  const rivalry = rivalProblems(path, rivals);
  let file = faulty(path, rivalry);
  const spent = (): number => (io.clock() - begun) / 1000;
  try {
    const document = await loadDocument(path, io);
    const { scenario, warnings } = examine(document);
    const simulation = await located(document, async () => simulate(scenario));
    const { assertions } = simulation;
    const run = spent();
    file = { ...file, assertions, warnings, ...placesIn(document, assertions.length), seconds: { run, snapshot: 0 } };
    // Whose snapshot it is nobody can tell.
    if (rivalry.length > 0) return file;
    const take = () => located(document, () => taken(scenario, simulation, samplingOn(1, io), breath));
    const held = await holdAgainst({ file, document, scenario, take }, options, io);
    const isMissing = held.snapshot === 'missing' && options.ci;
    const problems = isMissing ? InputError.of(missing(path)).problems : [];
    const seconds = { run, snapshot: spent() - run };
    return { ...file, ...held, problems, seconds, status: statusOf({ assertions, ...held }, options) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const seconds = { ...file.seconds, snapshot: spent() - file.seconds.run };
    return { ...file, problems: [...rivalry, ...error.problems], seconds };
  }
}

/** A path at which there is nothing to check. */
export const faulty = (path: string, problems: CheckedFile['problems']): CheckedFile => ({
  ...{ path, problems, status: 'invalid', snapshot: null, assertions: [], inputs: [], differences: [] },
  ...{ warnings: [], place: null, assertionPlaces: [], seconds: { run: 0, snapshot: 0 } },
});

function rivalProblems(path: string, rivals: readonly string[]): readonly Problem[] {
  if (rivals.length === 0) return [];
  const files = [path, ...rivals].sort();
  const want = `${listed(files, 'and')} want the same snapshot, ${snapshotPathOf(path)}`;
  return InputError.of(`${want}: rename all but one of them`).problems;
}

const missing = (path: string): string =>
  `${path} has no snapshot: run ${acceptance(path)} on your own machine and commit ${snapshotPathOf(path)}`;

/** What went wrong in a run has no place of its own; it comes of how long and how fast the wheel turns. */
async function located<T>(document: Document, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = placeOf(document, ['rotations'], 'value');
    throw new InputError(error.problems.map((problem) => ({ ...problem, place: problem.place ?? place })));
  }
}

const placeOf = ({ source, text, offsetOf }: Document, path: Path, part: 'key' | 'value'): Place =>
  placeAt(source, text, offsetOf(path, part));

/** The places that a reader is pointed to: the scenario as a whole, by its stages, and its assertions. */
const placesIn = (document: Document, assertions: number): Pick<CheckedFile, 'place' | 'assertionPlaces'> => ({
  place: placeOf(document, ['stages'], 'key'),
  assertionPlaces: Array.from({ length: assertions }, (_, i) => placeOf(document, ['expect', i], 'value')),
});

/** A scenario that was run. */
interface Ran {
  readonly file: CheckedFile;
  readonly document: Document;
  readonly scenario: Scenario;
  readonly take: () => Promise<Snapshot>;
}

type Held = Pick<CheckedFile, 'snapshot' | 'inputs' | 'differences'>;

/** Holds a run against its snapshot, and writes that where it is accepted. */
async function holdAgainst({ file, document, scenario, take }: Ran, options: CheckSettings, io: Io): Promise<Held> {
  const { accept, update } = options;
  const target = snapshotPathOf(file.path);
  const before = await known(target, file.path, update, io);
  if (before === null && accept === null) return { snapshot: 'missing', inputs: [], differences: [] };
  const after = await take();
  const tolerance = toleranceOf(scenario, options.tolerance);
  const first = before ?? NOTHING_YET;
  const differences = differencesBetween(first, after, tolerance);
  const inputs = before === null ? [] : changesIn(document, before.inputs, after.inputs);
  const isSettled = before !== null && differences.length === 0;
  // That numbers are written otherwise, and to no effect, is no question to anybody.
  if (isSettled && !(update && inputs?.length !== 0)) return { snapshot: 'agrees', inputs: inputs ?? [], differences };
  const held: Held = { snapshot: before === null ? 'missing' : 'differs', inputs, differences };
  const isAccepted = accept !== null && (await accept({ ...file, ...held }));
  const told = before === null ? { ...held, differences: [] } : held;
  if (!isAccepted) return told;
  await writeWhole(target, snapshotText(before === null ? after : keeping(before, after, tolerance)), io);
  return { ...told, snapshot: 'written' };
}

const NOTHING_YET: Snapshot = { inputs: null, summary: new Map(), rotations: new Map(), bands: new Map() };

/** More than these nobody is led to; finding the place of each takes time. */
const MOST_PLACES = 100;

/** What was changed, with its places; null where nobody knows what the snapshot was made with. */
function changesIn(document: Document, before: Inputs | null, after: Inputs | null): readonly PlacedInput[] | null {
  if (before === null || after === null) return null;
  const steps = stepsTo(document.root);
  const placed = (input: ChangedInput, i: number): PlacedInput => {
    const path = i < MOST_PLACES ? steps.get(input.path) : undefined;
    return { ...input, place: path === undefined ? null : placeOf(document, path, 'value') };
  };
  return changedInputs(before, after).map(placed);
}

/** The snapshot that there is; null where there is none, or a damaged one is to be written anew. */
async function known(file: string, path: string, update: boolean, io: Io): Promise<Snapshot | null> {
  try {
    return await loadSnapshot(file, path, io);
  } catch (error) {
    if (update && error instanceof SnapshotError && error.replaceable) return null;
    throw error;
  }
}
