/*
 * Arithmetic on the numbers of many lanes, from an index on. Where numbers are read and where they are written may be the same
 * place. Eight lanes a turn take half the time of one: what a loop costs in itself is as much as a multiplication.
 * `| 0` says that an index is a small whole number, which spares a test whether it still is one.
 */

export function copy(from: Float64Array, at: number, into: Float64Array, to: number, lanes: number): void {
  if (lanes === 1) into[to] = from[at];
  else into.set(from.subarray(at, at + lanes), to);
}

/** Adds the number of every lane to another. */
export function add(from: Float64Array, at: number, into: Float64Array, to: number, lanes: number): void {
  let [i, j] = [at, to];
  const end = at + lanes;
  for (; i + 8 <= end; i += 8, j += 8) {
    into[j] += from[i];
    into[(j + 1) | 0] += from[(i + 1) | 0];
    into[(j + 2) | 0] += from[(i + 2) | 0];
    into[(j + 3) | 0] += from[(i + 3) | 0];
    into[(j + 4) | 0] += from[(i + 4) | 0];
    into[(j + 5) | 0] += from[(i + 5) | 0];
    into[(j + 6) | 0] += from[(i + 6) | 0];
    into[(j + 7) | 0] += from[(i + 7) | 0];
  }
  for (; i < end; i++, j++) into[j] += from[i];
}

/** Multiplies the numbers of all lanes by one. */
export function scale(from: Float64Array, at: number, by: number, into: Float64Array, to: number, lanes: number): void {
  if (by === 1 && into === from && to === at) return;
  let [i, j] = [at, to];
  const end = at + lanes;
  for (; i + 8 <= end; i += 8, j += 8) {
    into[j] = from[i] * by;
    into[(j + 1) | 0] = from[(i + 1) | 0] * by;
    into[(j + 2) | 0] = from[(i + 2) | 0] * by;
    into[(j + 3) | 0] = from[(i + 3) | 0] * by;
    into[(j + 4) | 0] = from[(i + 4) | 0] * by;
    into[(j + 5) | 0] = from[(i + 5) | 0] * by;
    into[(j + 6) | 0] = from[(i + 6) | 0] * by;
    into[(j + 7) | 0] = from[(i + 7) | 0] * by;
  }
  for (; i < end; i++, j++) into[j] = from[i] * by;
}

/** Multiplies the number of every lane by another one. */
export function multiply(
  from: Float64Array,
  at: number,
  by: Float64Array,
  row: number,
  into: Float64Array,
  to: number,
  lanes: number,
): void {
  let [i, j, k] = [at, to, row];
  const end = at + lanes;
  for (; i + 8 <= end; i += 8, j += 8, k += 8) {
    into[j] = from[i] * by[k];
    into[(j + 1) | 0] = from[(i + 1) | 0] * by[(k + 1) | 0];
    into[(j + 2) | 0] = from[(i + 2) | 0] * by[(k + 2) | 0];
    into[(j + 3) | 0] = from[(i + 3) | 0] * by[(k + 3) | 0];
    into[(j + 4) | 0] = from[(i + 4) | 0] * by[(k + 4) | 0];
    into[(j + 5) | 0] = from[(i + 5) | 0] * by[(k + 5) | 0];
    into[(j + 6) | 0] = from[(i + 6) | 0] * by[(k + 6) | 0];
    into[(j + 7) | 0] = from[(i + 7) | 0] * by[(k + 7) | 0];
  }
  for (; i < end; i++, j++, k++) into[j] = from[i] * by[k];
}

/** True where the number of some lane is above a limit, or none at all. */
export function exceeds(limit: number, numbers: Float64Array, at: number, lanes: number): boolean {
  let i = at;
  const end = at + lanes;
  for (; i + 4 <= end; i += 4) {
    const fit =
      numbers[i] <= limit &&
      numbers[(i + 1) | 0] <= limit &&
      numbers[(i + 2) | 0] <= limit &&
      numbers[(i + 3) | 0] <= limit;
    if (!fit) return true;
  }
  for (; i < end; i++) if (!(numbers[i] <= limit)) return true;
  return false;
}
