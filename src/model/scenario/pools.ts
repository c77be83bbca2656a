import { isMapping } from '../text/source.ts';
import { idsOf, members } from './members.ts';

/** The stages that keep a pool of active members: those that a loop leaves or that have member money, in any lever too. */
export function poolIds(root: unknown): string[] {
  const leaving = new Set(members(root, 'loops').map(({ raw }) => raw.from));
  const changes = members(root, 'levers').flatMap(({ raw }): unknown[] =>
    Array.isArray(raw.changes) ? raw.changes : [],
  );
  const paths = new Set(changes.map((change) => (isMapping(change) ? change.path : null)));
  return idsOf(root, 'stages', (stage) => {
    const earns = ['memberRevenue', 'memberCost'].some(
      (key) => Object.hasOwn(stage, key) || (typeof stage.id === 'string' && paths.has(`stages.${stage.id}.${key}`)),
    );
    return earns || leaving.has(stage.id);
  });
}
