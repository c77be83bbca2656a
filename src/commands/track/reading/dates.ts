import { type CivilDate, dateIn, rotationOf } from '../../../model/scenario/period.ts';
import type { Scenario } from '../../../model/scenario/types.ts';

/** The order in which a file writes its dates. */
export type DateOrder = 'day first' | 'month first';

/** Two numbers and a year, in an order that the place decides: 31/01/2027, 1-31-27; with points the day comes first. */
const LOCAL = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T].*)?$/;

/** 2027-01-31, with or without a time behind it; 2027/1/31. */
const ISO = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?:[ T]\d.*)?$/;

/** January 2027, Jan-27, Jan '27; but Jan 27 is a day. */
const MONTH = /^(\p{L}{3,9})\.?(?:[\s-]+(\d{4})|(?:-|[\s-]+['’])(\d{2}))$/iu;

/** 1/2027, 01.2027 */
const NUMBERED_MONTH = /^(\d{1,2})[./](\d{4})$/;

/** What each month is called in English and in German, and short where that is not the first three letters. */
const MONTHS = [
  ['january', 'januar'],
  ['february', 'februar'],
  ['march', 'märz', 'mrz'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september', 'sept'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
];

/** Years of two digits are those of this century. */
const yearOf = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** True for a date whose order the text does not tell. */
export const isLocal = (text: string): boolean => LOCAL.test(text) && !/^\d{1,2}\./.test(text);

/** Names that tables give to quarters and days: Q1 2027, 4 Jan 2027. */
const NAMED = /^(?:q[1-4]|\d{1,2} [a-z]{3}) \d{4}$/i;

/** True for what can only be the time of a row. */
export const isDated = (text: string): boolean =>
  NAMED.test(text) || dateOf(text, 'day first') !== null || dateOf(text, 'month first') !== null;

/** The date that a text names, or the first day of the month that it names; null where it names none. */
export function dateOf(text: string, order: DateOrder): (CivilDate & { readonly isMonth?: boolean }) | null {
  const iso = ISO.exec(text);
  if (iso) {
    const date = dateIn(Number(iso[1]), Number(iso[3]), Number(iso[4] ?? 1));
    return date && { ...date, isMonth: iso[4] === undefined };
  }
  const local = LOCAL.exec(text);
  if (local) {
    const [, first, mark, second, year] = local;
    const dayFirst = mark === '.' || order === 'day first';
    const [day, month] = dayFirst ? [first, second] : [second, first];
    return dateIn(yearOf(year), Number(month), Number(day));
  }
  const named = MONTH.exec(text);
  const word = named?.[1].toLowerCase() ?? '';
  const month = MONTHS.findIndex((names) => names.some((name) => name === word || name.slice(0, 3) === word));
  const numbered = NUMBERED_MONTH.exec(text);
  const first = numbered
    ? dateIn(Number(numbered[2]), Number(numbered[1]), 1)
    : named && month !== -1
      ? dateIn(yearOf(named[2] ?? named[3]), month + 1, 1)
      : null;
  return first && { ...first, isMonth: true };
}

/** The rotation that a date lies in, from 1; it may be beyond the run. Null without dates, and for a month of many rotations. */
export function rotationOn(text: string, order: DateOrder, { period, start }: Scenario): number | null {
  if (period === undefined || start === undefined) return null;
  const date = dateOf(text, order);
  const isShort = period === 'day' || period === 'week';
  return date && !(isShort && date.isMonth) ? rotationOf(date, period, start) : null;
}
