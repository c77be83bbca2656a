import Table from 'cli-table3';
import { type Grid, NO_STYLE, type Style } from './grid.ts';
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
  const headers = grid.columns.map(({ header }) => shortened(header, LONGEST_HEADER));
  const body = [headers, ...grid.rows, ...(grid.total ? [grid.total] : [])];
  const { shown, gap } = arrange(grid, widthsOf(body), room);
  const lines = draw(
    body.map((row) => shown.map((i) => row[i])),
    gap,
  ).split('\n');
  const dropped = grid.columns
    .filter((_, i) => !shown.includes(i))
    .map(({ header }) => shortened(header, LONGEST_HEADER));
  const remarks = grid.remarks.map(plain);
  if (dropped.length > 0) remarks.unshift(`Not shown for lack of room: ${dropped.join(', ')}.`);
  const [head = '', ...rest] = lines;
  const text = [style.strong(plain(grid.title)), '', style.strong(head), ...rest, ...(remarks.length > 0 ? [''] : [])];
  return `${[...text, ...remarks].join('\n')}\n`;
}

/** How wide each column is drawn, measured where it is drawn, so that wide characters count as the library counts. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, i) =>
    Math.max(
      ...draw(
        rows.map((row) => [row[i]]),
        0,
      )
        .split('\n')
        .map((line) => line.length),
    ),
  );
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

const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
};

function draw(rows: readonly (readonly string[])[], gap: number): string {
  const table = new Table({
    chars: { ...NO_LINES, middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: rows[0]?.map(() => 'right' as const) ?? [],
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
