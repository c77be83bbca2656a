import { decimalsOf } from './currency.ts';

/** All rounding and units of what people read: comma for thousands, point for decimals, on every machine. */

/** What stands for a value that is undefined. */
export const NOTHING = '–';

/** People, rounded to whole ones: "1,234". */
export function count(people: number | null): string {
  return people === null ? NOTHING : rounded(people, 0);
}

/** A difference in people, always signed: "+47", "-3", "0". */
export function change(people: number | null): string {
  const text = count(people);
  return people !== null && text !== '0' && people > 0 ? `+${text}` : text;
}

/** A share to a tenth of a percent: "10.1%". */
export function share(value: number | null): string {
  return value === null ? NOTHING : `${rounded(value * 100, 1)}%`;
}

/** The same in a sentence, where "32.0%" reads better as "32%". */
export function shareInWords(value: number | null): string {
  const text = share(value).replace('.0%', '%');
  return text === '100%' && value !== null && value < 1 ? 'more than 99.9%' : text;
}

/** The values that a number lies between nine times in ten: "135-160". */
export const range = (low: number, high: number): string => `${count(low)}-${count(high)}`;

/** The same for amounts, which may have a sign. */
export const amountRange = (low: number, high: number, currency: string | undefined): string =>
  `${amount(low, currency)} to ${amount(high, currency)}`;

/** A chance: "51.9%", and never "100.0%" for what may fail. */
export function chance(probability: number): string {
  if (probability > 0 && probability < 0.0005) return 'less than 0.1%';
  if (probability < 1 && probability >= 0.9995) return 'more than 99.9%';
  return share(probability);
}

/** The same for a column: ">99.9%". */
export const chanceInCell = (probability: number): string =>
  chance(probability).replace('more than ', '>').replace('less than ', '<');

/** How far an estimated share may be off, to one digit: "0.5%", "0.01%". */
export function margin(value: number): string {
  const percent = Number((value * 100).toPrecision(1));
  return percent > 0 && percent < 0.001 ? 'below 0.001%' : `${factor(percent)}%`;
}

/** Money to the currency's minor unit, for a column whose title names the currency: "-1,234.50". */
export function amount(money: number | null, currency: string | undefined): string {
  return money === null ? NOTHING : rounded(money, decimalsOf(currency));
}

/** The same in a sentence: "EUR 1,234.50", "-EUR 1,234.50". */
export function price(money: number | null, currency: string | undefined): string {
  const text = amount(money, currency);
  if (currency === undefined || money === null) return text;
  return text.startsWith('-') ? `-${currency} ${text.slice(1)}` : `${currency} ${text}`;
}

/** A factor or rate with as many decimals as it needs, at most three: "1.101". */
export function factor(value: number): string {
  return rounded(value, 3).replace(/\.?0+$/, '');
}

/** How many times one amount is another: "3.2". */
export const times = (value: number): string => rounded(value, 1);

/** From here on a number has more digits than anybody reads, and `toFixed` gives no decimals. */
const LARGE = 1e21;

/** Rounds half away from zero, and never to "-0". */
function rounded(value: number, decimals: number): string {
  if (Math.abs(value) >= LARGE) return value.toExponential(2).replace('+', '');
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}
