import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { listen } from './signals.ts';

/** A file that grows piece by piece. Once finished it stands there whole; until then whatever stood there before does. */
export interface Draft {
  readonly add: (piece: string | Uint8Array) => void;
  /** Where that fails, everything is as it was. */
  readonly finish: () => Promise<void>;
  /** Leaves everything as it was. Does nothing to a finished draft. */
  readonly discard: () => Promise<void>;
}

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
  return new Beside(target, stats?.mode, renameSync);
}

/** Writes a new file, whole or not at all. Throws what Node throws, EEXIST where there is something of that name. */
export async function createNew(path: string, text: string): Promise<void> {
  if (lstatSync(path, { throwIfNoEntry: false })) throw Object.assign(new Error(`${path} exists`), { code: 'EEXIST' });
  const draft = new Beside(path, undefined, renameAsNew);
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

/** Drafts on the disk, which an interrupted program has to take away. */
const unfinished = new Set<Beside>();
process.once('exit', () => {
  for (const draft of unfinished) draft.remove();
});

/** Bytes, about, that are kept until they are worth a write. Slow work is over before it has a draft on the disk. */
const MOST_KEPT = 8_000_000;

/** A draft beside its target. It lies on the disk as shortly as may be: meanwhile signals have to wait for the loop. */
class Beside implements Draft {
  private readonly target: string;
  private readonly mode: number | undefined;
  private readonly rename: (from: string, to: string) => void;
  private kept: (string | Uint8Array)[] = [];
  private size = 0;
  private file: number | null = null;
  private name: string | null = null;
  private stopListening = async (): Promise<void> => {};

  constructor(target: string, mode: number | undefined, rename: (from: string, to: string) => void) {
    this.target = target;
    this.mode = mode;
    this.rename = rename;
  }

  add(piece: string | Uint8Array): void {
    this.kept.push(piece);
    this.size += piece.length;
    if (this.size >= MOST_KEPT) this.write();
  }

  async finish(): Promise<void> {
    try {
      const name = this.write();
      this.close();
      this.rename(name, this.target);
      this.name = null;
    } finally {
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    this.remove();
    await this.stopListening();
  }

  /** Takes the draft from the disk, where it is not finished. */
  remove(): void {
    unfinished.delete(this);
    this.close();
    if (this.name !== null) rmSync(this.name, { force: true });
    this.name = null;
  }

  private write(): string {
    const { name, file } = this.opened();
    for (const piece of this.kept) writeAll(file, piece);
    this.kept = [];
    this.size = 0;
    return name;
  }

  private opened(): { name: string; file: number } {
    if (this.file !== null && this.name !== null) return { name: this.name, file: this.file };
    this.stopListening = listen();
    unfinished.add(this);
    const { name, file } = openBeside(this.target, this.mode);
    [this.name, this.file] = [name, file];
    // Opening takes away what the umask does; a file that is replaced keeps its permissions.
    if (this.mode !== undefined) fchmodSync(file, this.mode);
    return { name, file };
  }

  private close(): void {
    const { file } = this;
    this.file = null;
    if (file !== null) closeSync(file);
  }
}

/**
 * A new file beside a target, hidden. A killed program leaves its own behind, and in containers the next one has the
 * same process id. A long name is cut, for there has to be room for more.
 */
function openBeside(target: string, mode: number | undefined): { name: string; file: number } {
  const stem = join(dirname(target), `.${basename(target).slice(0, 40)}.${process.pid}`);
  for (let attempt = 0; ; attempt++) {
    const name = `${stem}-${attempt}.tmp`;
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
  let open = true;
  const close = async (): Promise<void> => {
    if (open) closeSync(file);
    open = false;
  };
  return { add: (piece) => writeAll(file, piece), finish: close, discard: close };
}

/** Writes everything: one call may take only a part. */
function writeAll(file: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** What stands at the end of a path; null for nothing. */
const existing = (path: string): Stats | null => statSync(path, { throwIfNoEntry: false }) ?? null;

/** Where a path ends at which nothing stands yet: a link may lead there, and stays. */
function endOf(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? endOf(resolve(realpathSync(dirname(path)), readlinkSync(path))) : path;
}
