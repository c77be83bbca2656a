/** A column of a table whose numbers differ from lane to lane: that of rotation t in lane r is at t * step + r. */
export interface LaneColumn {
  readonly values: Float64Array;
  /** How many lanes there are; 0 when one row serves every rotation. */
  readonly step: number;
}

/**
 * Numbers by rotation: those of rotation t (from 0) start at `t * step`. The step is 0 when no number in the table
 * changes, so that one row serves every rotation.
 */
export interface Table {
  readonly values: Float64Array;
  readonly step: number;
  /** By column: the numbers of each lane, where lanes differ; null where `values` serves all of them. */
  readonly byLane?: readonly (LaneColumn | null)[];
}

/** The number of a column in rotation t (from 0), in a lane. */
export function numberAt({ values, step, byLane }: Table, t: number, column: number, lane = 0): number {
  const own = byLane?.[column];
  return own ? own.values[t * own.step + lane] : values[t * step + column];
}

/** A table whose columns come in blocks of `width`, made of some of these blocks. */
export function blocksOfColumns(table: Table, width: number, chosen: readonly number[]): Table {
  const columns = chosen.flatMap((block) => Array.from({ length: width }, (_, i) => block * width + i));
  return columnsOf(table, columns);
}

/** A table made of some columns of another; null is a column of zeros. */
export function columnsOf({ values, step, byLane }: Table, columns: readonly (number | null)[]): Table {
  const rows = step === 0 ? 1 : values.length / step;
  const chosen = new Float64Array(rows * columns.length);
  for (let t = 0; t < rows; t++) {
    for (const [i, column] of columns.entries()) {
      if (column !== null) chosen[t * columns.length + i] = values[t * step + column];
    }
  }
  const own = byLane && columns.map((column) => (column === null ? null : byLane[column]));
  return { values: chosen, step: step === 0 ? 0 : columns.length, ...(own && { byLane: own }) };
}

/** The numbers of one lane of a table, over so many rotations. */
export function laneOf(table: Table, rotations: number, lane: number): Table {
  const { byLane } = table;
  if (!byLane?.some((own) => own !== null)) return table;
  const width = byLane.length;
  const one = new Float64Array(rotations * width);
  for (let t = 0; t < rotations; t++) {
    for (let column = 0; column < width; column++) one[t * width + column] = numberAt(table, t, column, lane);
  }
  return { values: one, step: width };
}

/** Where the numbers of a column stand in a rotation: that of lane r at `at + r * apart`. */
export interface LaneNumbers {
  readonly values: Float64Array;
  readonly at: number;
  /** 1, or 0 where one number serves all lanes. */
  readonly apart: number;
}

/** The numbers of a column in rotation t (from 0), for all lanes. */
export function numbersAt({ values, step, byLane }: Table, t: number, column: number): LaneNumbers {
  const own = byLane?.[column];
  return own ? { values: own.values, at: t * own.step, apart: 1 } : { values, at: t * step + column, apart: 0 };
}
