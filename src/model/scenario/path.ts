import type { Path, Step } from '../errors.ts';
import { show } from '../number/scalar.ts';
import { isMapping } from '../text/source.ts';
import { suggestion } from './suggest.ts';

/** A path found in a scenario, or why there is none. */
export type Resolution = { readonly path: Path } | { readonly fault: string };

/**
 * Turns `loops.word-of-mouth.perMember` into steps, members of arrays by their id, and values of a list by their position,
 * which counts from 1 as rotations do. Keys need not be written yet; members must be.
 */
export function resolvePath(root: unknown, text: string): Resolution {
  const path: Step[] = [];
  let at = root;
  let walked = '';
  for (const name of text.split('.')) {
    if (name === '') return { fault: `${show(text)} is not a path: write it like stages.acquire.conversion` };
    const step = stepInto(at, name, walked);
    if (typeof step === 'object') return step;
    path.push(step);
    at = at === undefined ? undefined : (at as Record<Step, unknown>)[step];
    walked = walked === '' ? name : `${walked}.${name}`;
  }
  return { path };
}

const LISTS = ['channels', 'stages', 'loops', 'levers', 'expect'];

function stepInto(at: unknown, name: string, walked: string): Step | { fault: string } {
  if (at === undefined) return LISTS.includes(walked) ? { fault: `this scenario has no ${walked}` } : name;
  if (isMapping(at)) return name;
  if (!Array.isArray(at)) return { fault: `${walked} is a single value: there is no ${name} inside` };
  if (!LISTS.includes(walked) && !at.some(isMapping)) return positionIn(at, name, walked);
  const ids = at.map((member) => (isMapping(member) && typeof member.id === 'string' ? member.id : ''));
  const index = ids.indexOf(name);
  return index !== -1 ? index : { fault: `${walked} has no ${name}${suggestion(name, ids.filter(Boolean))}` };
}

function positionIn({ length }: readonly unknown[], name: string, walked: string): Step | { fault: string } {
  const position = /^\d{1,9}$/.test(name) ? Number(name) : 0;
  if (position >= 1 && position <= length) return position - 1;
  return { fault: `${walked} has ${length} value${length === 1 ? '' : 's'}, which count from 1: there is no ${name}` };
}

/** What stands at a path, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<Step, unknown> | null | undefined)?.[step], root);
}
