import { type Reading, readTyped, show } from '../../model/number/scalar.ts';
import type { Cells } from './cells.ts';

/** A number with one mark in it: its whole part, the mark, what follows, and what may stand behind. */
const MARKED = /^([+-]?\d*)([.,])(\d+)((?:e[+-]?\d+)?\s*%?)$/i;

/** A number with points for thousands, as half of Europe writes it. */
const GROUPED = /^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})\s*%?$/;

/** True where a mark may as well be for thousands: 1,234. */
const isAmbiguous = ([, whole, , behind, rest]: readonly string[]): boolean =>
  /^[+-]?[1-9]\d{0,2}$/.test(whole) && behind.length === 3 && !/^e/i.test(rest);

/**
 * How the numbers of a table are to be read. Where semicolons separate cells, decimals may have a comma. A number such as
 * 1,234 is then read only when the others tell what its mark is for; a fault is better than a wrong number.
 * @param columns those that hold numbers
 */
export function numberReader({ separator, rows }: Cells, columns: readonly number[]): (cell: string) => Reading {
  if (separator !== ';') return readTyped;
  const marks = new Set<string>();
  for (const { cells } of rows) {
    for (const column of columns) {
      const found = MARKED.exec(cells[column] ?? '');
      if (found && !isAmbiguous(found)) marks.add(found[2]);
    }
  }
  return (cell) => {
    const found = MARKED.exec(cell);
    if (found && isAmbiguous(found) && !(marks.size === 1 && marks.has(found[2]))) return ambiguous(cell, found);
    if (found) return readTyped(cell.replace(',', '.'));
    return GROUPED.test(cell) ? grouped(cell) : readTyped(cell);
  };
}

function ambiguous(cell: string, [, whole, mark, behind, rest]: readonly string[]): Reading {
  const [thousands, decimals] = [`${whole}${behind}${rest}`, `${whole}.${behind}${rest}`];
  return {
    fault: `and ${show(cell)} may be ${thousands} or ${decimals}: write ${thousands}, or ${whole}${mark}${behind}0${rest}`,
  };
}

const grouped = (cell: string): Reading => ({
  fault: `got the text ${show(cell)} (did you mean ${cell.replaceAll('.', '')}? no point for thousands)`,
});
