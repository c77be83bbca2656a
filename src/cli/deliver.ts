import { InputError } from '../model/errors.ts';
import type { Io } from './io.ts';

/** @throws InputError where `--output` names nothing, or the scenario that is read. */
export function outputTo(output: string | undefined, scenario: string, io: Io): void {
  if (output === '') throw InputError.of('--output needs the name of a file');
  if (output !== undefined && io.same(scenario, output)) {
    throw InputError.of(`--output ${output} would overwrite the scenario itself: name another file`);
  }
}

/** Prints a result, or writes it to a file; `-` is standard output. */
export function deliver(text: string, output: string | undefined, io: Io): void {
  try {
    if (output === undefined || output === '-') io.out(text);
    else io.write(output, text);
  } catch (error) {
    throw cannotWrite(error, output ?? 'standard output');
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
