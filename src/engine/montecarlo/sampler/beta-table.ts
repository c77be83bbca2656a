import ln from '@stdlib/math-base-special-ln';
import { LOWEST, type Piece } from './beta-pieces.ts';
import { DEGREE } from './beta-series.ts';
import { SMALLEST } from './smallest.ts';

/** Coefficients of a series. */
const POWERS = DEGREE + 1;

/**
 * The share below which a probability is, by the series of its piece. Those of both tails stand in one row by rising
 * level, the logit of the probability; a guide table of equal cells finds the piece in O(1) (Chen & Asau, "On generating random
 * variates from an empirical distribution", AIIE Transactions 6, 1974).
 * @param lower series for the share, from the centre down
 * @param upper series for 1 minus it in the tail above, turned round: from the centre up
 */
export function tableOf(lower: readonly Piece[], upper: readonly Piece[]): (u: number) => number {
  const points = Float64Array.from([...lower.map(({ from }) => from).reverse(), ...upper.map(({ from }) => -from)]);
  const ends = points.map((point, i) => (i < lower.length ? point : (points[i + 1] ?? Infinity)));
  const coefficients = rowsOf(lower, upper);
  const guide = guideTo(ends);
  const cellsPerLevel = guide.length / (-2 * LOWEST);
  return (u: number): number => {
    const level = ln(u === 0 ? SMALLEST : u / (1 - u));
    let i = guide[((level - LOWEST) * cellsPerLevel) | 0];
    while (level >= ends[i]) i++;
    const t = level - points[i];
    const square = t * t;
    const row = i * POWERS;
    // Even and odd powers apart, which a processor sums at the same time.
    let even = coefficients[row + DEGREE - 1];
    let odd = coefficients[row + DEGREE];
    for (let k = row + DEGREE - 3; k >= row; k -= 2) {
      even = even * square + coefficients[k];
      odd = odd * square + coefficients[k + 1];
    }
    return even + odd * t;
  };
}

/** The coefficients, a row for each piece. Upwards, the odd powers change their signs. */
function rowsOf(lower: readonly Piece[], upper: readonly Piece[]): Float64Array {
  const rows = new Float64Array((lower.length + upper.length) * POWERS);
  for (const [i, { coefficients }] of lower.entries()) rows.set(coefficients, (lower.length - 1 - i) * POWERS);
  for (const [i, { coefficients }] of upper.entries()) {
    const turned = coefficients.map((coefficient, k) => (k % 2 === 0 ? coefficient : -coefficient));
    rows.set(turned, (lower.length + i) * POWERS);
  }
  return rows;
}

/** The piece of the lower end of each cell, with four cells to a piece on average, so that few levels look further. */
function guideTo(ends: Float64Array): Uint16Array {
  const cells = 4 * ends.length;
  const guide = new Uint16Array(cells);
  for (let j = 0, i = 0; j < cells; j++) {
    while (ends[i] <= LOWEST - (2 * LOWEST * j) / cells) i++;
    guide[j] = i;
  }
  return guide;
}
