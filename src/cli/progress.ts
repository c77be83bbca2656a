import { count } from '../output/number.ts';
import type { Io } from './io.ts';
import { breath } from './sampling.ts';

/** What takes less than this is over before anybody wonders. */
const PATIENCE_MS = 1000;

/** Work that is done step by step. */
export interface Pace {
  /** To be awaited between steps: lets Ctrl-C through, and on a terminal says how far the work is. */
  readonly pause: (done: number, total: number) => Promise<void>;
  readonly end: () => void;
}

/** @param things what is counted: "what-ifs" */
export function paceOf(things: string, io: Io): Pace {
  const begun = Date.now();
  let [shown, width] = [0, 0];
  return {
    pause: async (done, total) => {
      await breath();
      const now = Date.now();
      if (io.errColumns === null || now - begun < PATIENCE_MS || now - shown < PATIENCE_MS / 4) return;
      const line = `${count(done)} of ${count(total)} ${things}`;
      [shown, width] = [now, line.length];
      io.err(`\r${line}`);
    },
    end: () => {
      if (width > 0) io.err(`\r${' '.repeat(width)}\r`);
    },
  };
}
