import type { Step } from '../errors.ts';
import { isMapping } from '../text/source.ts';
import { keysAt, numberSpecAt } from './fields.ts';
import { pathsTurnedBy } from './knob.ts';
import { dotted, keyMeant, nearest } from './suggest.ts';

/** The lists whose members paths name, and what people call one of them. */
const LISTS: Readonly<Record<string, string>> = {
  stage: 'stages',
  channel: 'channels',
  loop: 'loops',
  lever: 'levers',
};

/** More than this nobody chooses from. */
const MOST_NAMED = 3;

/**
 * What is wrong with a path whose first word the format does not know, with the numbers that may have been meant:
 * `loops.word-of-mouth.perMember` for `referral-rate`. Null where the word is known, or nothing comes near.
 */
export function misnamed(root: unknown, text: string): string | null {
  if (!isMapping(root) || keysAt(root, []).includes(text.split('.', 1)[0])) return null;
  const meant = meantBy(root, text);
  return meant === '' ? null : `there is no ${text} in this scenario${meant}`;
}

/** ` (did you mean stages.trial.conversion?)`, or nothing. */
export function meantBy(root: unknown, text: string): string {
  const paths = pathsMeant(root, text);
  if (paths.length === 0) return '';
  const last = paths.length > MOST_NAMED ? `one of the ${paths.length - MOST_NAMED + 1} others` : paths.at(-1);
  const named = paths.slice(0, Math.min(paths.length, MOST_NAMED) - 1);
  return ` (did you mean ${named.length === 0 ? '' : `${named.join(', ')} or `}${last}?)`;
}

/** The paths of numbers that somebody may have meant by a text that is none. */
function pathsMeant(root: unknown, text: string): string[] {
  const words = text.split('.');
  if (words.length === 1) return pathsTurnedBy(root, keyMeant(text) ?? text);
  const path = isKey(words[0]) ? walked(root, words) : fromMember(root, words);
  return path === null ? [] : [path];
}

const isKey = (word: string): boolean => Object.hasOwn(LISTS, word) || Object.values(LISTS).includes(word);

/** `acquire.conversion`, where only one list has an acquire. */
function fromMember(root: unknown, words: readonly string[]): string | null {
  const paths = Object.values(LISTS).flatMap((list) => walked(root, [list, ...words], false) ?? []);
  return paths.length === 1 ? paths[0] : null;
}

/** The path of a number that is spelled nearly like these words; null where there is none. */
function walked(root: unknown, words: readonly string[], isLoose = true): string | null {
  const path: Step[] = [];
  let at = root;
  for (const [i, word] of words.entries()) {
    const step = i === 0 ? (LISTS[word] ?? word) : stepNear(root, path, at, word, isLoose);
    if (step === null) return null;
    path.push(step);
    at = (at as Record<Step, unknown> | null | undefined)?.[step];
  }
  return numberSpecAt(root, path) === null ? null : dotted(root, path);
}

function stepNear(root: unknown, path: readonly Step[], at: unknown, word: string, isLoose: boolean): Step | null {
  if (!Array.isArray(at)) {
    const keys = keysAt(root, path);
    return keys.length === 0 || keys.includes(word) ? word : nearest(word, keys);
  }
  const ids = at.map((member) => (isMapping(member) && typeof member.id === 'string' ? member.id : ''));
  const index = ids.indexOf(ids.includes(word) || !isLoose ? word : (nearest(word, ids.filter(Boolean)) ?? word));
  return index === -1 ? null : index;
}
