/**
 * What a machine may be short of or forbid, by the code of the system: neither the program nor its input is at fault.
 * Each is the end of a sentence that says what cannot be done.
 */
export const CONDITIONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file would be larger than is allowed here',
  EIO: 'the device reports an error',
  ENODEV: 'there is no such device',
  ENXIO: 'there is no such device, or nothing at its other end',
  ESTALE: 'the network drive has lost it: try again',
  ETIMEDOUT: 'the network drive does not answer: try again',
  EBUSY: 'something else is using it: try again later',
  ETXTBSY: 'it is a program that is running',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open for one program: raise the limit, as with ulimit -n 1024',
  ENFILE: 'too many files are open on this machine: close some programs',
  ENOMEM: 'the machine has no memory left: close some programs',
};

const THREAD_CONDITIONS: Readonly<Record<string, string>> = {
  ...CONDITIONS,
  EAGAIN: 'the machine allows no more of them: close some programs',
};

/** The code of an error of the file system, such as ENOENT. */
export const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;

/** A thread that cannot be started has the code of the system in its message alone. */
const NO_THREAD = /^Worker initialization failure: (E[A-Z]+)$/;

/** What the machine lacks, in a sentence; null for errors that are none of its own. */
export function conditionOf(error: unknown): string | null {
  const [, ofThread] = NO_THREAD.exec(error instanceof Error ? error.message : '') ?? [];
  if (ofThread !== undefined) {
    return `no more threads can be started: ${THREAD_CONDITIONS[ofThread] ?? ofThread}; or ask for fewer --jobs`;
  }
  const code = errorCode(error) ?? '';
  if (!Object.hasOwn(CONDITIONS, code)) return null;
  const { path } = error as NodeJS.ErrnoException;
  return `${path ?? 'what this needs'} cannot be used: ${CONDITIONS[code]}`;
}
