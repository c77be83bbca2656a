import type { Path } from '../errors.ts';
import { BAND_PARTS, RESERVED } from '../metric/names.ts';
import { quantityFaults, seriesOf } from '../number/forms.ts';
import { AMOUNT } from '../number/range.ts';
import { isMapping } from '../text/source.ts';
import { idsOf, type Member, members } from './members.ts';
import { valueAt } from './path.ts';
import { startFault } from './period.ts';
import { poolIds } from './pools.ts';
import { ID } from './schema.ts';
import { suggestion } from './suggest.ts';
import type { Quantity } from './types.ts';

/** Something that is wrong although every part has its right form; `key` points at the key instead of the value. */
export interface Inconsistency {
  readonly path: Path;
  readonly message: string;
  readonly at?: 'key' | 'value';
}

/** How many members a list may have; what is computed of them takes time squared, and no lifecycle has as many. */
const MOST_MEMBERS: Readonly<Record<string, number>> = {
  stages: 200,
  channels: 200,
  loops: 200,
  levers: 200,
  expect: 1000,
};
const MOST_CELLS = 10_000_000;

/** Checks what refers to what, in a file whose parts may still be wrong one by one. `rotations` may be a guess. */
export function inconsistencies(root: unknown, rotations: number): Inconsistency[] {
  return [
    ...repeatedIds(root),
    ...reservedIds(root),
    ...labels(root),
    ...members(root, 'stages').flatMap((stage) => stageFaults(root, stage)),
    ...members(root, 'channels').flatMap((channel) => channelFaults(root, channel, rotations)),
    ...members(root, 'loops').flatMap((loop) => loopFaults(root, loop)),
  ];
}

/** What is larger than this program takes; to be looked at before anything else. */
export function excesses(root: unknown, rotations: number): Inconsistency[] {
  const long = Object.entries(MOST_MEMBERS).filter(([list, most]) => lengthOf(root, list) > most);
  if (long.length > 0) return long.map(([list, most]) => ({ path: [list], message: `has more than ${most} members` }));
  const cells = rotations * lengthOf(root, 'stages') * (lengthOf(root, 'channels') + lengthOf(root, 'loops'));
  if (cells <= MOST_CELLS) return [];
  return [{ path: ['rotations'], message: 'times stages times channels and loops is more than 10,000,000: run fewer' }];
}

const lengthOf = (root: unknown, list: string): number =>
  isMapping(root) && Array.isArray(root[list]) ? root[list].length : 0;

function repeatedIds(root: unknown): Inconsistency[] {
  const groups = [['stages'], ['channels', 'loops'], ['levers']];
  return groups.flatMap((lists) => {
    const seen = new Map<string, string>();
    return lists.flatMap((list) =>
      members(root, list).flatMap(({ id, index, raw }): Inconsistency[] => {
        const before = seen.get(id);
        seen.set(id, list);
        if (before === undefined || typeof raw.id !== 'string') return [];
        const where = before === list ? 'twice' : `by ${before} too: channels and loops share their ids`;
        return [{ path: [list, index, 'id'], message: `"${id}" is used ${where}` }];
      }),
    );
  });
}

function reservedIds(root: unknown): Inconsistency[] {
  return ['stages', 'channels', 'loops', 'levers'].flatMap((list) =>
    members(root, list).flatMap(({ id, index, raw }): Inconsistency[] => {
      const path = [list, index, 'id'];
      if (typeof raw.id !== 'string') return [];
      if (RESERVED.includes(id)) return [{ path, message: `"${id}" is a word that metrics use: choose another` }];
      if (['channels', 'loops'].includes(list) && BAND_PARTS.some((part) => part === id)) {
        return [{ path, message: `"${id}" is a column of bands: choose another` }];
      }
      if (ID.test(id)) return [];
      const slug = id
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^[^a-z]+|-+$/g, '');
      const example = slug === '' ? '' : ` (did you mean "${slug.slice(0, 40)}"?)`;
      return [{ path, message: `must be lower-case letters, digits and dashes, a letter first${example}` }];
    }),
  );
}

function labels(root: unknown): Inconsistency[] {
  if (!isMapping(root)) return [];
  const faults: Inconsistency[] = [];
  if (typeof root.start === 'string') {
    const fault = startFault(root.start, root.period);
    if (fault !== null) faults.push({ path: ['start'], message: fault });
  }
  if (typeof root.currency === 'string' && !/^[A-Z]{3}$/.test(root.currency)) {
    faults.push({ path: ['currency'], message: 'must be an ISO 4217 code in capitals, such as EUR' });
  }
  return [...faults, ...reference(root, ['customer'])];
}

/** What is wrong with a text at `path` that has to be one of `known`; anything else is complained about itself. */
export function unknownName(name: unknown, known: readonly string[], noun: string, path: Path): Inconsistency[] {
  if (typeof name !== 'string' || known.includes(name)) return [];
  return [{ path, message: `names no ${noun}: there is no "${name}"${suggestion(name, known)}` }];
}

/** The same of a stage that a file refers to. */
const reference = (root: unknown, path: Path): Inconsistency[] =>
  unknownName(valueAt(root, path), idsOf(root, 'stages'), 'stage', path);

