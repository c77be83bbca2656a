import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Draft, Replacement, writeAll } from './replacement.ts';

/**
 * Starts a file that is written beside its target and renamed: no moment has half of it. What is in the way, such as a
 * folder that is not there, is found at once. Throws what Node throws.
 */
export function createDraft(path: string): Draft {
  const stats = existing(path);
  // A device or pipe, such as /dev/stdout, is written to as it is; a folder refuses.
  if (stats !== null && !stats.isFile()) return direct(path);
  const target = stats === null ? endOf(path) : realpathSync(path);
  accessSync(dirname(target), constants.W_OK);
  return new Replacement(target, stats?.mode, renameSync);
}

/** Writes a new file, whole or not at all. Throws what Node throws, EEXIST where there is something of that name. */
export async function createNew(path: string, text: string): Promise<void> {
  if (lstatSync(path, { throwIfNoEntry: false })) throw Object.assign(new Error(`${path} exists`), { code: 'EEXIST' });
  const draft = new Replacement(path, undefined, renameAsNew);
  draft.add(text);
  await draft.finish();
}

/** Takes the name first, so that nobody's file is replaced. */
function renameAsNew(from: string, to: string): void {
  closeSync(openSync(to, 'wx'));
  try {
    renameSync(from, to);
  } catch (error) {
    rmSync(to, { force: true });
    throw error;
  }
}

function direct(path: string): Draft {
  const file = openSync(path, 'w');
  let open = true;
  const close = async (): Promise<void> => {
    const wasOpen = open;
    open = false;
    if (wasOpen) closeSync(file);
  };
  return { add: (piece) => writeAll(file, piece), finish: close, discard: close };
}

/** What stands at the end of a path; null for nothing. */
const existing = (path: string): Stats | null => statSync(path, { throwIfNoEntry: false }) ?? null;

/** Where a path ends at which nothing stands yet: a link may lead there, and stays. */
function endOf(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? endOf(resolve(realpathSync(dirname(path)), readlinkSync(path))) : path;
}
