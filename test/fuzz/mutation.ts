import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.ts';

/** What is done to one place of a document. The place is a number that is taken modulo how many there are. */
export interface Mutation {
  readonly place: number;
  readonly kind: 'replace' | 'remove' | 'repeat' | 'rename' | 'wrap' | 'add' | 'scale' | 'swap';
  readonly value: unknown;
  readonly text: string;
  readonly amount: number;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat({ max: 9999 }),
  kind: fc.constantFrom(
    'replace',
    'replace',
    'replace',
    'scale',
    'scale',
    'remove',
    'repeat',
    'rename',
    'wrap',
    'add',
    'swap',
  ),
  value: hostileValue,
  text: fc.oneof(
    hostileText,
    fc.constantFrom(...['conversion', 'retention', 'wait', 'optional', 'delay', 'activeFor']),
    fc.constantFrom(...['initial', 'cost', 'revenue', 'margin', 'budget', 'market', 'discount', 'perMember', 'reward']),
  ),
  amount: fc.nat({ max: 99 }),
});

type Holder = unknown[] | Record<string, unknown>;
interface Spot {
  readonly holder: Holder;
  readonly key: string | number;
}

/** The document with everything done to it, in order. The one that comes in stays as it is. */
export function mutated(document: unknown, mutations: readonly Mutation[]): unknown {
  const root = { document: structuredClone(document) };
  for (const one of mutations) {
    const spots = spotsIn(root);
    if (spots.length > 0) mutate(spots[one.place % spots.length], one, spots);
  }
  return root.document;
}

/** Every place in a value, from the top. */
function spotsIn(holder: Holder): Spot[] {
  const keys = Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder);
  return keys.flatMap((key) => {
    const value = valueAt({ holder, key });
    return [{ holder, key }, ...(isHolder(value) ? spotsIn(value) : [])];
  });
}

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;
const valueAt = ({ holder, key }: Spot): unknown => (holder as Record<string | number, unknown>)[key];
const put = ({ holder, key }: Spot, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
};

function mutate(spot: Spot, { kind, value, text, amount, place }: Mutation, spots: readonly Spot[]): void {
  const before = valueAt(spot);
  if (kind === 'replace') put(spot, structuredClone(value));
  else if (kind === 'scale') put(spot, typeof before === 'number' ? before * SCALES[amount % SCALES.length] : value);
  else if (kind === 'remove') remove(spot);
  else if (kind === 'repeat') repeat(spot, amount);
  else if (kind === 'rename') rename(spot, text);
  else if (kind === 'wrap') put(spot, wrapped(before, amount));
  else if (kind === 'swap') put(spot, structuredClone(valueAt(spots[(place * 7 + amount) % spots.length])));
  else if (isHolder(before) && !Array.isArray(before)) put({ holder: before, key: text }, value);
}

const SCALES = [-1, 0, 0.5, 0.9, 1.1, 2, 10, 100, 1e-12, 1e6, 1e12, 1e300];

function remove({ holder, key }: Spot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** A member of a list again and again, with ids of their own or not. */
function repeat({ holder, key }: Spot, amount: number): void {
  if (!Array.isArray(holder)) return;
  const member = holder[Number(key)];
  for (let i = 0; i < (amount > 90 ? 250 : amount % 8); i++) {
    const copy = structuredClone(member) as { id?: unknown };
    if (isHolder(copy) && amount % 2 === 0) copy.id = `${copy.id}-${i}`;
    holder.push(copy);
  }
}

function rename({ holder, key }: Spot, text: string): void {
  if (Array.isArray(holder)) return;
  const value = holder[key];
  delete holder[key];
  put({ holder, key: text }, value);
}

function wrapped(value: unknown, amount: number): unknown {
  let outer = value;
  for (let i = 0; i <= amount; i++) outer = i % 2 ? [outer] : { a: outer };
  return amount % 3 === 0 ? [value] : outer;
}
