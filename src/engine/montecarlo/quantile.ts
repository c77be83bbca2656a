/** So much below a level is rounding, as for exact distributions. */
const ROUNDING = 1e-12;

/** Fewer values than this are sorted: counting them first takes longer. */
const FEW = 256;

/** Equal bins that values are counted in, so that each quantile is sought among a few hundred of them. */
const BINS = 2048;

/** True when so many of all runs reach a level. */
const reaches = (counted: number, runs: number, level: number): boolean => counted / runs >= level - ROUNDING;

/**
 * For each level, in rising order, the smallest value by which that share of all is counted.
 * @param values at least one
 */
export function quantilesAmong(values: Float64Array, levels: readonly number[]): number[] {
  const runs = values.length;
  const ranks = levels.map((level) => {
    let rank = Math.max(0, Math.floor((level - ROUNDING) * runs) - 1);
    while (!reaches(rank + 1, runs, level)) rank++;
    return rank;
  });
  // 0 for -0: the two are equal, and which comes first must not be told from what is printed.
  return valuesAt(values, ranks).map((value) => value + 0);
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

/** The values of some ranks, from 0, in rising order. */
function valuesAt(values: Float64Array, ranks: readonly number[]): number[] {
  const { low, high } = endsOf(values);
  if (low === high) return ranks.map(() => low);
  const perUnit = (BINS - 1) / (high - low);
  if (values.length < FEW || !Number.isFinite(perUnit)) return sortedAt(values, ranks);
  const counts = new Uint32Array(BINS);
  for (let r = 0; r < values.length; r++) counts[((values[r] - low) * perUnit) | 0]++;
  let [bin, below] = [0, 0];
  const found = ranks.map((rank) => {
    while (below + counts[bin] <= rank) below += counts[bin++];
    return { bin, rank: rank - below };
  });
  const binned = valuesIn(
    values,
    low,
    perUnit,
    found.map(({ bin }) => bin),
    counts,
  );
  return found.map(({ rank }, i) => {
    // Where most values share a bin, others lie so far off that bins tell little.
    const [value] = 2 * binned[i].length > values.length ? sortedAt(binned[i], [rank]) : valuesAt(binned[i], [rank]);
    return value;
  });
}

function endsOf(values: Float64Array): { low: number; high: number } {
  let [low, high] = [values[0], values[0]];
  for (let r = 0; r < values.length; r++) {
    const value = values[r];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** The values in some bins, in rising order; a bin may be asked for twice. */
function valuesIn(
  values: Float64Array,
  low: number,
  perUnit: number,
  bins: readonly number[],
  counts: Uint32Array,
): Float64Array[] {
  const lists = bins.map((bin, i) => (bins.indexOf(bin) === i ? new Float64Array(counts[bin]) : null));
  // Which list a bin has, from 1; 0 for those that nobody asks for.
  const listOf = new Uint8Array(BINS);
  for (const [i, list] of lists.entries()) if (list) listOf[bins[i]] = i + 1;
  const filled = bins.map(() => 0);
  for (let r = 0; r < values.length; r++) {
    const i = listOf[((values[r] - low) * perUnit) | 0] - 1;
    if (i >= 0) (lists[i] as Float64Array)[filled[i]++] = values[r];
  }
  return bins.map((bin) => lists[bins.indexOf(bin)] as Float64Array);
}

function sortedAt(values: Float64Array, ranks: readonly number[]): number[] {
  const sorted = values.slice().sort();
  return ranks.map((rank) => sorted[rank]);
}
