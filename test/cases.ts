import { inject } from 'vitest';

/**
 * How many random cases a property is tried with: all of them in `npm run test:long`, and in `npm test` one in twenty (but
 * at least ten, where there are so many).
 */
export const cases = (all: number): number => (inject('long') ? all : Math.min(all, Math.max(10, Math.ceil(all / 20))));

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether this is `npm run test:long`. */
    long: boolean;
  }
}
