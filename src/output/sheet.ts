/** A value of a sheet; null is undefined, and never 0. */
export type Cell = string | number | boolean | null;

/** Rows as they are made, some at a time: all at once in a list, or one batch after the other. */
export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

/** Values at full precision below a header: what CSV is drawn from. */
export interface Sheet {
  readonly header: readonly string[];
  /** How many columns, the first ones, say what a row is about; 1 where it is not said. */
  readonly keys?: number;
  readonly batches: Batches<readonly Cell[]>;
}

/** A sheet whose rows are all there. */
export const sheetOf = (header: readonly string[], rows: readonly (readonly Cell[])[], keys = 1): Sheet => ({
  header,
  keys,
  batches: [rows],
});
