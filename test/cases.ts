import { inject } from 'vitest';

/**
 * How many random cases a property is tried with: all of them in `npm run test:long`, and in `npm test` one in forty (but
 * at least five, where there are so many).
 */
export const cases = (all: number): number => (inject('long') ? all : Math.min(all, Math.max(5, Math.ceil(all / 40))));

/** A size of a test, or what it is tried with: a quick one in `npm test`, and all of it in `npm run test:long`. */
export const sized = <T>(quick: T, all: T): T => (inject('long') ? all : quick);

/** Has tests, defined in `define`, in `npm run test:long` only: others in `npm test` cover the same lines in less time. */
export const whenLong = (define: () => void): void => {
  if (inject('long')) define();
};

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether this is `npm run test:long`. */
    long: boolean;
  }
}
