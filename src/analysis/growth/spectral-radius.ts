/** Square matrices with entries >= 0, as arrays of rows. */
export type Matrix = readonly (readonly number[])[];

/**
 * True when the spectral radius of a nonnegative matrix A is below `bound`: exactly when bound I - A is a nonsingular
 * M-matrix, which it is when elimination without exchanging rows meets only pivots above 0 (Berman and Plemmons,
 * Nonnegative Matrices in the Mathematical Sciences, 1979, chapter 6, theorem 2.3).
 */
export function radiusIsBelow(matrix: Matrix, bound: number): boolean {
  return eliminate(matrix, bound) !== null;
}

/** The upper triangle that elimination leaves of bound I - A, and its multipliers below; null at a pivot <= 0. */
function eliminate(matrix: Matrix, bound: number): number[][] | null {
  const rows = matrix.map((row, i) => row.map((entry, j) => (i === j ? bound - entry : -entry)));
  for (const [k, pivotRow] of rows.entries()) {
    const pivot = pivotRow[k];
    if (!(pivot > 0)) return null;
    for (const row of rows.slice(k + 1)) {
      row[k] /= pivot;
      for (let j = k + 1; j < row.length; j++) row[j] -= row[k] * pivotRow[j];
    }
  }
  return rows;
}

/** The n that satisfies n = A n + source, for a nonnegative A of spectral radius below 1; null for any other. */
export function settled(matrix: Matrix, source: readonly number[]): number[] | null {
  const rows = eliminate(matrix, 1);
  if (!rows) return null;
  const n = [...source];
  for (const [i, row] of rows.entries()) for (let j = 0; j < i; j++) n[i] -= row[j] * n[j];
  for (let i = n.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < n.length; j++) n[i] -= rows[i][j] * n[j];
    n[i] /= rows[i][i];
  }
  return n;
}

/** The largest eigenvalue of a nonnegative matrix: its spectral radius. 0 for an empty one. */
export function spectralRadius(matrix: Matrix): number {
  if (matrix.length === 1) return matrix[0][0];
  const most = Math.max(0, ...matrix.map((row) => row.reduce((sum, entry) => sum + entry, 0)));
  return smallestWhere((bound) => bound > 0 && radiusIsBelow(matrix, bound), 0, most);
}

/**
 * The end of an interval at which a condition, false to the left and true to the right, turns true; by halving until
 * no double lies between. The condition is taken to hold at `high`.
 */
export function smallestWhere(holds: (x: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  for (;;) {
    const middle = from + (to - from) / 2;
    if (middle <= from || middle >= to) return to;
    if (holds(middle)) to = middle;
    else from = middle;
  }
}
