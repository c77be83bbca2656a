import Table from 'cli-table3';
import { widthOf } from './format/width.ts';
import type { Column } from './grid.ts';

/** Rows that are drawn at once: what cli-table3 takes for a row grows with the rows of its table. */
const SLICE = 50;

/** No borders; what stands between two columns is the gap. */
const BARE = Object.fromEntries(
  ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`, `${side}-${side}`].map((name) => [name, '']),
  ),
);

/** A cell as it stands in its column. */
export interface TableCell {
  readonly text: string;
  /** Colours a cell with the blanks that fill it. */
  readonly shade?: (text: string) => string;
}

/**
 * The lines of a table, without blanks at their ends.
 * @param widths terminal columns of each column: no cell may be wider
 * @param gap blanks between two columns
 */
export function tableLines(
  rows: readonly (readonly TableCell[])[],
  columns: readonly Column[],
  widths: readonly number[],
  gap: number,
): string[] {
  const lines: string[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    const known = new Known();
    const table = new Table({
      chars: { ...BARE, middle: ' '.repeat(gap) },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colWidths: [...widths],
      colAligns: columns.map(({ text }) => (text ? 'left' : 'right')),
    });
    for (const row of rows.slice(from, from + SLICE)) {
      table.push(row.map(({ text, shade }, i) => (shade ? shade(text.padStart(widths[i])) : known.standInFor(text))));
    }
    lines.push(...known.putBack(table.toString()).split('\n'));
  }
  return lines.map((line) => line.trimEnd());
}

/** A character for private use, one column wide. */
const BLOCK = '\ue000';

/** Texts whose width any library tells alike. */
const LATIN = /^[\u0020-\u007e\u00a0-\u024f\u2010-\u2027]*$/;

/**
 * cli-table3 knows the widths of Unicode 12: it would cut newer signs, or shift what stands beside them. Other texts
 * than Latin ones are drawn as blocks of the right width, and put back afterwards.
 */
class Known {
  private readonly texts: string[] = [];

  standInFor(text: string): string {
    if (LATIN.test(text)) return text;
    this.texts.push(text);
    return BLOCK.repeat(widthOf(text));
  }

  putBack(drawn: string): string {
    let at = 0;
    return drawn.replace(/\ue000+/g, () => this.texts[at++]);
  }
}
