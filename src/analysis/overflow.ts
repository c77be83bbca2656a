import { UncountableError } from '../model/errors.ts';

/** The result of a what-if run; null when its people or amounts grow past what can be counted. */
export function unlessUncountable<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof UncountableError) return null;
    throw error;
  }
}
