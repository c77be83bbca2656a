import { InputError, type Path, type Problem, type Step } from '../errors.ts';
import { scalarFaults } from '../number/forms.ts';
import { AMOUNT } from '../number/range.ts';
import { scalarValue } from '../number/scalar.ts';
import { DEEPEST, emptyObject, isMapping } from '../text/source.ts';
import { type Knob, locateKnob } from './knob.ts';
import { misnamed } from './meant-path.ts';
import { factorOf, numberTarget, withValue } from './number-target.ts';
import { type Resolution, resolvePath, valueAt } from './path.ts';
import type { Scenario } from './types.ts';

/** One change to a scenario. `flag` is how the person wrote it: errors name it. */
export type Change =
  | { readonly flag: string; readonly set: string; readonly value: unknown }
  | { readonly flag: string; readonly knob: Knob; readonly of: string | null; readonly value: unknown };

/** A changed scenario, and which flag is behind which part of it. */
export interface Changed {
  readonly root: unknown;
  readonly applied: readonly { readonly path: Path; readonly flag: string }[];
}

/**
 * Applies changes left to right, as if the file had been written so; the result still has to be validated.
 * @throws InputError with every change that names nothing in this scenario
 */
export function applyChanges(original: unknown, changes: readonly Change[]): Changed {
  const root = changes.length > 0 ? plainCopy(original, 0) : original;
  const applied: { path: Path; flag: string }[] = [];
  const problems: Problem[] = [];
  for (const change of changes) {
    const assignment = assignmentOf(root, change);
    if ('fault' in assignment) {
      problems.push({ place: null, flag: change.flag, message: assignment.fault });
    } else {
      const outermost = assign(root, assignment.path, plainCopy(assignment.value, 0, change.flag));
      applied.push({ path: outermost, flag: change.flag });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { root, applied };
}

type Assignment = { readonly path: Path; readonly value: unknown } | { readonly fault: string };

function assignmentOf(root: unknown, change: Change): Assignment {
  if ('set' in change && factorOf(change.set) !== null) return multiplication(root, change.set, change.value);
  const resolution = 'knob' in change ? locateKnob(root, change.knob, change.of) : locate(root, change.set);
  return 'fault' in resolution ? resolution : { ...resolution, value: change.value };
}

/** The number at `path*`, so many times. */
function multiplication(root: unknown, text: string, factor: unknown): Assignment {
  const target = numberTarget(root, text);
  if ('fault' in target) return target;
  const [wrong] = scalarFaults(factor, AMOUNT);
  if (wrong) return { fault: `a factor ${wrong.message}` };
  return { path: target.path, value: withValue(valueAt(root, target.path), target, scalarValue(factor)) };
}

/** The scenario with one number written anew, as `--set` would; whether it may be so is for the caller to know. */
export function withNumber(scenario: Scenario, path: string, value: number): Scenario {
  return applyChanges(scenario, [{ flag: path, set: path, value }]).root as Scenario;
}

function locate(root: unknown, text: string): Resolution {
  const fault = misnamed(root, text);
  return fault === null ? resolvePath(root, text) : { fault };
}

/** Sets a value, with whatever has to be there to hold it. Gives the path of the outermost thing that is new. */
function assign(root: unknown, path: Path, value: unknown): Path {
  let at = root as Record<Step, unknown>;
  let outermost = path;
  for (const [depth, step] of path.slice(0, -1).entries()) {
    if (at[step] === undefined) {
      at[step] = emptyObject();
      if (outermost === path) outermost = path.slice(0, depth + 1);
    }
    at = at[step] as Record<Step, unknown>;
  }
  at[path.at(-1) as Step] = value;
  return outermost;
}

/** A copy without prototypes, so that no key of a file or a flag can reach one. What is undefined is not written. */
export function plainCopy(value: unknown, depth: number, flag: string | null = null): unknown {
  if (depth > DEEPEST) throw InputError.of(`nested more than ${DEEPEST} deep`, flag);
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, depth + 1, flag));
  if (!isMapping(value)) return value;
  const copy = emptyObject();
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) copy[key] = plainCopy(value[key], depth + 1, flag);
  }
  return copy;
}
