import { normalize, posix, sep } from 'node:path';

/** Which files belong together, by their names alone. Paths have forward slashes on every machine. */

const SCENARIO = /\.(?:json|ya?ml)$/i;
const SNAPSHOT = '.snap.json';

export const isSnapshotName = (name: string): boolean => name.toLowerCase().endsWith(SNAPSHOT);

/** True for a file that may be a scenario or a snapshot by its name; hidden files belong to other tools. */
export const mayBeOurs = (name: string): boolean => SCENARIO.test(name) && !name.startsWith('.');

/** The snapshot of a scenario: beside x.json, x.yaml or x.yml it is x.snap.json. */
export const snapshotPathOf = (path: string): string => `${path.replace(SCENARIO, '')}${SNAPSHOT}`;

/** The scenarios that a snapshot may be of. */
export const scenariosOf = (snapshot: string): string[] =>
  ['.json', '.yaml', '.yml'].map((ending) => `${snapshot.slice(0, -SNAPSHOT.length)}${ending}`);

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
