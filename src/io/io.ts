import { fstatSync, readdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { clock } from './breath.ts';
import { createDraft, createNew } from './draft.ts';
import { type Keyboard, openKeyboard } from './keyboard.ts';
import { readUpTo } from './reading.ts';
import type { Draft } from './replacement.ts';
import { outDrained, printErr, printOut, printRemark } from './streams.ts';

/** What stands in a folder. A link to a folder is neither, so that nobody walks in circles. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** The world as the command line sees it; tests bring their own. Text in, text out; nothing else touches the system. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Says on standard error what goes along with a result: notes, warnings, progress. Errors go to `err`. */
  readonly note: (text: string) => void;
  /** Says on `out` what was done elsewhere. Where that cannot be printed, nothing has failed. */
  readonly remark: (text: string) => void;
  /** Width of the terminal behind `out` and `err`, null where there is none. */
  readonly outColumns: number | null;
  readonly errColumns: number | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The first `most` bytes of a file, or of standard input for null. Throws what Node throws. */
  readonly read: (path: string | null, most: number) => Promise<Uint8Array>;
  /** Starts a file that is written whole or not at all. */
  readonly draft: (path: string) => Draft;
  /** Resolves once what went to `out` was taken, to false where nobody reads it any more. */
  readonly drained: () => Promise<boolean>;
  /** Writes a new file, whole or not at all; throws EEXIST where there is one. */
  readonly create: (path: string, text: string) => Promise<void>;
  /** What is in a folder, in no order. Throws what Node throws, ENOTDIR for a file. */
  readonly list: (folder: string) => readonly FolderEntry[];
  /** The keys of somebody on a terminal at standard input; null where there is none. */
  readonly keyboard: () => Promise<Keyboard | null>;
  /** Milliseconds of the machine's clock, for reports of how long something took: no answer depends on them. */
  readonly clock: () => number;
  /** Removes a file. */
  readonly remove: (path: string) => void;
  /** True when both lead to the same existing file: paths, or null for standard input and standard output. */
  readonly same: (input: string | null, output: string | null) => boolean;
}

const STANDARD_INPUT = 0;
const STANDARD_OUTPUT = 1;

/** Width of a terminal; 80 for one that does not know its own, null for a pipe or file. */
function widthOf({ isTTY, columns }: NodeJS.WriteStream): number | null {
  return isTTY ? columns || 80 : null;
}

/** The io of a real process. */
export function processIo(): Io {
  return {
    out: printOut,
    err: printErr,
    note: printErr,
    remark: printRemark,
    outColumns: widthOf(process.stdout),
    errColumns: widthOf(process.stderr),
    env: process.env,
    read: readUpTo,
    draft: createDraft,
    drained: outDrained,
    create: createNew,
    list: entriesOf,
    keyboard: openKeyboard,
    clock,
    remove: (path) => rmSync(path),
    same: isSameFile,
  };
}

/** Devices and pipes may well be read from and written to. */
function isSameFile(input: string | null, output: string | null): boolean {
  const to = output === null ? fstatSync(STANDARD_OUTPUT) : statsOf(output);
  if (!to?.isFile()) return false;
  const from = input === null ? fstatSync(STANDARD_INPUT) : statsOf(input);
  return from !== null && from.ino === to.ino && from.dev === to.dev;
}

/** What the system knows of a path; null where it leads nowhere, for whatever reason. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function entriesOf(folder: string): FolderEntry[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const { name } = entry;
    if (entry.isDirectory()) return { name, kind: 'folder' };
    // A link may lead to a file; looking where is left to links, since it takes time.
    const isFile = entry.isSymbolicLink() ? statsOf(join(folder, name))?.isFile() : entry.isFile();
    return { name, kind: isFile ? 'file' : 'other' };
  });
}
