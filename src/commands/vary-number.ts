import { InputError } from '../model/errors.ts';
import type { Change } from '../model/scenario/change.ts';
import { factorOf, numberTarget } from '../model/scenario/number-target.ts';
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
 * The scenario with the numbers that are varied written into it, the last value of each, as if by `--set`; a number on which a
 * factor acts stays as it is. Every value is checked with the rest of the scenario; ranges have no holes, so that between two
 * that fit all do.
 * @returns with it what is worth a word, but for what is unusual about the values themselves
 * @throws InputError naming the flag whose value does not fit
 */
export function withVaried(document: Document, changes: readonly Change[], varied: readonly Varied[]): Examined {
  const changesAt = (i: number, of = varied): Change[] =>
    of.map(({ path, flag, values }) => ({ flag, set: path, value: values[Math.min(i, values.length - 1)] }));
  const tries = Math.max(...varied.map(({ values }) => values.length));
  const examined = examine(document, [...changes, ...changesAt(0)]);
  let { scenario } = examined;
  for (let i = 1; i < tries; i++) scenario = validate(document, [...changes, ...changesAt(i)]);
  const written = varied.filter(({ path }) => factorOf(path) === null);
  if (written.length < varied.length) scenario = validate(document, [...changes, ...changesAt(tries - 1, written)]);
  refuseOverlaps(scenario, varied);
  const flags = varied.map(({ flag }) => flag);
  // Whoever varies a number looks at what is usual as well as at what is not.
  const warnings = examined.warnings.filter(({ flag }) => flag === null || !flags.includes(flag));
  return { ...examined, scenario, warnings };
}

/** @throws InputError for what is no number, and for a number of which more than parts are varied, and something else of it */
function refuseOverlaps(scenario: Scenario, varied: readonly Varied[]): void {
  const before = new Map<string, boolean>();
  for (const { path, flag } of varied) {
    const target = numberTarget(scenario, path);
    if ('fault' in target) throw InputError.of(target.fault, flag);
    const isPart = target.entry.length > 0;
    const clashes = before.has(target.number) && !(isPart && before.get(target.number));
    if (clashes) throw InputError.of(`${target.number} is varied already`, flag);
    before.set(target.number, isPart);
  }
}

/** True for a number that has to be whole. */
export const isWhole = (scenario: Scenario, path: string): boolean => specOf(scenario, path)?.form === 'whole';

/** What the format says of the number at a path; null where there is none. */
function specOf(scenario: Scenario, path: string) {
  const target = numberTarget(scenario, path);
  return 'fault' in target ? null : target.spec;
}
