import { InputError } from '../model/errors.ts';
import type { Io } from './io.ts';
import { breath } from './progress.ts';

/** @throws InputError where `--output` names nothing, or the scenario that is read. */
export function outputTo(output: string | undefined, scenario: string, io: Io): void {
  if (output === '') throw InputError.of('--output needs the name of a file');
  if (output !== undefined && io.same(scenario, output)) {
    throw InputError.of(`--output ${output} would overwrite the scenario itself: name another file`);
  }
}

/** Prints a result, or writes it to a file; `-` is standard output. */
export function deliver(text: string, output: string | undefined, io: Io): void {
  if (output === undefined || output === '-') io.out(text);
  else writeWhole(output, text, io);
}

/** The same for a result that is made piece by piece; between pieces whatever else is due may happen. */
export async function deliverPieces(
  pieces: AsyncIterable<string> | Iterable<string>,
  output: string | undefined,
  io: Io,
): Promise<void> {
  if (output === undefined || output === '-') {
    for await (const piece of pieces) {
      io.out(piece);
      await io.drained();
      await breath();
    }
    return;
  }
  const draft = attempt(output, () => io.draft(output));
  try {
    for await (const piece of pieces) {
      attempt(output, () => draft.add(piece));
      await breath();
    }
    attempt(output, () => draft.finish());
  } finally {
    draft.discard();
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
export function writeWhole(path: string, content: string | Uint8Array, io: Io): void {
  const file = startFile(path, io);
  try {
    file.finish(content);
  } finally {
    file.discard();
  }
}

/** A file that will stand there whole, or not at all. */
export interface Started {
  /** @throws InputError when the file cannot be written */
  readonly finish: (content: string | Uint8Array) => void;
  /** Leaves everything as it was, unless it is finished. */
  readonly discard: () => void;
}

/**
 * Starts a file that is written later, so that what is in the way is found before any work is done.
 * @throws InputError when the file cannot be written
 */
export function startFile(path: string, io: Io): Started {
  const draft = attempt(path, () => io.draft(path));
  const finish = (content: string | Uint8Array): void => {
    attempt(path, () => draft.add(content));
    attempt(path, () => draft.finish());
  };
  return { finish, discard: draft.discard };
}

function attempt<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw cannotWrite(error, path);
  }
}

/** An error of the file system, in words. */
export function cannotWrite(error: unknown, path: string): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return InputError.of(`${path} cannot be written: ${WRITE_REASONS[code] ?? code}`);
}

const WRITE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENAMETOOLONG: 'the name is too long',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOSPC: 'the disk is full',
};
