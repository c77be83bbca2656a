import { InputError } from '../errors.ts';
import { show } from '../number/scalar.ts';
import type { Switch } from '../plan/active-levers.ts';
import { type Document, emptyObject, isMapping } from '../text/source.ts';
import { plainCopy } from './change.ts';
import type { Scenario } from './types.ts';
import { validate } from './validate.ts';

/**
 * The scenario that a program gives as an object, checked like a file: it may have been changed since it was read.
 * @throws InputError with everything that is wrong, each with its path, and with no place in a text
 */
export function givenScenario(value: unknown): Scenario {
  return unplaced(() => validate(givenDocument(value)));
}

/** What a program gives as an object, to be checked with numbers written into it: see `unplaced`. */
export const givenDocument = (value: unknown): Document => {
  const root = plainCopy(value, 0);
  return { source: '', text: '', root, repeated: [], offsetOf: () => 0 };
};

/** Checks a document that has no text: what is wrong has a path, and no place. */
export function unplaced<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, place: null })));
  }
}

/**
 * The levers that a program switches on, as in `[{ lever: 'coaching', from: 3 }]`.
 * @throws InputError with what is wrong with the form; whether there is such a lever is for the scenario to say
 */
export function givenSwitches(switches: unknown): readonly Switch[] {
  if (!Array.isArray(switches)) throw InputError.of(`with must be a list of levers, got ${show(switches)}`);
  return switches.map(switchOf);
}

function switchOf(value: unknown, i: number): Switch {
  const { lever, from } = isMapping(value) ? value : emptyObject();
  if (typeof lever !== 'string')
    throw InputError.of(`with[${i}] must be like { lever: "coaching", from: 1 }, got ${show(value)}`);
  if (typeof from === 'number' && Number.isSafeInteger(from) && from >= 1) return { lever, from };
  throw InputError.of(`with[${i}].from must be a rotation, which count from 1, got ${show(from)}`);
}
