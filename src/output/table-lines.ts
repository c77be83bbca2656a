import { widthOf } from './format/width.ts';
import type { Column } from './grid.ts';

/** A cell as it stands in its column. */
export interface TableCell {
  readonly text: string;
  /** Colours a cell with the blanks that fill it. */
  readonly shade?: (text: string) => string;
}

/** A column that nothing stands in keeps its place. */
const LEAST_WIDTH = 1;

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
  const between = ' '.repeat(gap);
  const filled = (cell: TableCell, i: number): string => filledCell(cell, columns[i], widths[i]);
  return Array.from(rows, (row) => row.map(filled).join(between).trimEnd());
}

/** A cell with the blanks that fill its column: text stands on the left, numbers on the right. */
function filledCell({ text, shade }: TableCell, column: Column, columnWidth: number): string {
  if (shade) return shade(text.padStart(columnWidth));
  const width = widthOf(text);
  // What takes no room, such as a lone accent, would join the sign beside it.
  const shown = width === 0 ? '' : text;
  const space = ' '.repeat(Math.max(LEAST_WIDTH, columnWidth) - width);
  return column.text ? shown + space : space + shown;
}
