import { count } from '../output/format/number.ts';
import { breath } from './breath.ts';
import type { Io } from './io.ts';

/** What takes less than this is over before anybody wonders. */
const PATIENCE_MS = 1000;

/** Says on the terminal how far work is that is done step by step, where it takes long enough to be read. */
export interface Pace {
  /** To be awaited between steps. */
  readonly pause: (done: number, total: number) => Promise<void>;
  readonly end: () => void;
}

/** With the steps counted. */
export interface Progress extends Pace {
  readonly add: (pieces: number) => void;
}

/**
 * "3 of 10 runs".
 * @param things what is counted: "runs"
 * @param all how many there will be, where `add` counts them
 */
export function progressOf(things: string, io: Io, all = 0): Progress {
  const line = lineOn(io);
  let done = 0;
  const show = (made: number, total: number): void => line.show(`${count(made)} of ${count(total)} ${things}`);
  return {
    add: (pieces) => {
      done = Math.min(all, done + pieces);
      show(done, all);
    },
    pause: async (made, total) => {
      await breath();
      show(made, total);
    },
    end: line.end,
  };
}

/** A line on the terminal that is written over again and again, for what lasts. */
function lineOn(io: Io): { readonly show: (text: string) => void; readonly end: () => void } {
  const begun = Date.now();
  let [shown, width] = [0, 0];
  return {
    show: (text) => {
      const now = Date.now();
      if (io.errColumns === null || now - begun < PATIENCE_MS || now - shown < PATIENCE_MS / 4) return;
      io.note(`\r${text.padEnd(width)}`);
      [shown, width] = [now, text.length];
    },
    end: () => {
      if (width > 0) io.note(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}

/** For work of which only a share can be said, in words: "exact answers: 34%". It never goes back. */
export function percentPace(what: string, io: Io): Pace {
  const line = lineOn(io);
  let most = 0;
  return {
    pause: async (done, total) => {
      await breath();
      most = Math.max(most, Math.floor((100 * done) / total));
      line.show(`${what}: ${most}%`);
    },
    end: line.end,
  };
}
