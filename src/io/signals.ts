import { breath } from './breath.ts';

/**
 * How the program ends when it is asked to, by Ctrl-C, a closed terminal or `kill`: at once, whatever it is doing, and
 * for a shell with 128 and the number of the signal.
 *
 * JavaScript hears of a signal only between two turns of its loop, and whatever the engines compute is one turn, however
 * long. So while they work, nobody listens here, and the system itself ends the program (of which a shell makes 128 + n);
 * the same holds for a write that blocks. Somebody listens only where the turns are short:
 * - while a draft lies on the disk, which has to be taken away first (`replacement.ts`);
 * - while the program waits for input or for threads, and between the short steps of long work.
 * The program then exits with 128 + n itself.
 */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
const SIGNALLED = 128;

/** Ends the program as that signal does. */
export const endAsOn = (signal: keyof typeof SIGNALS): never => process.exit(SIGNALLED + SIGNALS[signal]);

const handlers = (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).map((signal) => ({
  signal,
  handler: () => endAsOn(signal),
}));

let listeners = 0;

/**
 * Exits in an orderly way on a signal from now on. To be followed by short turns of the loop only.
 * @returns ends it; to be awaited, or a signal that came meanwhile would be lost
 */
export function listen(): () => Promise<void> {
  if (listeners++ === 0) for (const { signal, handler } of handlers) process.on(signal, handler);
  let listening = true;
  return async () => {
    if (!listening) return;
    listening = false;
    await breath();
    if (--listeners === 0) for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

/** Listens while something is waited for. */
export async function listening<T>(wait: () => Promise<T>): Promise<T> {
  const stop = listen();
  try {
    return await wait();
  } finally {
    await stop();
  }
}

/** A turn that is longer than this, in milliseconds, keeps a person waiting who has pressed Ctrl-C. */
const LONG_MS = 500;

/** The pauses of work whose steps may be short or long: between short ones it listens. */
export class Breathing {
  private last = Date.now();
  private stop: (() => Promise<void>) | null = null;

  async pause(): Promise<void> {
    const isShort = Date.now() - this.last < LONG_MS;
    if (isShort) this.stop ??= listen();
    await breath();
    if (!isShort) await this.end();
    this.last = Date.now();
  }

  async end(): Promise<void> {
    await this.stop?.();
    this.stop = null;
  }
}
