import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { type Io, processIo } from '../../src/io/io.ts';
import type { Keyboard } from '../../src/io/keyboard.ts';

/** The world of one command: a terminal or a pipe, an environment, standard input, and files in a folder of its own. */
export interface SessionOptions {
  /** Width of the terminal behind stdout or stderr; without it, a pipe. */
  readonly outColumns?: number;
  readonly errColumns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Files that are there before; a name that ends in / makes a folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** A folder to work in, which stays; without it, a new one that is removed. */
  readonly folder?: string;
  /** What somebody at the terminal presses, one key after the other, and then leaves; without it, nobody is there. */
  readonly keys?: string;
  /** Milliseconds; without it, no time passes. */
  readonly clock?: () => number;
  /** Nothing outside the folder can be read or written: for command lines that nobody has looked at. */
  readonly locked?: boolean;
}

export interface Session {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Every file in the folder afterwards, by its path there. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs one command line in this process, in a real folder, with streams that are only listened to. */
export async function flywheel(args: readonly string[], options: SessionOptions = {}): Promise<Session> {
  const folder = options.folder ?? newFolder();
  try {
    fill(folder, options.files ?? {});
    const heard = { out: '', err: '' };
    const code = await run(args, ioIn(folder, options, heard));
    return { code, ...heard, files: filesIn(folder) };
  } finally {
    if (options.folder === undefined) removeFolder(folder);
  }
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'flywheel-'));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** The io of a real process, but for its streams, its environment and the folder that it stands in. */
function ioIn(folder: string, options: SessionOptions, heard: { out: string; err: string }): Io {
  const real = processIo();
  const here = (path: string): string => {
    const place = resolve(folder, path);
    if (!options.locked || place === folder || place.startsWith(`${folder}${sep}`)) return place;
    throw Object.assign(new Error('outside'), { code: 'EACCES' });
  };
  return {
    out: (text) => {
      heard.out += text;
    },
    err: (text) => {
      heard.err += text;
    },
    note: (text) => {
      heard.err += text;
    },
    remark: (text) => {
      heard.out += text;
    },
    outColumns: options.outColumns ?? null,
    errColumns: options.errColumns ?? null,
    env: options.env ?? {},
    read: async (path, most) =>
      path === null ? Buffer.from(options.stdin ?? '').subarray(0, most) : real.read(here(path), most),
    draft: (path) => real.draft(here(path)),
    drained: () => Promise.resolve(true),
    create: (path, text) => real.create(here(path), text),
    list: (path) => real.list(here(path)),
    keyboard: async () => (options.keys === undefined ? null : keyboardOf(options.keys)),
    clock: options.clock ?? (() => 0),
    remove: (path) => real.remove(here(path)),
    same: (a, b) => a !== null && b !== null && real.same(resolve(folder, a), resolve(folder, b)),
  };
}

function keyboardOf(keys: string): Keyboard {
  const left = [...keys];
  return { next: async () => left.shift() ?? null };
}

function fill(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, content);
  }
}

function filesIn(folder: string): Record<string, string> {
  const names = namesIn(folder).sort();
  const files = names.filter((name) => isFile(join(folder, name)));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A link may lead nowhere, or in a circle. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Everything in a folder and those inside, links to folders left aside: they may lead in circles. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? namesIn(join(folder, entry.name)).map((name) => join(entry.name, name)) : [entry.name],
  );
}
