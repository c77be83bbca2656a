import { closeSync, fchmodSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listen } from './signals.ts';

/** Drafts on the disk, which an interrupted program has to take away. */
const unfinished = new Set<Replacement>();
process.once('exit', () => {
  for (const draft of unfinished) draft.remove();
});

/** Bytes, about, that are kept until they are worth a write. Slow work is over before it has a draft on the disk. */
const MOST_KEPT = 8_000_000;

/** A draft beside its target. It lies on the disk as shortly as may be: meanwhile signals have to wait for the loop. */
export class Replacement implements Draft {
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
      // Nothing may be renamed that a power failure could still empty. write-file-atomic does as much, but takes no pieces.
      if (this.file !== null) fsyncSync(this.file);
      this.close();
      this.rename(name, this.target);
      this.name = null;
    } finally {
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    try {
      this.remove();
    } finally {
      await this.stopListening();
    }
  }

  /** Takes the draft from the disk, where it is not finished. */
  remove(): void {
    unfinished.delete(this);
    const { name } = this;
    this.name = null;
    try {
      this.close();
    } finally {
      if (name !== null) rmSync(name, { force: true });
    }
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

/** Writes everything: one call may take only a part. */
export function writeAll(file: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** A file that grows piece by piece. Once finished it stands there whole; until then whatever stood there before does. */
export interface Draft {
  readonly add: (piece: string | Uint8Array) => void;
  /** Where that fails, everything is as it was. */
  readonly finish: () => Promise<void>;
  /** Leaves everything as it was. Does nothing to a finished draft. */
  readonly discard: () => Promise<void>;
}
