import type { Path } from '../errors.ts';
import { quantityFaults } from '../number/forms.ts';
import { isMapping } from '../text/source.ts';
import { exclusionFaults } from './exclusions.ts';
import { keysAt, numberSpecAt } from './fields.ts';
import { meantBy } from './meant-path.ts';
import { type Member, members } from './members.ts';
import { resolvePath, valueAt } from './path.ts';
import { type Inconsistency, misplaced } from './references.ts';
import { suggestion } from './suggest.ts';

/** Everything wrong with what the levers of a scenario change and exclude. `rotations` may be a guess. */
export function leverFaults(root: unknown, rotations: number): Inconsistency[] {
  return [...members(root, 'levers').flatMap((lever) => faultsOf(root, lever, rotations)), ...exclusionFaults(root)];
}

function faultsOf(root: unknown, lever: Member, rotations: number): Inconsistency[] {
  const changes = Array.isArray(lever.raw.changes) ? lever.raw.changes : [];
  return changes.flatMap((change, i) => {
    const path = ['levers', lever.index, 'changes', i];
    return isMapping(change) ? changeFaults(root, path, change, rotations) : [];
  });
}

function changeFaults(root: unknown, path: Path, change: Record<string, unknown>, rotations: number): Inconsistency[] {
  const written = ['multiply', 'add', 'to'].filter((key) => change[key] !== undefined);
  const faults: Inconsistency[] = [];
  if (written.length !== 1) faults.push({ path, message: 'needs exactly one of multiply, add and to' });
  if (typeof change.path !== 'string') return faults;
  const target = variable(root, change.path);
  if ('fault' in target) return [...faults, { path: [...path, 'path'], message: target.fault }];
  if (change.to === undefined) return faults;
  return [
    ...faults,
    ...quantityFaults(change.to, target.range, rotations).map((fault) => ({
      path: [...path, 'to', ...fault.path],
      message: fault.message,
    })),
  ];
}

/** Keys that have a value without being written, so that a lever may change them. */
const DEFAULTED = [
  'overhead',
  'cost',
  'revenue',
  'margin',
  'memberRevenue',
  'memberCost',
  'optional',
  'wait',
  'retention',
];

/** Such keys of a channel's response. */
const DEFAULTED_IN_RESPONSE = ['slope', 'carry'];

/** The number that a lever may change at `text`, or why it may not. */
function variable(root: unknown, text: string) {
  const found = resolvePath(root, text);
  if ('fault' in found) return found;
  const { path } = found;
  const key = String(path.at(-1));
  const spec = numberSpecAt(root, path);
  const inner = path[0] === 'levers' || path[0] === 'expect';
  const known = keysAt(root, path.slice(0, -1));
  if (!spec && known.includes(key)) return { fault: `names ${text}, which is not a number` };
  if (!spec) return { fault: `names nothing: there is no ${text}${meantBy(root, text) || suggestion(key, known)}` };
  if (inner || spec.form !== 'quantity') return { fault: `names ${text}, which cannot vary by rotation` };
  const written = valueAt(root, path) !== undefined;
  const last = members(root, 'stages').length - 1;
  const nowhere = path[0] === 'stages' ? misplaced(key, Number(path[1]), last) : null;
  if (nowhere !== null) return { fault: `names ${text}, which ${nowhere}` };
  const lapses = key === 'retention' && valueAt(root, [...path.slice(0, -1), 'activeFor']) !== undefined;
  const isSpent =
    path[0] === 'channels' && key === 'cost' && valueAt(root, [...path.slice(0, 2), 'response']) !== undefined;
  if (isSpent) return { fault: `names ${text}, but that channel has a response: what it spends is its budget` };
  const inResponse =
    path[2] === 'response' && DEFAULTED_IN_RESPONSE.includes(key) && valueAt(root, path.slice(0, 3)) !== undefined;
  const standsAlone = (path.length <= 3 && DEFAULTED.includes(key) && !lapses) || inResponse;
  if (written || standsAlone) return { range: spec.range };
  if (lapses) return { fault: `names ${text}, but members of that stage stay for a fixed time (activeFor)` };
  return { fault: `names ${text}, which this scenario does not set: write its value first` };
}
