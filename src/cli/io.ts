import { closeSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDraft, type Draft, statsOf } from './draft.ts';

/** What stands in a folder. A link to a folder is neither, so that nobody walks in circles. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** The world as the command line sees it; tests bring their own. Text in, text out; nothing else touches the system. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Width of the terminal behind `out` and `err`, null where there is none. */
  readonly outColumns: number | null;
  readonly errColumns: number | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The first `most` bytes of a file, or of standard input for null. Throws what Node throws. */
  readonly read: (path: string | null, most: number) => Uint8Array;
  /** Starts a file that is written whole or not at all. */
  readonly draft: (path: string) => Draft;
  /** Resolves once what went to `out` was taken. */
  readonly drained: () => Promise<void>;
  /** Writes a new file; throws EEXIST where there is one. */
  readonly create: (path: string, text: string) => void;
  /** What is in a folder, in no order. Throws what Node throws, ENOTDIR for a file. */
  readonly list: (folder: string) => readonly Entry[];
  /** Removes a file. */
  readonly remove: (path: string) => void;
  /** True when both paths lead to the same existing file. */
  readonly same: (a: string, b: string) => boolean;
}

const STANDARD_INPUT = 0;

/** Width of a terminal; 80 for one that does not know its own, null for a pipe or file. */
function widthOf({ isTTY, columns }: NodeJS.WriteStream): number | null {
  return isTTY ? columns || 80 : null;
}

/** The io of a real process. */
export function processIo(): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    outColumns: widthOf(process.stdout),
    errColumns: widthOf(process.stderr),
    env: process.env,
    read: readUpTo,
    draft: createDraft,
    drained: stdoutDrained,
    create: (path, text) => writeFileSync(path, text, { flag: 'wx' }),
    list: entriesOf,
    remove: (path) => rmSync(path),
    same: isSameFile,
  };
}

/** Reads no more than asked for, so that an endless or huge input does no harm. */
function readUpTo(path: string | null, most: number): Uint8Array {
  const file = path === null ? STANDARD_INPUT : openSync(path, 'r');
  const chunks: Buffer[] = [];
  try {
    for (let left = most; left > 0; ) {
      const chunk = Buffer.alloc(Math.min(left, CHUNK));
      const length = readSome(file, chunk);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
      left -= length;
    }
  } finally {
    if (path !== null) closeSync(file);
  }
  return Buffer.concat(chunks);
}

const CHUNK = 65_536;

/** Reads from a pipe that has nothing yet as from one that blocks. */
function readSome(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** A fast writer to a slow reader would otherwise keep everything in memory. */
function stdoutDrained(): Promise<void> {
  const { stdout } = process;
  return stdout.writableNeedDrain ? new Promise((resolve) => stdout.once('drain', resolve)) : Promise.resolve();
}

function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map(statsOf);
  return one !== null && other !== null && one.ino === other.ino && one.dev === other.dev;
}

function entriesOf(folder: string): Entry[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const { name } = entry;
    if (entry.isDirectory()) return { name, kind: 'folder' };
    // A link may lead to a file; looking where is left to links, since it takes time.
    const isFile = entry.isSymbolicLink() ? statsOf(join(folder, name))?.isFile() : entry.isFile();
    return { name, kind: isFile ? 'file' : 'other' };
  });
}
