import { overCommonRotations } from './common-length.ts';
import { compare } from './compare.ts';
import type { ComparisonResult, Contestant } from './types.ts';

/** Scenarios as they are compared, and the JSON document of `flywheel compare` by expected values. */
export interface ComparedLengths {
  /** Over the rotations that all of them have. */
  readonly contestants: readonly Contestant[];
  readonly result: ComparisonResult;
  /** Of the notes, those that say over how many rotations. */
  readonly lengthNotes: readonly string[];
}

/**
 * The JSON document of `flywheel compare` by expected values, without its header; `withChance` adds bands.
 * @param names metrics that a person asks for; without any, those that a person would want
 * @param notes what else a reader has to know
 * @throws InputError for a metric that no scenario has
 */
export function comparisonDocument(
  asked: readonly Contestant[],
  names: readonly string[],
  notes: readonly string[] = [],
): ComparedLengths {
  const { contestants, lengthNotes } = overCommonRotations(asked);
  const expected = compare(contestants, names);
  return { contestants, result: { ...expected, notes: [...lengthNotes, ...notes, ...expected.notes] }, lengthNotes };
}
