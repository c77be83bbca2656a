/** A table before it has a format: what `table`, `markdown` and others draw. Texts are raw; each format makes them safe. */
export interface Grid {
  readonly title: string;
  /** Sentences above the table, where they are what was asked for. */
  readonly lead?: readonly string[];
  readonly columns: readonly Column[];
  /** How many columns, the first ones, say what a row is about; 1 where it is not said. */
  readonly keys?: number;
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
  /** By row and cell, how high its number is among all, 0..1: what a terminal with colours shades. */
  readonly heat?: readonly (readonly (number | null)[])[];
  /** Rows that stand out, where a format can make them. */
  readonly strong?: ReadonlySet<readonly string[]>;
  /** Sentences for below the table; those that explain a column go with it. */
  readonly remarks: readonly (string | Legend)[];
}

/** What a column means: of no use where that is left out. */
export interface Legend {
  /** The header as the grid has it. */
  readonly column: string;
  readonly text: string;
}

/** The sentences to show where only some columns are. */
export const remarksWith = ({ remarks }: Pick<Grid, 'remarks'>, headers: readonly string[]): string[] =>
  remarks.flatMap((remark) => {
    if (typeof remark === 'string') return [remark];
    return headers.includes(remark.column) ? [remark.text] : [];
  });

export interface Column {
  readonly header: string;
  /** The columns of CSV that stand in it: the names that choose it. */
  readonly ids?: readonly string[];
  /** 0 is never dropped; where room is short, the highest goes first. */
  readonly rank: number;
  /** True for names, which stand on the left; numbers stand on the right. */
  readonly text?: boolean;
  /** True for a header that is never cut short, such as a path to be typed again. */
  readonly whole?: boolean;
  /** For a header that may be cut to what stands below it where room is short: how many letters stay at least. */
  readonly shrinks?: number;
  /**
   * How many letters its cells keep at least when they are cut so that a column of this rank need not be dropped;
   * without it they are never cut.
   */
  readonly cutTo?: (rank: number) => number;
  /** True for sentences: instead of being cut, they go on in the line below. */
  readonly wraps?: boolean;
  /** What a sentence calls the column where another of the same header is shown. */
  readonly name?: string;
}

/** Letters of a name by which columns are still told apart. */
const SHORTEST_NAME = 16;

/** Columns of one header are told apart by their names: what stands between them may be gone. */
export function withOwnHeaders(grid: Grid): Grid {
  const headers = grid.columns.map(({ header }) => header);
  const isShared = (header: string): boolean => headers.indexOf(header) !== headers.lastIndexOf(header);
  const columns = grid.columns.map((column) =>
    isShared(column.header) && column.name !== undefined
      ? { ...column, header: column.name, shrinks: SHORTEST_NAME }
      : column,
  );
  // The first of them stays longest, and so does what explains it.
  const remarks = grid.remarks.map((remark) => {
    if (typeof remark === 'string') return remark;
    return { ...remark, column: columns[headers.indexOf(remark.column)]?.header ?? remark.column };
  });
  return { ...grid, columns, remarks };
}

/** How a format may dress its text: with colour, or as it is. */
export interface Style {
  readonly strong: (text: string) => string;
  /** A cell of a heat map, `heat` in 0..1. */
  readonly shaded: (text: string, heat: number) => string;
}

export const NO_STYLE: Style = { strong: (text) => text, shaded: (text) => text };
