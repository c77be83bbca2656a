/** So much below a level is rounding, as for exact distributions. */
const ROUNDING = 1e-12;

/** True when so many of all runs reach a level. */
const reaches = (counted: number, runs: number, level: number): boolean => counted / runs >= level - ROUNDING;

/**
 * For each level, in rising order, the smallest value by which that share of all is counted.
 * @param values at least one; they are reordered
 */
export function quantilesAmong(values: Float64Array, levels: readonly number[]): number[] {
  const runs = values.length;
  let rank = 0;
  return levels.map((level) => {
    // Values before the rank of the level below are in place already.
    const from = rank;
    rank = Math.max(from, Math.floor((level - ROUNDING) * runs) - 1);
    while (!reaches(rank + 1, runs, level)) rank++;
    return select(values, rank, from);
  });
}

/**
 * The cell that the quantile of each level lies in, for values counted in cells that rise.
 * @param counts adding up to the runs, at least one
 */
export function cellsAt(counts: Uint32Array, runs: number, levels: readonly number[]): number[] {
  let cell = 0;
  let counted = counts[0];
  return levels.map((level) => {
    while (counts[cell] === 0 || !reaches(counted, runs, level)) counted += counts[++cell];
    return cell;
  });
}

/**
 * The value of a rank (from 0): smaller ones are brought before it, larger ones behind it, among those from `low` on.
 * Hoare's FIND (1961), about the median of three (Singleton 1969).
 */
function select(values: Float64Array, rank: number, low: number): number {
  let [first, last] = [low, values.length - 1];
  while (first < last) {
    const pivot = medianOf(values[first], values[(first + last) >>> 1], values[last]);
    let [i, j] = [first, last];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (rank > j && rank < i) break;
    if (rank <= j) last = j;
    else first = i;
  }
  return values[rank];
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
