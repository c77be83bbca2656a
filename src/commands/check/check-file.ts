import { oneByOne } from '../../analysis/chance/one-thread.ts';
import { judgeChances } from '../../analysis/chance-assertions.ts';
import { simulate } from '../../analysis/simulate.ts';
import { breath } from '../../io/breath.ts';
import { writeWhole } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { InputError, type Path, type Place } from '../../model/errors.ts';
import { examine } from '../../model/scenario/validate.ts';
import { listed } from '../../model/text/list.ts';
import { type Document, placeAt } from '../../model/text/source.ts';
import { acceptance } from '../../output/format/shell-quote.ts';
import { snapshotPathOf } from './files/names.ts';
import { loadSnapshot } from './files/snapshot-file.ts';
import { type Difference, differencesBetween, keeping, taken } from './snapshot.ts';
import { type Snapshot, SnapshotError, snapshotText } from './snapshot-format.ts';
import { type CheckedFile, type SnapshotState, statusOf } from './status.ts';

export interface CheckSettings {
  readonly update: boolean;
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
  let file = faulty(path, []);
  try {
    refuseRivals(path, rivals);
    const document = await loadDocument(path, io);
    const { scenario, warnings } = examine(document);
    const simulation = await located(document, async () => simulate(scenario));
    const assertions = await located(document, () =>
      judgeChances(scenario, simulation.assertions, oneByOne(samplingOn(1, io)), breath),
    );
    file = { ...file, assertions, warnings, ...placesIn(document, assertions.length) };
    const take = () => located(document, () => taken(scenario, simulation, samplingOn(1, io), breath));
    const held = await holdAgainst(path, take, options, io);
    const isMissing = held.snapshot === 'missing' && options.ci;
    const problems = isMissing ? InputError.of(missing(path)).problems : [];
    return { ...file, ...held, problems, status: statusOf({ assertions, ...held }, options) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...file, problems: error.problems };
  }
}

/** A path at which there is nothing to check. */
export const faulty = (path: string, problems: CheckedFile['problems']): CheckedFile => ({
  ...{ path, problems, status: 'invalid', snapshot: null, assertions: [], differences: [] },
  ...{ warnings: [], place: null, assertionPlaces: [] },
});

function refuseRivals(path: string, rivals: readonly string[]): void {
  if (rivals.length === 0) return;
  const files = [path, ...rivals].sort();
  throw InputError.of(
    `${listed(files, 'and')} want the same snapshot, ${snapshotPathOf(path)}: rename all but one of them`,
  );
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

/** Holds a run against its snapshot, and writes that where it is asked for. */
async function holdAgainst(
  path: string,
  take: () => Promise<Snapshot>,
  { update, tolerance }: CheckSettings,
  io: Io,
): Promise<{ snapshot: SnapshotState; differences: Difference[] }> {
  const file = snapshotPathOf(path);
  const before = await known(file, path, update, io);
  if (before === null && !update) return { snapshot: 'missing', differences: [] };
  const after = await take();
  const differences = before === null ? [] : differencesBetween(before, after, tolerance);
  if (before !== null && differences.length === 0) return { snapshot: 'agrees', differences };
  if (!update) return { snapshot: 'differs', differences };
  await writeWhole(file, snapshotText(before === null ? after : keeping(before, after, tolerance)), io);
  return { snapshot: 'written', differences };
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
