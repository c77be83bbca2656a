import { bundledNames } from '../../../io/bundled.ts';
import { errorCode } from '../../../io/conditions.ts';
import type { Io } from '../../../io/io.ts';
import { readError } from '../../../io/load.ts';
import { InputError, type Problem } from '../../../model/errors.ts';
import { suggestion } from '../../../model/scenario/suggest.ts';
import type { SkippedFile } from '../status.ts';
import { type IgnoreRules, isIgnored, rulesAbove, rulesIn } from './ignored.ts';
import { type Kind, kindOf } from './kind.ts';
import { folderOf, isSnapshotName, mayBeScenario, nameOf, ownersAmong, snapshotPathOf, tidy, within } from './names.ts';
import { isSnapshotFile } from './snapshot-file.ts';

/** What there is to check. */
export interface Found {
  /** Paths of scenarios, each with the files that want the same snapshot. */
  readonly scenarios: Map<string, readonly string[]>;
  /** Snapshots whose scenario is gone. */
  readonly orphans: Set<string>;
  /** Paths at which nothing can be checked, and why. */
  readonly faults: Map<string, readonly Problem[]>;
  /** Paths of JSON and YAML files that are no scenarios, and why somebody may have thought so. */
  readonly others: Map<string, SkippedFile['doubt']>;
}

/**
 * Finds the scenarios among files and folders. Named files are taken as they are; folders are searched.
 * @throws InputError for what is no path at all
 */
export async function findScenarios(paths: readonly string[], io: Io): Promise<Found> {
  const found: Found = { scenarios: new Map(), orphans: new Set(), faults: new Map(), others: new Map() };
  for (const path of paths) refuseNonPath(path);
  // Each folder is listed once: a shell may name thousands of its files.
  const known = new Map<string, Owners>();
  const ownersIn = (folder: string): Owners => {
    const owners = known.get(folder) ?? ownersAmong(namesIn(folder, io));
    known.set(folder, owners);
    return owners;
  };
  for (const named of paths.map(tidy)) {
    await noting(named, found, async () => {
      if (isFolder(named, io)) await searchFolder(named, found, io);
      else await addNamed(named, found, ownersIn, io);
    });
  }
  for (const path of found.scenarios.keys()) found.others.delete(path);
  return found;
}

type Owners = ReturnType<typeof ownersAmong>;

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
    : suggestion(nameOf(path), namesIn(folderOf(path), io).filter(mayBeScenario));
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
async function addNamed(path: string, found: Found, ownersIn: (folder: string) => Owners, io: Io): Promise<void> {
  const folder = folderOf(path);
  if (!isSnapshotName(path)) {
    found.scenarios.set(path, await claimants(folder, nameOf(path), ownersIn(folder), io));
    return;
  }
  const owners = ownersIn(folder).get(nameOf(path)) ?? [];
  if (owners.length === 0 && !(await isSnapshotFile(path, io))) throw notOurs(path);
  if (owners.length === 0) found.orphans.add(path);
  for (const owner of owners) await addNamed(within(folder, owner), found, ownersIn, io);
}

const notOurs = (path: string): InputError =>
  InputError.of(`${path} is neither a scenario nor the snapshot of one: no scenario may be called so`);

async function searchFolder(root: string, found: Found, io: Io): Promise<void> {
  const folders = [{ here: root, around: await rulesAbove(root, io) }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { here, around } = folder;
    await noting(here, found, async () => {
      const entries = io.list(here);
      const rules = await rulesIn(here, around, io);
      await searchFiles(here, filesAmong(entries), rules, found, io);
      const inner = entries
        .filter(({ kind, name }) => kind === 'folder' && !isPassedBy(name))
        .map(({ name }) => within(here, name));
      folders.push(
        ...inner.filter((path) => !isIgnored(`${path}/`, rules)).map((path) => ({ here: path, around: rules })),
      );
    });
  }
}

const isPassedBy = (folder: string): boolean => folder.startsWith('.') || folder === 'node_modules';

async function searchFiles(
  folder: string,
  names: readonly string[],
  rules: IgnoreRules,
  found: Found,
  io: Io,
): Promise<void> {
  const all = new Set(names);
  // An ignored scenario still is the owner of its snapshot.
  const owners = ownersAmong(names);
  const searched = names.filter((name) => !isIgnored(within(folder, name), rules));
  for (const name of searched.filter(mayBeScenario)) {
    const path = within(folder, name);
    const rivals = await claimants(folder, name, owners, io);
    const kind = await kindOf(path, io);
    if (isScenario(kind, all.has(snapshotPathOf(name)), rivals)) found.scenarios.set(path, rivals);
    else found.others.set(path, kind === 'stageless' || kind === 'unreadable' ? kind : null);
  }
  for (const name of searched.filter((file) => isSnapshotName(file) && !file.startsWith('.'))) {
    const path = within(folder, name);
    if (owners.has(name)) continue;
    if (await isSnapshotFile(path, io)) found.orphans.add(path);
    else found.others.set(path, null);
  }
}

/** True for a file with stages, and one with a snapshot, unless another with stages is whose snapshot it is. */
function isScenario(kind: Kind, hasSnapshot: boolean, rivals: readonly string[]): boolean {
  if (kind === 'scenario' || !hasSnapshot) return kind === 'scenario';
  return kind === 'unreadable' || kind === 'empty' || rivals.length === 0;
}

/** The other files that want the snapshot of this one. */
async function claimants(folder: string, name: string, owners: Owners, io: Io): Promise<string[]> {
  const alike = (owners.get(snapshotPathOf(name)) ?? []).filter((other) => other !== name && mayBeScenario(other));
  const claims: string[] = [];
  for (const other of alike.sort()) if ((await kindOf(within(folder, other), io)) === 'scenario') claims.push(other);
  return claims;
}
