import Table from 'cli-table3';
import { widthOf } from './format/width.ts';
import type { Column } from './grid.ts';

/** Cells that are drawn at once: for each of them cli-table3 looks through all before it. */
const SLICE = 200;

/**
 * Cells that are drawn by cli-table3 at most, in whole slices. It takes 30 µs for each and more while it is new, 0.1 s for the
 * hundred rows of a `track` and a minute for the two million cells of a wheel near the limits, while all that is left to do,
 * once the widths are known, is to fill cells with blanks.
 */
export const DRAWN = 400;

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
    const draw = lines.length * columns.length < DRAWN ? drawnLines : filledLines;
    for (const line of draw(slice, columns, widths, gap)) lines.push(line.trimEnd());
  }
  return lines;
}

type Slice = readonly (readonly TableCell[])[];

function drawnLines(rows: Slice, columns: readonly Column[], widths: readonly number[], gap: number): string[] {
  const known = new Known();
  const table = new Table({
    chars: { ...BARE, middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...widths],
    colAligns: columns.map(({ text }) => (text ? 'left' : 'right')),
  });
  for (const row of rows) {
    table.push(row.map(({ text, shade }, i) => (shade ? shade(text.padStart(widths[i])) : known.standInFor(text))));
  }
  return known.putBack(table.toString()).split('\n');
}

/** What `drawnLines` gives, without cli-table3. */
function filledLines(rows: Slice, columns: readonly Column[], widths: readonly number[], gap: number): string[] {
  const filled = ({ text, shade }: TableCell, i: number): string => {
    if (shade) return shade(text.padStart(widths[i]));
    const width = widthOf(text);
    const shown = width === 0 ? '' : text;
    const space = ' '.repeat(Math.max(LEAST_WIDTH, widths[i]) - width);
    return columns[i].text ? shown + space : space + shown;
  };
  return rows.map((row) => row.map(filled).join(' '.repeat(gap)));
}

/** What cli-table3 gives a column that nothing stands in. */
const LEAST_WIDTH = 1;

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
