import { type Reading, readTyped, show } from '../../../model/number/scalar.ts';
import type { Cells } from './cells.ts';

/** A number as a spreadsheet shows it, taken apart. */
export interface Written {
  /** Digits with points and commas, and what a program writes behind them, such as e5. */
  readonly digits: string;
  readonly isNegative: boolean;
  readonly isPercent: boolean;
  /** Its code or sign as written; null without one. */
  readonly currency: string | null;
  /** True where blanks or apostrophes stand between thousands, so that a mark can only be for decimals. */
  readonly isSpaced: boolean;
}

const MINUS = '[-\u2212]';
const SIGN = `[+\u2212-]`;
const CURRENCY = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}|kr\.?|zł|Kč|Ft)`;
const DIGITS = String.raw`(?:\d[\d.,'’ \u00a0\u2007\u2009\u202f]*|[.,]\d+)(?:[eE][+-]?\d+)?`;

/** -€ 1,234.50; (1,234.50); 1.234,50- EUR; 9,5 % */
const SHOWN = new RegExp(
  String.raw`^(\()?\s*(${SIGN})?\s*(${CURRENCY})?\s*(\()?\s*(${SIGN})?\s*(${DIGITS})\s*(%)?\s*(${MINUS})?\s*(${CURRENCY})?\s*(${MINUS})?\s*(\))?$`,
  'u',
);

/** Thousands with blanks or apostrophes between them. */
const SPACED = /^\d{1,3}(?:(['’ \u00a0\u2007\u2009\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;

/** No number is longer; on thousands of digits patterns take long. */
const LONGEST = 100;

/** Takes a cell apart; null for what is no number as a spreadsheet shows one. */
export function takenApart(cell: string): Written | null {
  const found = cell.length <= LONGEST ? SHOWN.exec(cell) : null;
  if (!found) return null;
  const [, open, before, code, inner, inside, body = '', percent, behind, codeBehind, last, closed] = found;
  const signs = [before, inside, behind, last].filter((sign) => sign !== undefined);
  const brackets = [open, inner].filter((bracket) => bracket !== undefined).length;
  if (signs.length > 1 || (code && codeBehind) || brackets !== (closed ? 1 : 0) || (brackets > 0 && signs.length > 0))
    return null;
  const text = body.trim();
  const isSpaced = SPACED.test(text);
  const digits = isSpaced ? text.replace(/[^\d.,]/g, '') : text;
  if (/[^\d.,eE+-]/.test(digits)) return null;
  return {
    ...{ digits, isSpaced, isPercent: percent !== undefined, currency: code ?? codeBehind ?? null },
    isNegative: brackets > 0 || (signs.length > 0 && signs[0] !== '+'),
  };
}

/** What the marks in a number are for, as far as it says so itself. */
type Marks =
  | { readonly kind: 'plain' }
  | { readonly kind: 'told'; readonly decimal: Mark | null; readonly thousands: Mark | null }
  | { readonly kind: 'open'; readonly mark: Mark };

type Mark = '.' | ',';

const otherThan = (mark: Mark): Mark => (mark === '.' ? ',' : '.');

/** Thousands with one mark between them, and decimals behind the other. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;

/** Null for marks that make no number. */
function marksIn({ digits, isSpaced }: Pick<Written, 'digits' | 'isSpaced'>): Marks | null {
  const [mantissa = '', exponent] = digits.split(/e/i);
  const marks = mantissa.match(/[.,]/g) as Mark[] | null;
  if (!marks) return { kind: 'plain' };
  const [mark] = marks;
  if (marks.length === 1) {
    // 1,234 may be either; 0,234 and 1234,567 may not, nor may what has no three digits behind.
    const isOpen = !isSpaced && exponent === undefined && /^[1-9]\d{0,2}[.,]\d{3}$/.test(mantissa);
    return isOpen ? { kind: 'open', mark } : { kind: 'told', decimal: mark, thousands: null };
  }
  if (exponent !== undefined || !GROUPED.test(mantissa)) return null;
  const last = marks[marks.length - 1];
  return { kind: 'told', thousands: mark, decimal: last === mark ? null : last };
}

/** What the numbers of a column, or of a whole table, tell of their marks. */
class Evidence {
  private readonly decimal = new Set<Mark>();
  private readonly thousands = new Set<Mark>();

  add(marks: Marks | null): void {
    if (marks?.kind !== 'told') return;
    if (marks.decimal) this.decimal.add(marks.decimal);
    if (marks.thousands) this.thousands.add(marks.thousands);
  }

  /** Whether a mark is for decimals; null where that is not told, `both` where numbers contradict one another. */
  isDecimal(mark: Mark): boolean | null | 'both' {
    const other = otherThan(mark);
    const yes = this.decimal.has(mark) || this.thousands.has(other);
    const no = this.thousands.has(mark) || this.decimal.has(other);
    return yes && no ? 'both' : yes || no ? yes : null;
  }
}

/** A cell as a number, with what it is written in. */
export type CellReading =
  | { readonly value: number; readonly isPercent: boolean; readonly currency: string | null; readonly note?: string }
  | { readonly fault: string };

/**
 * How the numbers of a table are to be read. A mark that may be for thousands as well as for decimals, as in 1,234, is what it
 * is in other numbers of its column, or else of the table. Where none tells, commas between cells mean points for decimals, and
 * people are whole, so that the mark is for thousands; a note says so. Else it is a fault, which is better than a wrong number.
 * @param columns those that hold numbers
 * @param people those of them that count people
 */
export function numberReader(
  { separator, rows }: Cells,
  columns: readonly number[],
  people: ReadonlySet<number>,
): (cell: string, column: number) => CellReading {
  const table = new Evidence();
  const own = new Map(columns.map((column) => [column, new Evidence()]));
  for (const { cells } of rows) {
    for (const column of columns) {
      const written = takenApart(cells[column] ?? '');
      const marks = written && marksIn(written);
      table.add(marks);
      own.get(column)?.add(marks);
    }
  }
  const decimalIn = (column: number, mark: Mark): boolean | 'guess' | null => {
    const told = own.get(column)?.isDecimal(mark) ?? table.isDecimal(mark);
    if (told === null && separator === ',') return 'guess';
    return told === 'both' ? null : told;
  };
  return (cell, column) => {
    const written = takenApart(cell);
    const marks = written && marksIn(written);
    if (!written || !marks) return plainly(readTyped(cell), cell);
    if (marks.kind !== 'open') return numberOf(written, marks.kind === 'plain' ? null : marks.decimal);
    const told = decimalIn(column, marks.mark);
    if (told === null && people.has(column)) return noted(numberOf(written, null), wholePeople(cell));
    if (told === null) return ambiguous(cell, written, marks.mark);
    const isDecimal = told === 'guess' ? marks.mark === '.' : told;
    const reading = numberOf(written, isDecimal ? marks.mark : null);
    return told === 'guess' ? noted(reading, guessed(cell, isDecimal)) : reading;
  };
}

const plainly = (reading: Reading, cell: string): CellReading =>
  'fault' in reading ? reading : { ...reading, isPercent: /[%/]/.test(cell), currency: null };

/** @param decimal the mark before decimals; any other is for thousands */
function numberOf({ digits, isNegative, isPercent, currency }: Written, decimal: Mark | null): CellReading {
  const plain = [...digits].map((sign) => (sign === decimal ? '.' : sign === '.' || sign === ',' ? '' : sign)).join('');
  const reading = readTyped(`${plain}${isPercent ? '%' : ''}`);
  if ('fault' in reading) return reading;
  return { value: isNegative ? -reading.value : reading.value, isPercent, currency };
}

function ambiguous(cell: string, { digits }: Written, mark: Mark): CellReading {
  const [whole = '', behind = ''] = digits.split(mark);
  const [thousands, decimals] = [`${whole}${behind}`, `${whole}.${behind}`];
  return {
    fault: `and ${show(cell)} may be ${thousands} or ${decimals}: write ${cell.replace(digits, thousands)}, or ${cell.replace(digits, `${digits}0`)}`,
  };
}

const noted = (reading: CellReading, note: string): CellReading =>
  'value' in reading ? { ...reading, note } : reading;

const wholePeople = (cell: string): string => `${show(cell)} is read as thousands, since people are whole.`;

const guessed = (cell: string, isDecimal: boolean): string => {
  const how = isDecimal ? 'with a point for decimals' : 'with a comma for thousands';
  return `${show(cell)} is read ${how}, as numbers are written where commas separate cells.`;
};
