import { normalize, posix, sep } from 'node:path';
import { grouped } from '../../../model/group-by.ts';

/** Which files belong together, by their names alone. Paths have forward slashes on every machine. */

const SCENARIO = /\.(?:json|ya?ml)$/i;
const SNAPSHOT = '.snap.json';

export const isSnapshotName = (name: string): boolean => name.toLowerCase().endsWith(SNAPSHOT);

/** True for a file that may be a scenario by its name; hidden files belong to other tools. */
export const mayBeScenario = (name: string): boolean =>
  SCENARIO.test(name) && !isSnapshotName(name) && !name.startsWith('.');

/** The snapshot of a scenario: beside x.json, x.yaml or x.yml it is x.snap.json. */
export const snapshotPathOf = (path: string): string => `${stemOf(path)}${SNAPSHOT}`;

const stemOf = (path: string): string => (isSnapshotName(path) ? path : path.replace(SCENARIO, ''));

/** Files of a folder by the snapshot that they have for theirs. */
export const ownersAmong = (names: Iterable<string>): ReadonlyMap<string, readonly string[]> =>
  grouped(
    [...names].filter((name) => !isSnapshotName(name)),
    snapshotPathOf,
  );

/**
 * A path as all outputs show it, and as it can be read: no needless steps, and never taken for an option or, at the
 * start of a line, for a command to the machine that runs the check (`::error::`).
 */
export function tidy(path: string): string {
  const short = normalize(path)
    .split(sep)
    .join('/')
    .replace(/(.)\/$/, '$1');
  return /^\s*[-:]/.test(short) ? `./${short}` : short;
}

/** A file in a folder, by its path. */
export const within = (folder: string, name: string): string =>
  folder === '.' ? tidy(name) : `${folder.replace(/\/$/, '')}/${name}`;

export const folderOf = (path: string): string => posix.dirname(path);
export const nameOf = (path: string): string => posix.basename(path);
