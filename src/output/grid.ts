/** A table before it has a format: what `table`, `markdown` and others draw. Texts are raw; each format makes them safe. */
export interface Grid {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
  /** Sentences for below the table. */
  readonly remarks: readonly string[];
}

export interface Column {
  readonly header: string;
  /** 0 is never dropped; where room is short, the highest goes first. */
  readonly rank: number;
  /** True for names, which stand on the left; numbers stand on the right. */
  readonly text?: boolean;
  /** True for a header that may be cut to what stands below it where room is short. */
  readonly shrinks?: boolean;
}

/** How a format may dress its text: with colour, or as it is. */
export interface Style {
  readonly strong: (text: string) => string;
}

export const NO_STYLE: Style = { strong: (text) => text };
