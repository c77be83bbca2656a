import { eastAsianWidth } from 'get-east-asian-width';
import { type Column, type Grid, NO_STYLE, type Style } from './grid.ts';
import { plain, shortened } from './plain.ts';

/** Where a table is going: how wide it may be, and whether columns may be left out to keep it so. */
export interface Room {
  readonly columns: number;
  readonly strict: boolean;
}

const GAPS = [3, 2, 1];
const LONGEST_HEADER = 24;

/** Draws a grid as aligned text with its title above and its remarks below. Ends with a line break. */
export function renderTable(grid: Grid, room: Room, style: Style = NO_STYLE): string {
  const headers = grid.columns.map(({ header, whole }) => (whole ? plain(header) : shortened(header, LONGEST_HEADER)));
  const cells = [headers, ...grid.rows, ...(grid.total ? [grid.total] : [])];
  const widths = headers.map((_, i) => Math.max(...cells.map((row) => columnsOf(row[i]))));
  const { shown, gap } = arrange(grid, widths, room);
  const [head, ...rows] = cells.map((row, line) =>
    shown
      .map((i) => {
        const cell = padded(row[i], widths[i], grid.columns[i]);
        const heat = grid.heat?.[line - 1]?.[i] ?? null;
        return heat === null ? cell : style.shaded(cell, heat);
      })
      .join(' '.repeat(gap)),
  );
  const dropped = headers.filter((_, i) => !shown.includes(i));
  const remarks = grid.remarks.map(plain);
  if (dropped.length > 0) remarks.unshift(`Not shown for lack of room: ${dropped.join(', ')}.`);
  const table = [style.strong(plain(grid.title)), '', style.strong(head), ...rows];
  return `${[...table, ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n')}\n`;
}

/** The widest gap at which everything fits; failing that, the columns that do, without the least important. */
function arrange({ columns }: Grid, widths: readonly number[], room: Room): { shown: number[]; gap: number } {
  const shown = columns.map((_, i) => i);
  const needed = (gap: number): number => shown.reduce((sum, i) => sum + widths[i] + gap, -gap);
  for (;;) {
    const gap = GAPS.find((candidate) => needed(candidate) <= room.columns);
    if (gap !== undefined) return { shown, gap };
    const least = shown.reduce((worst, i) => (columns[i].rank >= columns[worst].rank ? i : worst));
    if (!room.strict || columns[least].rank === 0) return { shown, gap: GAPS.at(-1) ?? 1 };
    shown.splice(shown.indexOf(least), 1);
  }
}

// Table libraries measure and draw more than this needs, and cost a fifth of the whole start.
function padded(cell: string, width: number, { text }: Column): string {
  const space = ' '.repeat(width - columnsOf(cell));
  return text ? cell + space : space + cell;
}

/** Combining marks, joiners and variation selectors, which take no room of their own. */
const NO_WIDTH = /\u200d|[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]/;

/** Terminal columns that a text takes: two for wide characters. */
export function columnsOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!NO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
