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

/** The result of a what-if run, or why it has none: growth passes what can be counted, or a lever does not fit. */
export function resultOrFault<T>(run: () => T): T | InputError {
  try {
    return run();
  } catch (error) {
    return faultFrom(error);
  }
}

/** The same for work that takes its time. */
export async function laterResultOrFault<T>(work: () => Promise<T>): Promise<T | InputError> {
  try {
    return await work();
  } catch (error) {
    return faultFrom(error);
  }
}

/** The result of a what-if run; null where there is only a fault. */
export function unlessInvalid<T>(run: () => T): T | null {
  const found = resultOrFault(run);
  return found instanceof InputError ? null : found;
}

/** @throws whatever is no fault of the input */
function faultFrom(error: unknown): InputError {
  if (error instanceof InputError) return error;
  throw error;
}
