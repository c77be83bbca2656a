import { bundledNames } from '../../../io/bundled.ts';
import { errorCode } from '../../../io/conditions.ts';
import type { Io } from '../../../io/io.ts';
import { parseDocument, readError, readFile } from '../../../io/load.ts';
import { InputError, type Problem } from '../../../model/errors.ts';
import { suggestion } from '../../../model/scenario/suggest.ts';
import { isMapping } from '../../../model/text/source.ts';
import { isIgnored, rulesAbove, rulesIn } from './ignored.ts';
import { folderOf, isSnapshotName, mayBeOurs, nameOf, scenariosOf, snapshotPathOf, tidy, within } from './names.ts';
import { isSnapshotFile } from './snapshot-file.ts';

/** What there is to check. */
export interface Found {
  /** Paths of scenarios, each with the files that want the same snapshot. */
  readonly scenarios: Map<string, readonly string[]>;
  /** Snapshots whose scenario is gone. */
  readonly orphans: Set<string>;
  /** Paths at which nothing can be checked, and why. */
  readonly faults: Map<string, readonly Problem[]>;
  /** JSON and YAML files that are no scenarios. */
  readonly skipped: Set<string>;
}

/**
 * Finds the scenarios among files and folders. Named files are taken as they are; folders are searched.
 * @throws InputError for what is no path at all
 */
export async function findScenarios(paths: readonly string[], io: Io): Promise<Found> {
  const found: Found = { scenarios: new Map(), orphans: new Set(), faults: new Map(), skipped: new Set() };
  for (const path of paths) refuseNonPath(path);
  for (const named of paths.map(tidy)) {
    await noting(named, found, async () => {
      if (isFolder(named, io)) await searchFolder(named, found, io);
      else await addNamed(named, found, io);
    });
  }
  for (const path of found.scenarios.keys()) found.skipped.delete(path);
  return found;
}

/** One bad path does not hide the others. */
async function noting(path: string, { faults }: Found, search: () => Promise<void>): Promise<void> {
  try {
    await search();
  } catch (error) {
    const known = readError(error, path);
    if (!(known instanceof InputError)) throw known;
    faults.set(path, known.problems);
  }
}

function refuseNonPath(path: string): void {
  if (path === '') throw InputError.of('a path is empty: leave it out to check this folder');
  if (path === '-') throw InputError.of('check takes files and folders: standard input has no place for a snapshot');
}

function isFolder(path: string, io: Io): boolean {
  try {
    io.list(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return false;
    throw errorCode(error) === 'ENOENT' ? notThere(path, io) : error;
  }
}

function notThere(path: string, io: Io): InputError {
  const bundled = bundledNames().includes(path)
    ? `, and check takes no names: flywheel init ${path}.yaml --from ${path} writes that scenario as a file`
    : suggestion(
        nameOf(path),
        namesIn(folderOf(path), io).filter((name) => mayBeOurs(name) && !isSnapshotName(name)),
      );
  return InputError.of(`there is no file or folder ${JSON.stringify(path)}${bundled}`);
}

/** The files in a folder that can be listed. */
function namesIn(folder: string, io: Io): string[] {
  try {
    return filesAmong(io.list(folder));
  } catch {
    return [];
  }
}

const filesAmong = (entries: ReturnType<Io['list']>): string[] =>
  entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);

/** A named snapshot stands for its scenario, so that `check *.json` and lists of changed files work. */
async function addNamed(path: string, found: Found, io: Io): Promise<void> {
  const owners = isSnapshotName(path) ? scenariosOf(path).filter((file) => io.same(file, file)) : [path];
  for (const owner of owners) found.scenarios.set(owner, await rivalsOf(owner, io));
  if (owners.length > 0) return;
  if (!(await isSnapshotFile(path, io))) {
    throw InputError.of(`${path} is neither a scenario nor the snapshot of one: no scenario may be called so`);
  }
  found.orphans.add(path);
}

async function searchFolder(root: string, found: Found, io: Io): Promise<void> {
  const folders = [{ here: root, around: await rulesAbove(root, io) }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { here, around } = folder;
    await noting(here, found, async () => {
      const entries = io.list(here);
      const rules = await rulesIn(here, around, io);
      await searchFiles(here, filesAmong(entries), (path) => isIgnored(path, rules), found, io);
      for (const { kind, name } of entries) {
        const path = within(here, name);
        if (kind !== 'folder' || name.startsWith('.') || name === 'node_modules') continue;
        if (!isIgnored(`${path}/`, rules)) folders.push({ here: path, around: rules });
      }
    });
  }
}

async function searchFiles(
  folder: string,
  names: readonly string[],
  isPassedBy: (path: string) => boolean,
  found: Found,
  io: Io,
): Promise<void> {
  const all = new Set(names);
  // An ignored scenario still is the owner of its snapshot.
  const owned = new Set(names.filter((name) => !isSnapshotName(name)).map(snapshotPathOf));
  for (const name of names.filter(mayBeOurs)) {
    const path = within(folder, name);
    if (isPassedBy(path) || owned.has(name)) continue;
    const rivals = await rivalsOf(path, io);
    if (isSnapshotName(name)) ((await isSnapshotFile(path, io)) ? found.orphans : found.skipped).add(path);
    // What has a snapshot is a scenario, whatever has become of it, unless another file is what the snapshot is of.
    else if ((await hasStages(path, io)) || (all.has(snapshotPathOf(name)) && rivals.length === 0)) {
      found.scenarios.set(path, rivals);
    } else found.skipped.add(path);
  }
}

/** The other scenarios that want the snapshot of this one. */
async function rivalsOf(path: string, io: Io): Promise<string[]> {
  const rivals: string[] = [];
  for (const other of scenariosOf(snapshotPathOf(path))) {
    if (other !== path && (await hasStages(other, io))) rivals.push(other);
  }
  return rivals;
}

/** A scenario that somebody has broken: nobody can tell what is at its top. */
const LOOKS_LIKE_STAGES = /^\{?\s*stages\s*:|"stages"/m;

/** True for a file with stages at its top, or with what looks like these where it is neither JSON nor YAML. */
async function hasStages(path: string, io: Io): Promise<boolean> {
  let text = '';
  try {
    text = await readFile(path, io);
    // Parsing a long file of another tool takes time.
    if (!text.includes('stages')) return false;
    const { root } = await parseDocument(text, path);
    return isMapping(root) && Object.hasOwn(root, 'stages');
  } catch (error) {
    if (!(error instanceof InputError) && errorCode(error) === undefined) throw error;
    return LOOKS_LIKE_STAGES.test(text);
  }
}
