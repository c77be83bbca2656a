/** A table before it has a format: what `table`, `markdown` and others draw. Texts are raw; each format makes them safe. */
export interface Grid {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
  /** By row and cell, how high its number is among all, 0..1: what a terminal with colours shades. */
  readonly heat?: readonly (readonly (number | null)[])[];
  /** Rows that stand out, where a format can make them. */
  readonly strong?: ReadonlySet<readonly string[]>;
  /** Sentences for below the table. */
  readonly remarks: readonly string[];
}

export interface Column {
  readonly header: string;
  /** 0 is never dropped; where room is short, the highest goes first. */
  readonly rank: number;
  /** True for names, which stand on the left; numbers stand on the right. */
  readonly text?: boolean;
  /** True for a header that is never cut short, such as a path to be typed again. */
  readonly whole?: boolean;
  /** True for a header that may be cut to what stands below it where room is short. */
  readonly shrinks?: boolean;
}

/** How a format may dress its text: with colour, or as it is. */
export interface Style {
  readonly strong: (text: string) => string;
  /** A cell of a heat map, `heat` in 0..1. */
  readonly shaded: (text: string, heat: number) => string;
}

export const NO_STYLE: Style = { strong: (text) => text, shaded: (text) => text };
