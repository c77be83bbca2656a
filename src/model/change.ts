import { DEEPEST, emptyObject, isMapping } from './document.ts';
import { InputError, type Path, type Problem, type Step } from './errors.ts';
import { suggestion } from './names.ts';
import { resolvePath } from './path.ts';
import { show } from './scalar.ts';

/** The flags that change one number, in the words of the command line, and where that number stands. */
export type Knob = 'rotations' | 'referral-rate' | 'volume' | 'conversion' | 'retention';

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
    const resolution = 'knob' in change ? locateKnob(root, change.knob, change.of) : resolvePath(root, change.set);
    if ('fault' in resolution) {
      problems.push({ place: null, flag: change.flag, message: resolution.fault });
    } else {
      const outermost = assign(root, resolution.path, plainCopy(change.value, 0, change.flag));
      applied.push({ path: outermost, flag: change.flag });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { root, applied };
}

/** Where a knob's candidates stand, which of them count, and the key that it turns. */
interface Target {
  readonly list: string;
  readonly key: string;
  readonly noun: string;
  readonly candidates: (root: unknown) => string[];
}

const TARGETS: Readonly<Record<Exclude<Knob, 'rotations'>, Target>> = {
  'referral-rate': {
    list: 'loops',
    key: 'perMember',
    noun: 'referral loop',
    candidates: (root) => idsOf(root, 'loops', (loop) => loop.type === 'referral'),
  },
  volume: { list: 'channels', key: 'volume', noun: 'channel', candidates: (root) => idsOf(root, 'channels') },
  conversion: {
    list: 'stages',
    key: 'conversion',
    noun: 'link into a stage',
    candidates: (root) => idsOf(root, 'stages').slice(1),
  },
  retention: {
    list: 'stages',
    key: 'retention',
    noun: 'stage with active members',
    candidates: poolIds,
  },
};

function locateKnob(root: unknown, knob: Knob, of: string | null): { path: Path } | { fault: string } {
  if (knob === 'rotations') return { path: ['rotations'] };
  const { list, key, noun, candidates } = TARGETS[knob];
  const ids = candidates(root);
  if (of !== null && !ids.includes(of)) return { fault: notThat(root, of, ids, TARGETS[knob]) };
  if (of !== null) return resolvePath(root, `${list}.${of}.${key}`);
  if (ids.length === 0) return { fault: `this scenario has no ${noun}` };
  const [only] = ids;
  if (ids.length === 1 && knob !== 'conversion') return resolvePath(root, `${list}.${only}.${key}`);
  const links = idsOf(root, 'stages');
  const named = (id: string, i: number): string => (knob === 'conversion' ? `${links[i]} -> ${id}: ` : '');
  const choices = ids.map((id, i) => `${named(id, i)}--${knob} ${id}=...`);
  return { fault: `say which ${noun}: ${choices.join(', ')}` };
}

function notThat(root: unknown, of: string, ids: readonly string[], { noun, key }: Target): string {
  const first = key === 'conversion' && idsOf(root, 'stages')[0] === of;
  const why = first ? `nobody converts into ${of}, the first stage` : `there is no ${noun} ${show(of)}`;
  return `${why}${suggestion(of, ids)}`;
}

function idsOf(root: unknown, list: string, wanted = (_item: Record<string, unknown>) => true): string[] {
  const items = isMapping(root) && Array.isArray(root[list]) ? root[list] : [];
  return items.filter((item) => isMapping(item) && wanted(item)).map(({ id }) => (typeof id === 'string' ? id : ''));
}

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
