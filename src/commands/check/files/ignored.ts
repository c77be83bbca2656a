import { posix } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Io } from '../../../io/io.ts';
import { folderOf, nameOf, within } from './names.ts';

/** What the .gitignore files on the way to a folder name, the innermost first. */
export type IgnoreRules = readonly { readonly folder: string; readonly rules: Ignore }[];

const FILE = '.gitignore';
const LONGEST = 1_000_000;

/**
 * The rules that hold in a folder to search: from the top of its repository on, as far as the path leads there. A folder
 * that they ignore was named on purpose: nothing above says anything of what is in it.
 */
export async function rulesAbove(folder: string, io: Io): Promise<IgnoreRules> {
  const way = wayToTop(folder, io);
  let rules: IgnoreRules = [];
  for (const above of way) rules = await rulesIn(above, rules, io);
  return isIgnored(`${folder}/`, rules) ? [] : rules;
}

/** The folders above one, the outermost first, from the top of the repository; none where it is one, or in none. */
function wayToTop(folder: string, io: Io): string[] {
  const way: string[] = [];
  for (let at = folder; !hasGit(at, io); at = folderOf(at)) {
    // What lies beyond where the path starts has no name here.
    if (folderOf(at) === at || nameOf(at) === '..') return [];
    way.unshift(folderOf(at));
  }
  return way;
}

/** With the rules of one more folder, those of the folders around it. */
export async function rulesIn(folder: string, around: IgnoreRules, io: Io): Promise<IgnoreRules> {
  try {
    const text = new TextDecoder().decode(await io.read(within(folder, FILE), LONGEST));
    return [{ folder, rules: ignore().add(text) }, ...around];
  } catch {
    return around; // Most folders have none; and one that cannot be read says nothing.
  }
}

/** True for what git passes over: the innermost rule decides. @param path of a folder with a slash at its end */
export function isIgnored(path: string, all: IgnoreRules): boolean {
  for (const { folder, rules } of all) {
    const { ignored, unignored } = rules.test(posix.relative(folder, path) + (path.endsWith('/') ? '/' : ''));
    if (ignored || unignored) return ignored;
  }
  return false;
}

function hasGit(folder: string, io: Io): boolean {
  try {
    return io.list(folder).some(({ name }) => name === '.git');
  } catch {
    return false;
  }
}
