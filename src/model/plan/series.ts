/**
 * The values of a number. A lane is one of several what-ifs, or runs, that are computed side by side: a number has a value
 * for every rotation or the same one for all, and a value for every lane or the same one for all. The value of rotation t
 * (from 0) in lane r stands at (rows > 1 ? t : 0) * lanes + (lanes > 1 ? r : 0).
 */
export interface Series {
  readonly values: Float64Array;
  /** 1, or as many as there are rotations. */
  readonly rows: number;
  /** 1, or as many as there are lanes. */
  readonly lanes: number;
}

/** A number that is the same in all lanes: one value for all rotations, or one for each. */
export const inAllLanes = (values: Float64Array): Series => ({ values, rows: values.length, lanes: 1 });

/** A number that is the same in all rotations: a value for each lane. */
export const byLane = (values: Float64Array): Series => ({ values, rows: 1, lanes: values.length });

/** The value of a series in rotation t (from 0) and a lane. */
export const valueIn = ({ values, rows, lanes }: Series, t: number, lane = 0): number =>
  values[(rows > 1 ? t : 0) * lanes + (lanes > 1 ? lane : 0)];

/**
 * A series made of two, value by value, with as many lanes as either has.
 * @param rows 1, or the number of rotations
 * @param value of the two values in a rotation, which counts from 0
 */
export function combined(
  a: Series,
  b: Series,
  rows: number,
  value: (a: number, b: number, t: number) => number,
): Series {
  const lanes = Math.max(a.lanes, b.lanes);
  const values = new Float64Array(rows * lanes);
  for (let t = 0, i = 0; t < rows; t++) {
    for (let lane = 0; lane < lanes; lane++, i++) values[i] = value(valueIn(a, t, lane), valueIn(b, t, lane), t);
  }
  return { values, rows, lanes };
}
