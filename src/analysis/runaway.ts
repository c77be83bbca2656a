import { RunawayError } from '../model/errors.ts';

/** The result of a what-if run; null when its wheel grows past what can be counted. */
export function unlessRunaway<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof RunawayError) return null;
    throw error;
  }
}
