import { LONGEST_SEED, MOST_RUNS } from '../analysis/chance/limits.ts';
import { InputError } from '../model/errors.ts';
import { show, thousands } from '../model/number/scalar.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import { givenSwitches } from '../model/scenario/given.ts';
import { suggestion } from '../model/scenario/suggest.ts';
import { isMapping } from '../model/text/source.ts';

/** Checks the value of an option, and gives it back; `name` is what messages call it. */
type Reader<T> = (value: unknown, name: string) => T;

type Readers = Readonly<Record<string, Reader<unknown>>>;

type Options<R extends Readers> = { readonly [K in keyof R]: ReturnType<R[K]> };

/**
 * The options that a program gives, each checked.
 * @param readers one for each option that there is
 * @throws InputError for what is no mapping, an option that there is not, and a value that does not fit
 */
export function optionsOf<R extends Readers>(given: unknown, readers: R): Options<R> {
  if (!isMapping(given)) throw InputError.of(`options must be a mapping such as { with: [] }, got ${show(given)}`);
  const names = Object.keys(readers);
  const unknown = Object.keys(given).find((key) => !names.includes(key));
  if (unknown !== undefined)
    throw InputError.of(`unknown key ${show(unknown)} in options${suggestion(unknown, names)}`);
  const read = Object.fromEntries(names.map((name) => [name, readers[name](given[name], name)])) as Options<R>;
  if (read.exact && typeof read.runs === 'number')
    throw InputError.of('runs and exact exclude each other: leave out one of them');
  return read;
}

/** Takes something else where the option is left out. */
export const optional =
  <T, Default>(read: Reader<T>, instead: Default): Reader<T | Default> =>
  (value, name) =>
    value === undefined ? instead : read(value, name);

export const text: Reader<string> = (value, name) => {
  if (typeof value === 'string') return value;
  throw mustBe(name, 'a text', value);
};

export const texts: Reader<readonly string[]> = (value, name) => {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw mustBe(name, 'a list of texts', value);
};

export const truth: Reader<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value;
  throw mustBe(name, 'true or false', value);
};

/** A number from `least` to `most`; `what` says so in words. */
export const number =
  (what: string, least: number, most: number): Reader<number> =>
  (value, name) => {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw mustBe(name, what, value);
  };

const runs: Reader<number> = (value, name) => {
  if (Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= MOST_RUNS) return Number(value);
  throw mustBe(name, `a whole number from 1 to ${thousands(MOST_RUNS)}`, value);
};

const seed: Reader<string> = (value, name) => {
  if (typeof value === 'string' && value.length <= LONGEST_SEED) return value;
  throw mustBe(name, `a text of up to ${thousands(LONGEST_SEED)} characters`, value);
};

const abortSignal: Reader<AbortSignal> = (value, name) => {
  if (isMapping(value) && typeof value.aborted === 'boolean') return value as unknown as AbortSignal;
  throw mustBe(name, 'the signal of an AbortController', value);
};

const callback: Reader<Progress> = (value, name) => {
  if (typeof value === 'function') return value as Progress;
  throw mustBe(name, 'a function of two numbers', value);
};

export const mustBe = (name: string, what: string, value: unknown): InputError =>
  InputError.of(`${name} must be ${what}, got ${show(value)}`);

/** Hears how much of the work is done. */
type Progress = (done: number, total: number) => void;

/** Levers that are on. */
export interface WithLevers {
  /**
   * Levers that are on, in the order in which they act, each from a rotation counted from 1:
   * `[{ lever: 'coaching', from: 1 }]`. None by default.
   */
  readonly with?: readonly Switch[];
}

/** How to stop long work, and how to hear how far it is. */
export interface Watched {
  /** Stops the work within one block of 1,000 runs, or one row, number or lever: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Hears how much is done, of how much in all. Pieces differ from one kind of work to the next (multiplications of an
   * exact answer, then runs), and each kind begins anew; what is over at once may go unsaid.
   */
  readonly progress?: (done: number, total: number) => void;
}

/** How chance is asked, of the scenario with some levers on. */
export interface Chances extends WithLevers, Watched {
  /**
   * How many runs to make, from 1 to 1,000,000,000, even where exact answers are to be had. By default answers are exact
   * where the scenario allows it, and come from 10,000 runs otherwise.
   */
  readonly runs?: number;
  /** Other luck for the runs: a text of up to 1,000 characters, `'1'` by default. One seed gives the same bits everywhere. */
  readonly seed?: string;
  /** True for exact answers however long they take; what has none is then an error. Not together with `runs`. */
  readonly exact?: boolean;
}

/** The readers of `WithLevers`, `Watched` and `Chances`. */
export const LEVERS = { with: (value: unknown) => givenSwitches(value ?? []) };
export const WATCHED = { signal: optional(abortSignal, undefined), progress: optional(callback, undefined) };
export const CHANCES = {
  ...{ ...LEVERS, ...WATCHED },
  ...{ runs: optional(runs, null), seed: optional(seed, '1'), exact: optional(truth, false) },
};
