import { once } from 'node:events';
import { breath } from './breath.ts';

/** Standard output and standard error of this process, each of which may be closed, full or slow. */

/** What a system says of a stream whose reader has left. */
const LEFT: readonly (string | undefined)[] = ['EPIPE', 'ECONNRESET'];

/** True once nobody reads standard output any more, or what is printed there is no result. */
let isIdle = false;
let isRemark = false;

/** Prints a piece of a result. */
export function printOut(text: string): void {
  if (!isIdle) process.stdout.write(text);
}

/** Says on standard output what was done elsewhere; whether that can be printed is of no importance. */
export function printRemark(text: string): void {
  isRemark = true;
  printOut(text);
}

export const printErr = (text: string): void => void process.stderr.write(text);

/**
 * Waits until what was printed is taken: a fast writer to a slow reader would otherwise keep everything in memory.
 * @returns false where nobody reads it any more
 */
export async function outDrained(): Promise<boolean> {
  // What goes wrong meanwhile is dealt with below.
  if (!isIdle && process.stdout.writableNeedDrain) await once(process.stdout, 'drain').catch(() => {});
  await breath();
  return !isIdle;
}

/**
 * Keeps faults of the two streams from being faults of the program. Whoever read the output may have seen enough
 * (`| head`): the work goes on for its exit code, and prints no more. Where nobody hears what is said, nothing changes.
 * @param fail called when a result cannot be printed, as on a full disk
 */
export function watchStreams(fail: (error: NodeJS.ErrnoException) => void): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isIdle && !isRemark && !LEFT.includes(error.code)) fail(error);
    isIdle = true;
  });
}
