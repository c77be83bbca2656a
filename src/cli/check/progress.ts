import type { Io } from '../io.ts';

const PATIENCE_MS = 1000;

/** A line on the terminal that says how far it is, for those who check a lot. */
export function progressOf(all: number, io: Io) {
  const begun = Date.now();
  let [done, width] = [0, 0];
  return {
    add: () => {
      done++;
      if (io.errColumns === null || Date.now() - begun < PATIENCE_MS) return;
      const text = `${done} of ${all} files`;
      width = text.length;
      io.err(`\r${text}`);
    },
    end: () => {
      if (width > 0) io.err(`\r${' '.repeat(width)}\r`);
    },
  };
}
