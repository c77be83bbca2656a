import type { Path } from '../errors.ts';
import { members } from './members.ts';
import { type Inconsistency, unknownName } from './references.ts';
import type { Lever, Scenario } from './types.ts';

type Excluding = Pick<Lever, 'id' | 'excludes'>;

/** True for levers that are never on together. Either of them may say so. */
export const excludeEachOther = (one: Excluding, other: Excluding): boolean =>
  (one.excludes ?? []).includes(other.id) || (other.excludes ?? []).includes(one.id);

/** The first two of some levers that exclude each other; null where all of them may be on together. */
export function clashAmong({ levers = [] }: Pick<Scenario, 'levers'>, ids: readonly string[]): [string, string] | null {
  const on = ids.flatMap((id) => levers.find((lever) => lever.id === id) ?? []);
  for (const [i, one] of on.entries()) {
    const other = on.slice(0, i).find((before) => excludeEachOther(before, one));
    if (other) return [other.id, one.id];
  }
  return null;
}

/** Everything wrong with which levers exclude which. */
export function exclusionFaults(root: unknown): Inconsistency[] {
  const levers = members(root, 'levers');
  const known = levers.map(({ id }) => id);
  return levers.flatMap(({ index, id, raw }) => {
    const names: unknown[] = Array.isArray(raw.excludes) ? raw.excludes : [];
    return names.flatMap((name, i): Inconsistency[] => {
      const path = ['levers', index, 'excludes', i];
      if (name === id && id !== '') return [{ path, message: `names the lever itself: ${id} cannot exclude ${id}` }];
      return unknownName(name, known, 'lever', path);
    });
  });
}

/** Levers of an assertion that are never on together, of whatever else is wrong with the file. */
export function clashFaults(root: unknown, names: readonly unknown[], path: Path): Inconsistency[] {
  const levers = members(root, 'levers').map(({ id, raw }): Lever => {
    return { id, excludes: Array.isArray(raw.excludes) ? raw.excludes.filter((name) => typeof name === 'string') : [] };
  });
  const ids = names.filter((name) => typeof name === 'string');
  const clash = clashAmong({ levers }, ids);
  if (!clash) return [];
  const message = `names ${clash[1]}, and it and ${clash[0]} exclude each other: keep one of them`;
  return [{ path: [...path, names.indexOf(clash[1])], message }];
}
