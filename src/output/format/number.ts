import { thousands } from '../../model/number/scalar.ts';
import { decimalsOf } from './currency.ts';

/** All rounding and units of what people read: comma for thousands, point for decimals, on every machine. */

/** What stands for a value that is undefined. */
export const NOTHING = '–';

/** People, rounded to whole ones: "1,234". */
export function count(people: number | null): string {
  return people === null ? NOTHING : rounded(people, 0);
}

/** So many of something: "1 scenario", "12 scenarios". */
export const plural = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A number as it is written, with a sign where it is more than nothing: "+47", "-3", "0". */
export const signed = (text: string, value: number): string => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text);

/** A difference in people: "+47", "-3", "0". */
export const change = (people: number): string => signed(count(people), people);

/** A share to a tenth of a percent: "10.1%". */
export function share(value: number | null): string {
  return value === null ? NOTHING : `${rounded(value * 100, 1)}%`;
}

/** A share in a sentence, where "32.0%" reads better as "32%". */
export function shareInWords(value: number | null): string {
  const text = share(value).replace('.0%', '%');
  return text === '100%' && value !== null && value < 1 ? 'more than 99.9%' : text;
}

/** The numbers of people between which a count lies nine times in ten: "135-160", "179,200-211,900". */
export function range(low: number, high: number): string {
  const grain = grainOf(low, high);
  return `${count(toGrain(low, grain))}-${count(toGrain(high, grain))}`;
}

/** Digits of the difference between two ends of a range. Chance leaves no meaning in those behind. */
const DIGITS_OF_SPREAD = 3;

/** The power of ten that the ends of a range are rounded to: 100 for 127,172 to 159,881. At least 1. */
export function grainOf(low: number, high: number): number {
  const exponent = Number((high - low).toExponential().split('e')[1]);
  return Number(`1e${Math.max(0, exponent + 1 - DIGITS_OF_SPREAD)}`);
}

/** A number rounded to so much; to whole ones and less it is rounded where it is written. */
export const toGrain = (value: number, grain: number): number =>
  grain > 1 ? Math.round(value / grain) * grain : value;

/** A chance: "51.9%", and never "100.0%" for what may fail. */
export function chanceText(probability: number): string {
  if (probability > 0 && probability < 0.0005) return 'less than 0.1%';
  if (probability < 1 && probability >= 0.9995) return 'more than 99.9%';
  return share(probability);
}

/** A chance in a column: ">99.9%". */
export const chanceInCell = (probability: number): string =>
  chanceText(probability).replace('more than ', '>').replace('less than ', '<');

/** How far an estimated share may be off, to one digit: "0.5%", "0.01%". */
export function margin(value: number): string {
  const percent = Number((value * 100).toPrecision(1));
  return percent > 0 && percent < 0.001 ? 'below 0.001%' : `${factor(percent)}%`;
}

/** Money to the currency's minor unit, for a column whose title names the currency: "-1,234.50". */
export function amount(money: number | null, currency: string | undefined, decimals = decimalsOf(currency)): string {
  return money === null ? NOTHING : rounded(money, decimals);
}

/** An amount in a sentence: "EUR 1,234.50", "-EUR 1,234.50". */
export function price(money: number | null, currency: string | undefined, decimals = decimalsOf(currency)): string {
  const text = amount(money, currency, decimals);
  if (currency === undefined || money === null) return text;
  return text.startsWith('-') ? `-${currency} ${text.slice(1)}` : `${currency} ${text}`;
}

/** A factor or rate with as many decimals as it needs, at most three: "1.101". */
export function factor(value: number): string {
  return trimmed(rounded(value, 3));
}

/** A number to six digits, where all of them can be had elsewhere: "0.998583", "11,844.8". */
export const significant = (value: number): string => figure(value, value, DIGITS);

/** Of any metric, enough digits to know it by. */
const DIGITS = 6;

