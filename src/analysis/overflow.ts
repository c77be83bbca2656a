import { InputError, UncountableError } from '../model/errors.ts';

/** The result of a what-if run; null when its people or amounts grow past what can be counted. */
export function unlessUncountable<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof UncountableError) return null;
    throw error;
  }
}

/** The result of a what-if run; null when it has none: growth passes what can be counted, or a lever does not fit. */
export function unlessInvalid<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
