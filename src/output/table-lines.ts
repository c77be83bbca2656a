import Table from 'cli-table3';
import { widthOf } from './format/width.ts';
import type { Column } from './grid.ts';

/** Cells that are drawn at once: for each of them cli-table3 looks through all before it. */
const SLICE = 200;

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
  rows: Iterable<readonly TableCell[]>,
  columns: readonly Column[],
  widths: readonly number[],
  gap: number,
): string[] {
  const lines: string[] = [];
  for (const slice of slicesOf(rows, Math.ceil(SLICE / columns.length))) {
    const known = new Known();
    const table = new Table({
      chars: { ...BARE, middle: ' '.repeat(gap) },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colWidths: [...widths],
      colAligns: columns.map(({ text }) => (text ? 'left' : 'right')),
    });
    for (const row of slice) {
      table.push(row.map(({ text, shade }, i) => (shade ? shade(text.padStart(widths[i])) : known.standInFor(text))));
    }
    for (const line of known.putBack(table.toString()).split('\n')) lines.push(line.trimEnd());
  }
  return lines;
}

function* slicesOf<T>(all: Iterable<T>, length: number): Generator<T[]> {
  let slice: T[] = [];
  for (const one of all) {
    slice.push(one);
    if (slice.length < length) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
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
    const width = widthOf(text);
    // What takes no room, such as a lone accent, has no block that could be found again.
    if (width === 0) return '';
    this.texts.push(text);
    return BLOCK.repeat(width);
  }

  putBack(drawn: string): string {
    let at = 0;
    return drawn.replace(/\ue000+/g, () => this.texts[at++]);
  }
}
