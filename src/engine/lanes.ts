/*
 * Arithmetic on the numbers of many lanes, from an index on. Where numbers are read and where they are written may be the same
 * place. Eight lanes a turn take half the time of one: what a loop costs in itself is as much as a multiplication.
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
    into[j + 1] += from[i + 1];
    into[j + 2] += from[i + 2];
    into[j + 3] += from[i + 3];
    into[j + 4] += from[i + 4];
    into[j + 5] += from[i + 5];
    into[j + 6] += from[i + 6];
    into[j + 7] += from[i + 7];
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
    into[j + 1] = from[i + 1] * by;
    into[j + 2] = from[i + 2] * by;
    into[j + 3] = from[i + 3] * by;
    into[j + 4] = from[i + 4] * by;
    into[j + 5] = from[i + 5] * by;
    into[j + 6] = from[i + 6] * by;
    into[j + 7] = from[i + 7] * by;
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
    into[j + 1] = from[i + 1] * by[k + 1];
    into[j + 2] = from[i + 2] * by[k + 2];
    into[j + 3] = from[i + 3] * by[k + 3];
    into[j + 4] = from[i + 4] * by[k + 4];
    into[j + 5] = from[i + 5] * by[k + 5];
    into[j + 6] = from[i + 6] * by[k + 6];
    into[j + 7] = from[i + 7] * by[k + 7];
  }
  for (; i < end; i++, j++, k++) into[j] = from[i] * by[k];
}

/** True where the number of some lane is above a limit, or none at all. */
export function exceeds(limit: number, numbers: Float64Array, at: number, lanes: number): boolean {
  let i = at;
  const end = at + lanes;
  for (; i + 4 <= end; i += 4) {
    const fit = numbers[i] <= limit && numbers[i + 1] <= limit && numbers[i + 2] <= limit && numbers[i + 3] <= limit;
    if (!fit) return true;
  }
  for (; i < end; i++) if (!(numbers[i] <= limit)) return true;
  return false;
}
