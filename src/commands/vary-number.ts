import { InputError } from '../model/errors.ts';
import type { Change } from '../model/scenario/change.ts';
import { numberSpecAt } from '../model/scenario/fields.ts';
import { resolvePath } from '../model/scenario/path.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { type Examined, examine, validate } from '../model/scenario/validate.ts';
import type { Document } from '../model/text/source.ts';

/** A number that is varied, the flag that says so, and values to be checked: its ends at least. */
export interface Varied {
  readonly path: string;
  readonly flag: string;
  readonly values: readonly number[];
}

/**
 * The scenario with the numbers that are varied written into it, the last value of each, as if by `--set`. Every value
 * is checked with the rest of the scenario; ranges have no holes, so that between two that fit all do.
 * @returns with it what is worth a word, but for what is unusual about the values themselves
 * @throws InputError naming the flag whose value does not fit
 */
export function withVaried(document: Document, changes: readonly Change[], varied: readonly Varied[]): Examined {
  const changesAt = (i: number): Change[] =>
    varied.map(({ path, flag, values }) => ({ flag, set: path, value: values[Math.min(i, values.length - 1)] }));
  const tries = Math.max(...varied.map(({ values }) => values.length));
  const examined = examine(document, [...changes, ...changesAt(0)]);
  let { scenario } = examined;
  for (let i = 1; i < tries; i++) scenario = validate(document, [...changes, ...changesAt(i)]);
  for (const { path, flag } of varied) if (!isNumber(scenario, path)) throw InputError.of(`${path} is no number`, flag);
  const flags = varied.map(({ flag }) => flag);
  // Whoever varies a number looks at what is usual as well as at what is not.
  const warnings = examined.warnings.filter(({ flag }) => flag === null || !flags.includes(flag));
  return { ...examined, scenario, warnings };
}

const isNumber = (scenario: Scenario, path: string): boolean => specOf(scenario, path) !== null;

/** True for a number that has to be whole. */
export const isWhole = (scenario: Scenario, path: string): boolean => specOf(scenario, path)?.form === 'whole';

/** What the format says of the number at a path; null where there is none. */
export function specOf(scenario: Scenario, path: string) {
  const found = resolvePath(scenario, path);
  return 'path' in found && found.path[0] !== 'expect' ? numberSpecAt(scenario, found.path) : null;
}
