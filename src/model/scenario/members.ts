import { isMapping } from '../text/source.ts';

/** A member of a list; its id as far as it is one: anything else is complained about, and names nothing. */
export type Member = { readonly index: number; readonly raw: Record<string, unknown>; readonly id: string };

/** The members of a list, of whatever else is wrong with the file: only mappings, ids as texts. */
export function members(root: unknown, list: string): Member[] {
  const items = isMapping(root) && Array.isArray(root[list]) ? (root[list] as unknown[]) : [];
  return items.flatMap((raw, index) =>
    isMapping(raw) ? [{ index, raw, id: typeof raw.id === 'string' ? raw.id : '' }] : [],
  );
}

/** The ids of a list, or of its members of one kind. */
export const idsOf = (root: unknown, list: string, wanted = (_raw: Member['raw']) => true): string[] =>
  members(root, list).flatMap(({ raw, id }) => (wanted(raw) ? [id] : []));
