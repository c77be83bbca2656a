import type { Path } from '../../model/errors.ts';
import { readScalar } from '../../model/number/scalar.ts';
import { numberFields } from '../../model/scenario/fields.ts';
import { dotted } from '../../model/scenario/suggest.ts';
import { isMapping } from '../../model/text/source.ts';

/** The numbers of a scenario as they are written, in any of their forms, by their path, in the order of the file. */
export type Inputs = ReadonlyMap<string, unknown>;

/** Every number that decides what a scenario comes to; assertions only judge it. */
export const inputsOf = (root: unknown): Inputs =>
  new Map(fieldsOf(root).map(({ path, raw }) => [nameOf(root, path), raw]));

/** Its path, with its place in a list of numbers that are no rotations of one: each of them stands alone. */
function nameOf(root: unknown, path: Path): string {
  const last = path.findLastIndex((step) => typeof step === 'string');
  return (
    dotted(root, path) +
    path
      .slice(last + 1)
      .map((i) => `[${i}]`)
      .join('')
  );
}

const fieldsOf = (root: unknown) =>
  numberFields(root).filter(({ path, raw }) => path[0] !== 'expect' && raw !== undefined);

/** A number that is written otherwise than it was for the snapshot. */
export interface ChangedInput {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  /** As it was written, and as it is written now; null where it is not. */
  readonly snapshot: unknown;
  readonly actual: unknown;
  /** Where only one of the two has this number at all. */
  readonly only?: 'snapshot' | 'actual';
}

/** What was changed, in the order of the scenario, what is gone last. */
export function changedInputs(before: Inputs, after: Inputs): ChangedInput[] {
  const changed = Array.from(after, ([path, actual]): ChangedInput | null => {
    if (!before.has(path)) return { path, snapshot: null, actual, only: 'actual' };
    const snapshot = before.get(path);
    return isSame(snapshot, actual) ? null : { path, snapshot, actual };
  });
  const gone = Array.from(before, ([path, snapshot]): ChangedInput | null =>
    after.has(path) ? null : { path, snapshot, actual: null, only: 'snapshot' },
  );
  return [...changed, ...gone].filter((input) => input !== null);
}

/** The inputs with those that are the same number as before written as they were, so that their lines stay. */
export const keptInputs = (before: Inputs, after: Inputs): Inputs =>
  new Map(
    Array.from(after, ([path, actual]) => {
      const snapshot = before.get(path);
      return [path, before.has(path) && isSame(snapshot, actual) ? snapshot : actual];
    }),
  );

/** True for the same number, however it is written: "30%" is 0.3. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (isMapping(a) && isMapping(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  const [one, other] = [readScalar(a), readScalar(b)];
  return 'value' in one && 'value' in other && one.value === other.value;
}

/** The steps to every number of a scenario, by its path. */
export const stepsTo = (root: unknown): ReadonlyMap<string, Path> =>
  new Map(fieldsOf(root).map(({ path }) => [nameOf(root, path), path]));

/** A number in any of its forms in one line, as one would write it: `{ "start": 100, "growth": "10%" }`. */
export function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(', ')}]`;
  if (!isMapping(value)) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inLine(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
