import { count } from '../output/number.ts';
import type { Io } from './io.ts';

/** What takes less than this is over before anybody wonders. */
const PATIENCE_MS = 1000;

/** A line on the terminal that says how far something is, where that takes long enough to be read: "3 of 10 runs". */
export interface Progress {
  readonly add: (pieces: number) => void;
  readonly show: (done: number, all: number) => void;
  readonly end: () => void;
}

/**
 * @param things what is counted: "runs"
 * @param all how many there will be, where `add` counts them
 */
export function progressOf(things: string, io: Io, all = 0): Progress {
  const begun = Date.now();
  let [done, shown, width] = [0, 0, 0];
  const show = (made: number, total: number): void => {
    const now = Date.now();
    if (io.errColumns === null || now - begun < PATIENCE_MS || now - shown < PATIENCE_MS / 4) return;
    const line = `${count(made)} of ${count(total)} ${things}`;
    [shown, width] = [now, line.length];
    io.err(`\r${line}`);
  };
  return {
    add: (pieces) => {
      done = Math.min(all, done + pieces);
      show(done, all);
    },
    show,
    end: () => {
      if (width > 0) io.err(`\r${' '.repeat(width)}\r`);
    },
  };
}

/** Work that is done step by step. */
export interface Pace {
  /** To be awaited between steps: on a terminal says how far the work is. */
  readonly pause: (done: number, total: number) => Promise<void>;
  readonly end: () => void;
}

export function paceOf(things: string, io: Io): Pace {
  const progress = progressOf(things, io);
  return {
    pause: async (done, total) => {
      await breath();
      progress.show(done, total);
    },
    end: progress.end,
  };
}

/** Lets what else is due happen, such as a signal that somebody listens for. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