/** Keys that make no sense on the first or last stage, and what to say about them. */
export function misplaced(key: string, index: number, last: number): string | null {
  if (index === 0 && key === 'conversion') {
    return 'has no place on the first stage: people arrive there by channels and loops, so remove it';
  }
  if (index === 0 && key === 'delay') return 'has no place on the first stage: no stage comes before it';
  if (key === 'optional' && (index === 0 || index === last)) return 'has no place on the first or last stage';
  if (key === 'wait' && index === last) return 'has no place on the last stage: nobody goes on from there';
  return null;
}

function stageFaults(root: unknown, { index, raw, id }: Member): Inconsistency[] {
  const path = ['stages', index];
  const last = members(root, 'stages').length - 1;
  const faults = Object.keys(raw).flatMap((key): Inconsistency[] => {
    const message = misplaced(key, index, last);
    return message === null ? [] : [{ path: [...path, key], message, at: 'key' }];
  });
  if (index > 0 && raw.conversion === undefined) {
    faults.push({ path, message: 'needs a conversion: the share of the stage before that goes on to this one' });
  }
  if (raw.initial !== undefined && !poolIds(root).includes(id)) {
    const message = 'needs a pool: no loop leaves this stage and it has no memberRevenue or memberCost';
    faults.push({ path: [...path, 'initial'], message, at: 'key' });
  }
  return raw.activeFor === undefined ? faults : [...faults, ...retentionBeside(root, id, path)];
}

function retentionBeside(root: unknown, id: string, path: Path): Inconsistency[] {
  const paths = [
    [...path, 'retention'],
    ...['channels', 'loops'].flatMap((list) => members(root, list).map(({ index }) => [list, index, 'retention', id])),
  ];
  return paths
    .filter((retention) => valueAt(root, retention) !== undefined)
    .map((retention) => ({
      path: retention,
      message: `and activeFor of ${id} exclude each other: members lapse by a rate or after a fixed time`,
      at: 'key',
    }));
}

function channelFaults(root: unknown, { index, raw }: Member, rotations: number): Inconsistency[] {
  const path = ['channels', index];
  const faults = [...reference(root, [...path, 'to']), ...mapFaults(root, path, raw)];
  if (raw.response !== undefined) return [...faults, ...responseFaults(raw, path)];
  if (raw.volume === undefined && raw.budget === undefined) {
    faults.push({ path, message: 'needs a volume (prospects per rotation) or a budget (money per rotation)' });
  }
  if (raw.budget === undefined) return faults;
  if (raw.volume !== undefined) {
    faults.push({ path: [...path, 'volume'], message: 'and budget exclude each other: keep one of them', at: 'key' });
  }
  const costs = quantityFaults(raw.cost ?? 0, AMOUNT, rotations);
  const series = costs.length === 0 ? seriesOf((raw.cost ?? 0) as Quantity, AMOUNT, rotations) : [];
  const free = series.findIndex((cost: number) => cost === 0);
  if (free === -1) return faults;
  const when = series.length > 1 ? ` (it is 0 in rotation ${free + 1})` : '';
  const message = `needs a cost per prospect above 0${when}: the volume is budget / cost`;
  return [...faults, { path: [...path, 'budget'], message, at: 'key' }];
}

/** What may not stand beside diminishing returns, and what has to. */
function responseFaults(raw: Member['raw'], path: Path): Inconsistency[] {
  const faults: Inconsistency[] = [];
  if (raw.budget === undefined) {
    const where = raw.volume === undefined ? 'beside it' : 'in place of the volume';
    const message = `needs a budget (money per rotation) ${where}: it says how many prospects that brings`;
    faults.push({ path: [...path, 'response'], message, at: 'key' });
  } else if (raw.volume !== undefined) {
    const message = 'and budget exclude each other: the volume follows from the budget and its response';
    faults.push({ path: [...path, 'volume'], message, at: 'key' });
  }
  if (raw.cost !== undefined) {
    const message = 'and response exclude each other: what is spent is the budget, whatever it brings';
    faults.push({ path: [...path, 'cost'], message, at: 'key' });
  }
  return faults;
}

/** The conversion and retention maps of an origin. */
function mapFaults(root: unknown, path: Path, raw: Member['raw']): Inconsistency[] {
  const stages = idsOf(root, 'stages');
  return ['conversion', 'retention'].flatMap((map) => {
    const keys = isMapping(raw[map]) ? Object.keys(raw[map]) : [];
    return keys.flatMap((id): Inconsistency[] => {
      const at = { path: [...path, map, id], at: 'key' } as const;
      if (!stages.includes(id)) return [{ ...at, message: `names no stage${suggestion(id, stages)}` }];
      if (map === 'conversion' && id === stages[0]) {
        return [{ ...at, message: 'has no place on the first stage: nobody converts into it' }];
      }
      return [];
    });
  });
}

function loopFaults(root: unknown, { index, raw }: Member): Inconsistency[] {
  const path = ['loops', index];
  const faults = [['from'], ['to'], ['reward', 'at']].flatMap((keys) => reference(root, [...path, ...keys]));
  if (raw.type === 'proof' && raw.to === idsOf(root, 'stages')[0]) {
    const message = 'cannot be the first stage: proof raises a conversion rate, and none leads there';
    faults.push({ path: [...path, 'to'], message });
  }
  return [...faults, ...mapFaults(root, path, raw)];
}