/** Two values of any metric with as many digits as it takes to tell them apart: "147.077" and "151.2". */
export function apart(a: number, b: number): [string, string] {
  for (let digits = DIGITS; digits < 17; digits++) {
    const texts: [string, string] = [figure(a, b, digits), figure(b, a, digits)];
    if (texts[0] !== texts[1] || a === b) return texts;
  }
  return [String(a), String(b)];
}

/** A number to so many digits of the larger of the two. */
function figure(value: number, beside: number, digits: number): string {
  const size = Math.max(Math.abs(value), Math.abs(beside));
  const exponent = size === 0 ? 0 : Number(size.toExponential().split('e')[1]);
  if (exponent < -DIGITS || size >= LARGE) return String(Number(value.toPrecision(digits)));
  return trimmed(rounded(value, Math.max(0, digits - 1 - exponent)));
}

/** True of a change that is so large beside what there was before that a percentage says nothing, or has no value. */
export const isBeyondWords = (relative: number): boolean => Math.abs(relative) >= LARGE / 100;

/** How far a number has moved, relative to what it was: "+27.7%", "-0.04%". */
export function movement(relative: number): string {
  if (isBeyondWords(relative)) return 'from almost 0';
  const size = Math.abs(relative);
  const text = size < 0.0005 ? margin(size) : share(size);
  return text.startsWith('below') ? text : `${relative < 0 ? '-' : '+'}${text}`;
}

/** How many times one amount is another: "3.2", or with more digits where a small difference counts. */
export const times = (value: number, decimals = 1): string => rounded(value, decimals);

/** More digits of a quotient nobody reads. */
const MOST_OF_TIMES = 3;

/**
 * Decimals of quotients, 1 to 3, at which each of these differences is seen, and the ends of each pair differ by what
 * is then said to be their difference.
 */
export function decimalsOfTimes(differences: readonly number[], pairs: readonly (readonly [number, number])[] = []) {
  const at = (value: number, decimals: number): number => Number(value.toFixed(decimals));
  const isRight = (decimals: number): boolean =>
    differences.every((by) => by === 0 || at(by, decimals) !== 0) &&
    pairs.every(([a, b]) => isNear(at(b, decimals) - at(a, decimals), at(b - a, decimals)));
  let decimals = 1;
  while (decimals < MOST_OF_TIMES && !isRight(decimals)) decimals++;
  return decimals;
}

/** Sums of so few decimals that are not the same differ by 0.001 at least. */
const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 0.0005;

/** By how many percent one thing moves per percent of another: "1.15". */
export const elasticity = (value: number | null): string => (value === null ? NOTHING : rounded(value, 2));

/** A number with enough decimals to show a difference to two digits: for where the usual rounding would hide it. */
export function fine(value: number, difference: number): string {
  let [decimals, shown] = [0, Math.abs(difference)];
  for (; shown < 10 && decimals <= MOST_DECIMALS; decimals++) shown *= 10;
  return decimals > MOST_DECIMALS ? String(Number(value.toPrecision(3))) : rounded(value, decimals);
}

/** Beyond these nobody counts zeros. */
const MOST_DECIMALS = 12;

/** From here on a number has more digits than anybody reads, and `toFixed` gives no decimals. */
const LARGE = 1e21;

/** Without the zeros that decimals end with; those of an exponent stay. */
const trimmed = (text: string): string => (/^[^e]*\.[^e]*$/.test(text) ? text.replace(/\.?0+$/, '') : text);

/** Rounds half away from zero, and never to "-0". */
function rounded(value: number, decimals: number): string {
  if (Math.abs(value) >= LARGE) return value.toExponential(2).replace('+', '');
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const digits = thousands(whole) + (fraction === undefined ? '' : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** How far the numbers were moved, without rounding it away: "10%", "0.01%". */
export function percentOf(by: number): string {
  const percent = factor(100 * by);
  return `${percent === '0' ? fine(100 * by, 100 * by) : percent}%`;
}
