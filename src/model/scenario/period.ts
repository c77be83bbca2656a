import type { Period } from './types.ts';

/** A date of the proleptic Gregorian calendar; month and day count from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Days since a day of long ago. */
  readonly dayNumber: number;
}

const MILLISECONDS_OF_A_DAY = 86_400_000;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const START = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The calendar repeats itself after so many years, and `Date.UTC` takes years below 100 for those of the 20th century. */
const CYCLE = 400;

/** The date that a month and a day lead to which may lie beyond the ends of their year and month: day 32 of January is in February. */
function civilDate(year: number, month: number, day: number): CivilDate {
  const date = new Date(Date.UTC(year + CYCLE, month - 1, day));
  return {
    year: date.getUTCFullYear() - CYCLE,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    dayNumber: date.getTime() / MILLISECONDS_OF_A_DAY,
  };
}

/** A day of the calendar; null where there is no such day. */
export function dateIn(year: number, month: number, day: number): CivilDate | null {
  const real = civilDate(year, month, day);
  return real.year === year && real.month === month && real.day === day ? real : null;
}

/** Reads "2027", "2027-01" or "2027-01-15"; null for anything that is not such a date. */
function readDate(text: string): (CivilDate & { readonly parts: number }) | null {
  const found = START.exec(text);
  if (!found) return null;
  const date = dateIn(Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1));
  return date && { ...date, parts: found[3] ? 3 : found[2] ? 2 : 1 };
}

const PARTS_NEEDED: Readonly<Record<Period, number>> = { day: 3, week: 3, month: 2, quarter: 2, year: 1 };
const EXAMPLES = ['', '"2027"', '"2027-01"', '"2027-01-15"'];

const isPeriod = (period: unknown): period is Period =>
  typeof period === 'string' && Object.hasOwn(PARTS_NEEDED, period);

/** What is wrong with `start`, given what a file has for its period; null when nothing is. */
export function startFault(start: string, period: unknown): string | null {
  if (period === undefined) return 'needs a period beside it: day, week, month, quarter or year';
  if (!isPeriod(period)) return null; // The period is what is wrong, and is complained about itself.
  const date = readDate(start);
  const example = EXAMPLES[PARTS_NEEDED[period]];
  if (!date) return `must be a date such as ${example}`;
  return date.parts < PARTS_NEEDED[period] ? `must say which ${period} is the first, such as ${example}` : null;
}

/** The name of rotation `t` (from 1) for the first column: "Jan 2027", or the number without a `start`. */
export function rotationName(t: number, period: Period | undefined, start: string | undefined): string {
  const date = dateOf(t, period, start);
  if (!date) return String(t);
  const { year, month, day } = date;
  if (period === 'year') return String(year);
  if (period === 'quarter') return `Q${Math.floor((month - 1) / 3) + 1} ${year}`;
  return period === 'month' ? `${MONTHS[month - 1]} ${year}` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The time of a rotation, written as a `start` is: "2027-01", or the number without one. */
export function rotationDate(t: number, period: Period | undefined, start: string | undefined): string {
  const date = dateOf(t, period, start);
  if (!date || period === undefined) return String(t);
  const parts = [date.year, date.month, date.day].slice(0, PARTS_NEEDED[period]);
  return parts.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-');
}

/** How the rotations of a scenario with a period and a start are called, whatever else is wrong with it; null in any other. */
export function datesOf(root: unknown): { firstDate: string; rotationAt: (date: string) => number | null } | null {
  if (typeof root !== 'object' || root === null) return null;
  const { period, start } = root as { period?: unknown; start?: unknown };
  if (typeof start !== 'string' || !isPeriod(period) || startFault(start, period) !== null) return null;
  return {
    firstDate: rotationDate(1, period, start),
    rotationAt: (text) => {
      const date = readDate(text);
      const t = date && rotationOf(date, period, start);
      return t !== null && t >= 1 && rotationDate(t, period, start) === text ? t : null;
    },
  };
}

const DAYS_IN = { day: 1, week: 7 } as const;
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** When rotation `t` starts; the day counts for days and weeks only. */
function dateOf(t: number, period: Period | undefined, start: string | undefined): CivilDate | null {
  const date = start === undefined ? null : readDate(start);
  if (!date || period === undefined) return null;
  const { year, month, day } = date;
  if (period === 'day' || period === 'week') return civilDate(year, month, day + (t - 1) * DAYS_IN[period]);
  return civilDate(year, month + (t - 1) * MONTHS_IN[period], 1);
}

/** The rotation that a date lies in: below 1 before the first one, null where the start is no date. */
export function rotationOf(date: CivilDate, period: Period, start: string): number | null {
  const first = dateOf(1, period, start);
  if (!first) return null;
  if (period === 'day' || period === 'week') {
    return Math.floor((date.dayNumber - first.dayNumber) / DAYS_IN[period]) + 1;
  }
  const months = 12 * (date.year - first.year) + date.month - first.month;
  return Math.floor(months / MONTHS_IN[period]) + 1;
}
