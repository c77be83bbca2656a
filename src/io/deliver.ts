import { InputError } from '../model/errors.ts';
import { breath } from './breath.ts';
import { bundledPath } from './bundled.ts';
import { CONDITIONS, errorCode } from './conditions.ts';
import type { Io } from './io.ts';

/** Names of standard output. Opened as a file it would lose what a log (`>> log`) has already. */
const STANDARD_OUTPUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'] as const;
type StandardOutput = (typeof STANDARD_OUTPUT)[number];

/** True for a result that is printed. */
export const isPrinted = (output: string | undefined): output is StandardOutput | undefined =>
  output === undefined || STANDARD_OUTPUT.some((name) => name === output);

/**
 * @param input what is read: a path, `-` for standard input, or the name of a bundled scenario
 * @param what the input in words
 * @throws InputError where `--output` names nothing, or the result would take the place of what is read
 */
export function outputTo(output: string | undefined, input: string, io: Io, what = 'the scenario itself'): void {
  if (output === '') throw InputError.of('--output needs the name of a file');
  const to = isPrinted(output) ? null : output;
  const bundled = bundledPath(input);
  if (!io.same(input === '-' ? null : input, to) && (bundled === null || !io.same(bundled, to))) return;
  const place = to === null ? 'standard output' : `--output ${to}`;
  throw InputError.of(`${place} would overwrite ${what}: name another file`);
}

/** Prints a result, or writes it to a file; `-` is standard output. Pictures are never printed: their file has an ending. */
export async function deliver(content: string | Uint8Array, output: string | undefined, io: Io): Promise<void> {
  if (!isPrinted(output)) await writeWhole(output, content, io);
  else if (typeof content === 'string') io.out(content);
}

/**
 * Prints or writes a result that is made piece by piece, and ends early where nobody reads it to its end. Between pieces
 * whatever else is due may happen.
 */
export async function deliverPieces(
  pieces: AsyncIterable<string> | Iterable<string>,
  output: string | undefined,
  io: Io,
): Promise<void> {
  if (isPrinted(output)) {
    for await (const piece of pieces) {
      io.out(piece);
      if (!(await io.drained())) return;
      await breath();
    }
    return;
  }
  const draft = await attempt(output, () => io.draft(output));
  try {
    for await (const piece of pieces) {
      await attempt(output, () => draft.add(piece));
      await breath();
    }
    await attempt(output, () => draft.finish());
  } finally {
    await draft.discard();
  }
}

/** Letters that are written at once, at least. */
const PIECE = 65_536;

/** Small pieces put together: each write takes its time. */
export function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** @throws InputError when the file cannot be written */
export async function writeWhole(path: string, content: string | Uint8Array, io: Io): Promise<void> {
  const finish = await startFile(path, io);
  await finish(content);
}

/**
 * Starts a file that is written later, so that what is in the way is found before any work is done.
 * @returns writes it: it will stand there whole, or not at all
 * @throws InputError when the file cannot be written
 */
export async function startFile(path: string, io: Io): Promise<(content: string | Uint8Array) => Promise<void>> {
  const draft = await attempt(path, () => io.draft(path));
  return (content) =>
    attempt(path, async () => {
      try {
        draft.add(content);
        await draft.finish();
      } finally {
        await draft.discard();
      }
    });
}

async function attempt<T>(path: string, write: () => T | Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw errorCode(error) === undefined ? error : cannotWrite(error, path);
  }
}

/** An error of the file system, in words. */
export function cannotWrite(error: unknown, path: string): InputError {
  const code = errorCode(error) ?? String(error);
  return InputError.of(`${path} cannot be written: ${WRITE_REASONS[code] ?? code}`);
}

const WRITE_REASONS: Readonly<Record<string, string>> = {
  ...CONDITIONS,
  ENOENT: 'its folder does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
};
