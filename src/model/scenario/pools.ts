import { isMapping } from '../text/source.ts';

/** The stages that keep a pool of active members: those that a loop leaves or that have member money, in any lever too. */
export function poolIds(root: unknown): string[] {
  const leaving = new Set(isMapping(root) && Array.isArray(root.loops) ? root.loops.map((loop) => loop?.from) : []);
  const paths = leverPaths(root);
  const earns = (stage: Record<string, unknown>) =>
    ['memberRevenue', 'memberCost'].some(
      (key) => Object.hasOwn(stage, key) || (typeof stage.id === 'string' && paths.has(`stages.${stage.id}.${key}`)),
    );
  return idsOf(root, 'stages', (stage) => leaving.has(stage.id) || earns(stage));
}

function leverPaths(root: unknown): Set<unknown> {
  const levers: unknown[] = isMapping(root) && Array.isArray(root.levers) ? root.levers : [];
  const changes = levers.flatMap((lever) => (isMapping(lever) && Array.isArray(lever.changes) ? lever.changes : []));
  return new Set(changes.map((change: unknown) => (isMapping(change) ? change.path : null)));
}

/** The ids of a list of a file that may be wrong in other places. */
export function idsOf(root: unknown, list: string, wanted = (_item: Record<string, unknown>) => true): string[] {
  const items = isMapping(root) && Array.isArray(root[list]) ? root[list] : [];
  return items.filter((item) => isMapping(item) && wanted(item)).map(({ id }) => (typeof id === 'string' ? id : ''));
}
