import {
  closeSync,
  fchmodSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file that grows piece by piece. Once finished it stands there whole; until then whatever stood there before does. */
export interface Draft {
  readonly add: (piece: string | Uint8Array) => void;
  readonly finish: () => void;
  /** Leaves everything as it was. Does nothing to a finished draft. */
  readonly discard: () => void;
}

/** Drafts that an interrupted program has to take away. */
const unfinished = new Set<Draft>();
process.once('exit', () => {
  for (const draft of unfinished) draft.discard();
});

/** Starts a file beside its target, to be renamed: no moment has half of it. Throws what Node throws. */
export function createDraft(path: string): Draft {
  const stats = statsOf(path);
  // A device or pipe, such as /dev/stdout, is written to as it is; a folder refuses.
  if (stats !== null && !stats.isFile()) return direct(path);
  const target = stats === null ? path : realpathSync(path);
  const { name, file } = openBeside(target, stats?.mode);
  // Opening takes away what the umask does; a file that is replaced keeps its permissions.
  if (stats !== null) fchmodSync(file, stats.mode);
  let open = true;
  const close = (): void => {
    if (open) closeSync(file);
    open = false;
  };
  const draft: Draft = {
    add: (piece) => writeAll(file, piece),
    finish: () => {
      close();
      renameSync(name, target);
      unfinished.delete(draft);
    },
    discard: () => {
      if (!unfinished.delete(draft)) return;
      close();
      rmSync(name, { force: true });
    },
  };
  unfinished.add(draft);
  return draft;
}

/**
 * A new file beside a target, hidden. A killed program leaves its own behind, and in containers the next one has the
 * same process id.
 */
function openBeside(target: string, mode: number | undefined): { name: string; file: number } {
  for (let attempt = 0; ; attempt++) {
    const name = join(dirname(target), `.${basename(target)}.${process.pid}-${attempt}.tmp`);
    try {
      return { name, file: openSync(name, 'wx', mode) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === MOST_LEFT) throw error;
    }
  }
}

const MOST_LEFT = 100;

function direct(path: string): Draft {
  const file = openSync(path, 'w');
  return { add: (piece) => writeAll(file, piece), finish: () => closeSync(file), discard: () => {} };
}

/** Writes everything: one call may take only a part. */
function writeAll(file: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** What the system knows of a path; null where it leads nowhere, for whatever reason. */
export function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
