import { count } from '../output/number.ts';
import type { Io } from './io.ts';

/** How far something is that may take long. */
export interface Progress {
  readonly add: (pieces: number) => void;
  readonly end: () => void;
}

/** What takes less than this is over before anybody wonders. */
const PATIENCE_MS = 1000;

/** A line on the terminal that says how many of all are done, where that takes long enough to be read: "3 of 10 runs". */
export function progressOf(all: number, noun: string, io: Io): Progress {
  const begun = Date.now();
  let [done, shown] = [0, 0];
  return {
    add: (pieces) => {
      done = Math.min(all, done + pieces);
      const now = Date.now();
      if (io.errColumns === null || now - begun < PATIENCE_MS || now - shown < PATIENCE_MS / 4) return;
      shown = now;
      io.err(`\r${count(done)} of ${count(all)} ${noun}`);
    },
    end: () => {
      if (shown > 0) io.err(`\r${' '.repeat(2 * count(all).length + noun.length + 5)}\r`);
    },
  };
}
