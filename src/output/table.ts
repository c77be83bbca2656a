import { cutPath } from './format/cut-path.ts';
import { plain, shortened } from './format/escape.ts';
import { linesOf } from './format/lines.ts';
import { widthOf } from './format/width.ts';
import { type Column, type Grid, NO_STYLE, remarksWith, type Style, withOwnHeaders } from './grid.ts';
import { type TableCell, tableLines } from './table-lines.ts';

/** Where a table is going: how wide it may be, and whether columns may be left out and texts cut to keep it so. */
export interface Room {
  readonly columns: number;
  readonly strict: boolean;
}

const LEAST_GAP = 1;
const GAPS = [3, 2, LEAST_GAP];
const LONGEST_HEADER = 24;
/** In pipes and files, where there is room for whatever people call a thing: every row is as wide as its header. */
const LONGEST_ANYWHERE = 200;
const LONGEST_NAME = 40;

/** Draws a grid as aligned text with its title and what leads to it above and its remarks below. Ends with a line break. */
export function renderTable(asGiven: Grid, room: Room, style: Style = NO_STYLE): string {
  const { rows: given, total } = asGiven;
  const body = [...given, ...(total ? [total] : [])].map((row) => row.map(plain));
  const { grid, layout } = laidOut(asGiven, body, room);
  const { headers, widths, shown, gap } = layout;
  /** The row of the grid that each drawn line is of; none for the header. */
  const rowOf: (readonly string[])[] = [];
  function* cells(): Generator<TableCell[]> {
    for (const [line, row] of [headers, ...body].entries()) {
      for (const texts of linesOfRow(row, grid.columns, widths)) {
        rowOf.push(grid.rows[line - 1]);
        yield shown.map((i) => {
          const heat = grid.heat?.[line - 1]?.[i] ?? null;
          return heat === null ? { text: texts[i] } : { text: texts[i], shade: (padded) => style.shaded(padded, heat) };
        });
      }
    }
  }
  const shownOf = <T>(all: readonly T[]): T[] => shown.map((i) => all[i]);
  const [head, ...rows] = tableLines(cells(), shownOf(grid.columns), shownOf(widths), gap);
  const dropped = namesOfDropped(grid.columns, shown);
  const remarks = remarksWith(
    grid,
    shown.map((i) => grid.columns[i].header),
  ).map(plain);
  if (dropped.length > 0) remarks.unshift(`Not shown for lack of room: ${dropped.join(', ')}.`);
  const lines = rows.map((line, i) => (grid.strong?.has(rowOf[i + 1]) ? style.strong(line) : line));
  const lead = grid.lead && grid.lead.length > 0 ? [...grid.lead.map(plain), ''] : [];
  const table = [style.strong(plain(grid.title)), '', ...lead, style.strong(head), ...lines];
  return `${[...table, ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n')}\n`;
}

/** The cells of a row, cut to their widths, or continued in further rows where they wrap. */
function linesOfRow(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[][] {
  const cells = row.map((text, i) => {
    const { cutTo, wraps } = columns[i];
    if (wraps) return linesOf(text, widths[i]);
    return [cutTo ? cutPath(text, widths[i]) : text];
  });
  return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) =>
    cells.map((texts) => texts[line] ?? ''),
  );
}

/** The headers of the columns that are left out, and whose they are where another one of that header is shown. */
function namesOfDropped(columns: readonly Column[], shown: readonly number[]): string[] {
  const headers = new Set(shown.map((i) => columns[i].header));
  const dropped = columns.filter((_, i) => !shown.includes(i));
  const names = dropped.map(({ header, name, whole }) => {
    const called = headers.has(header) ? (name ?? header) : header;
    return whole ? plain(called) : shortened(called, LONGEST_NAME);
  });
  return [...new Set(names)];
}

/** How a table is laid out: its headers, the columns that are shown, the widest of each, and the gap between them. */
interface Layout {
  readonly headers: readonly string[];
  readonly widths: readonly number[];
  readonly shown: readonly number[];
  readonly gap: number;
}

/** A grid as it is laid out: where a column is left out, those that have one header have names of their own. */
function laidOut(grid: Grid, body: readonly (readonly string[])[], room: Room): { grid: Grid; layout: Layout } {
  const layout = layOut(grid, body, room);
  const isWhole = layout.shown.length === grid.columns.length;
  if (isWhole || new Set(layout.shown.map((i) => grid.columns[i].header)).size === layout.shown.length) {
    return { grid, layout };
  }
  const named = withOwnHeaders(grid);
  return { grid: named, layout: layOut(named, body, room) };
}

/** As many columns as there is room for, cells cut no more than that takes, then as much of the headers that may shrink. */
function layOut(grid: Grid, body: readonly (readonly string[])[], room: Room): Layout {
  // One after the other: a function takes no hundred thousand arguments.
  const below = grid.columns.map((_, i) => body.reduce((widest, row) => Math.max(widest, widthOf(row[i])), 0));
  if (!room.strict) return layOutWith(grid, below, room, LONGEST_ANYWHERE, LONGEST_ANYWHERE);
  const tightest = layOutWith(grid, below, room, 0);
  const shortest = Math.min(...grid.columns.map(({ shrinks = LONGEST_HEADER }) => shrinks));
  for (let longest = LONGEST_HEADER; longest > shortest; longest--) {
    const layout = layOutWith(grid, below, room, longest);
    const isWhole = grid.columns.every(({ cutTo }, i) => !cutTo || layout.widths[i] >= tightest.widths[i]);
    if (layout.shown.length === tightest.shown.length && isWhole) return layout;
  }
  return tightest;
}

/**
 * @param longest how long a header that shrinks may be, if nothing below it is longer
 * @param most how long any header may be
 */
function layOutWith(grid: Grid, below: readonly number[], room: Room, longest: number, most = LONGEST_HEADER): Layout {
  const headers = grid.columns.map(({ header, shrinks, whole }, i) => {
    if (whole) return plain(header);
    return shortened(header, shrinks === undefined ? most : Math.max(Math.min(below[i], most), longest, shrinks));
  });
  const widths = headers.map((header, i) => Math.max(below[i], widthOf(header)));
  return { headers, ...arrange(grid, widths, room) };
}

/**
 * The widest gap at which everything fits; failing that, with cells cut that may be, and failing that, the columns that
 * do, without the least important.
 */
function arrange({ columns }: Grid, whole: readonly number[], room: Room): Omit<Layout, 'headers'> {
  const shown = columns.map((_, i) => i);
  const needed = (widths: readonly number[], gap: number): number =>
    shown.reduce((sum, i) => sum + widths[i] + gap, -gap);
  for (;;) {
    const gap = GAPS.find((candidate) => needed(whole, candidate) <= room.columns);
    if (gap !== undefined) return { widths: whole, shown, gap };
    if (!room.strict) return { widths: whole, shown, gap: LEAST_GAP };
    const least = shown.reduce((worst, i) => (columns[i].rank >= columns[worst].rank ? i : worst));
    const { rank } = columns[least];
    const over = needed(whole, LEAST_GAP) - room.columns;
    const cut = whole.map((width, i) => Math.max(width - over, Math.min(width, columns[i].cutTo?.(rank) ?? width)));
    if (needed(cut, LEAST_GAP) <= room.columns || rank === 0) return { widths: cut, shown, gap: LEAST_GAP };
    shown.splice(shown.indexOf(least), 1);
  }
}
