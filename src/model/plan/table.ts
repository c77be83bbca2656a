/**
 * Numbers by rotation: those of rotation t (from 0) start at `t * step`. The step is 0 when no number in the table
 * changes, so that one row serves every rotation.
 */
export interface Table {
  readonly values: Float64Array;
  readonly step: number;
}

/** The value of a series in rotation t (from 0); a series of one holds for all. */
export const valueIn = (series: Float64Array, t: number): number => series[series.length === 1 ? 0 : t] ?? 0;

/** The number of a column in rotation t (from 0). */
export const numberAt = ({ values, step }: Table, t: number, column: number): number => values[t * step + column];

/** A table whose columns come in blocks of `width`, made of some of these blocks. */
export function blocksOfColumns(table: Table, width: number, chosen: readonly number[]): Table {
  const columns = chosen.flatMap((block) => Array.from({ length: width }, (_, i) => block * width + i));
  return columnsOf(table, columns);
}

/** A table made of some columns of another; null is a column of zeros. */
export function columnsOf({ values, step }: Table, columns: readonly (number | null)[]): Table {
  const rows = step === 0 ? 1 : values.length / step;
  const chosen = new Float64Array(rows * columns.length);
  for (let t = 0; t < rows; t++) {
    for (const [i, column] of columns.entries()) {
      if (column !== null) chosen[t * columns.length + i] = values[t * step + column];
    }
  }
  return { values: chosen, step: step === 0 ? 0 : columns.length };
}
