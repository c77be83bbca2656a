import leven from 'leven';
import type { Path } from '../errors.ts';
import { isMapping } from '../text/source.ts';

/** What people write, and the key that means it here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  churn: 'retention',
  lapse: 'retention',
  rate: 'conversion',
  convert: 'conversion',
  probability: 'conversion',
  prospects: 'volume',
  count: 'volume',
  price: 'revenue',
  'referral-rate': 'perMember',
  referralRate: 'perMember',
  referrals: 'perMember',
  ltv: 'revenue',
  cac: 'cost',
  periods: 'rotations',
  cycles: 'rotations',
  steps: 'stages',
  title: 'name',
  assert: 'expect',
  expectations: 'expect',
};

/** The key that a word of everyday language means here, or null. */
export const keyMeant = (word: string): string | null => (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : null);

const HINTS: Readonly<Record<string, string>> = { churn: 'retention = 1 - churn', lapse: 'retention = 1 - lapse' };

/** The known name that somebody probably meant, or null. Ties go to the earlier one. */
export function nearest(name: string, known: readonly string[]): string | null {
  const synonym = keyMeant(name);
  if (synonym !== null && known.includes(synonym)) return synonym;
  if (name.length > 100) return null;
  const longer = name.length < 3 ? [] : known.filter((candidate) => candidate.startsWith(name));
  if (longer.length === 1) return longer[0];
  let best: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = leven(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance < candidate.length) [best, least] = [candidate, distance];
  }
  return best;
}

const MOST_LISTED = 15;

/** ` (did you mean retention? retention = 1 - churn)`, or what there is to choose from. */
export function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint = Object.hasOwn(HINTS, name) && HINTS[name]?.startsWith(`${meant} `) ? ` ${HINTS[name]}` : '';
  if (meant !== null) return ` (did you mean ${meant}?${hint})`;
  if (known.length < 2) return known.length === 1 ? ` (there is only ${known[0]})` : '';
  const more = known.length - MOST_LISTED;
  return ` (there are ${known.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

/** Ends the path of a list whose elements are more than the values of one number. */
const MEMBERS = /(^|\.|\])(channels|stages|loops|levers|changes|expect|with|metrics)$/;

/** A path as messages, flags and levers write it: members of arrays by their id, list positions left out. */
export function dotted(root: unknown, path: Path): string {
  let text = '';
  let at = root;
  for (const step of path) {
    at = (at as Record<string | number, unknown> | null | undefined)?.[step];
    if (typeof step === 'string') text += text === '' ? step : `.${step}`;
    else if (isMapping(at) && typeof at.id === 'string') text += `.${at.id}`;
    else if (MEMBERS.test(text)) text += `[${step}]`;
  }
  return text;
}
