import { anyOf, type Moments, momentsAbout } from './moments.ts';
import { cellsAt } from './quantile.ts';
import { summaryOf } from './summary.ts';
import { WholeCounts } from './whole-counts.ts';

/** Equal cells over a range, both ends included. */
export interface CellGrid {
  readonly low: number;
  readonly high: number;
  readonly cells: number;
}

/** What stands in cells, as plain data that another thread can send. */
export interface CellData {
  readonly counts: Uint32Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/**
 * How many values lie in each cell of a grid, the least and the largest one; all below the grid share a cell, all above it
 * as well. A quantile is the least value of its cell: one that was seen, so that a quantile of counts is a count, and less
 * than the exact one by no more than the cell's values lie apart. Counts hold 2^32 runs.
 */
export class ValueCells {
  private readonly counts: Uint32Array;
  private readonly least: Float64Array;
  private readonly most: Float64Array;
  private readonly grid: CellGrid;
  private readonly perUnit: number;
  /** Where each whole number has a cell: those that are not yet in `counts`; else null. */
  private readonly wholes: WholeCounts | null;

  constructor(grid: CellGrid) {
    const { low, high, cells } = grid;
    this.grid = grid;
    this.perUnit = high > low ? cells / (high - low) : 0;
    // One below the grid, one for its upper end, one above.
    const all = cells + 3;
    this.counts = new Uint32Array(all);
    this.least = new Float64Array(all).fill(Infinity);
    this.most = new Float64Array(all).fill(-Infinity);
    this.wholes = Number.isInteger(low) && this.perUnit === 1 ? new WholeCounts(low, cells) : null;
  }

  /** Adds values, leaving out NaN, and says what they come to. */
  add(values: Float64Array): Moments {
    // The range of whole numbers is that of the grid, which stays what it is.
    const summary = this.wholes && summaryOf(values);
    return summary && this.wholes?.add(values, summary, 0) ? summary : this.addAny(values);
  }

  private addAny(values: Float64Array): Moments {
    const { counts, least, most, perUnit } = this;
    const { low, high, cells } = this.grid;
    const from = anyOf(values);
    let runs = 0;
    let sum = 0;
    let squares = 0;
    for (let r = 0; r < values.length; r++) {
      const value = values[r];
      let cell = 0;
      if (value >= low && value <= high) cell = 1 + (((value - low) * perUnit) | 0);
      else if (value > high) cell = cells + 2;
      else if (Number.isNaN(value)) continue;
      const deviation = value - from;
      runs++;
      sum += deviation;
      squares += deviation * deviation;
      counts[cell]++;
      if (value === least[cell]) continue;
      // 0 for -0: the two are equal, and which comes first must not be told from what is printed.
      if (value < least[cell]) least[cell] = value + 0;
      if (value > most[cell]) most[cell] = value + 0;
    }
    return momentsAbout(from, runs, sum, squares);
  }

  /** Everything in it, as plain data. */
  toData(): CellData {
    const { counts, least, most, wholes } = this;
    if (wholes) {
      const { low, times } = wholes;
      for (let i = 0; i < times.length; i++) {
        if (times[i] === 0) continue;
        counts[1 + i] += times[i];
        least[1 + i] = Math.min(least[1 + i], low + i);
        most[1 + i] = Math.max(most[1 + i], low + i);
        times[i] = 0;
      }
    }
    return { counts, least, most };
  }

  merge({ counts, least, most }: CellData): void {
    for (let cell = 0; cell < counts.length; cell++) {
      this.counts[cell] += counts[cell];
      this.least[cell] = Math.min(this.least[cell], least[cell]);
      this.most[cell] = Math.max(this.most[cell], most[cell]);
    }
  }

  /** @param runs those in all cells together */
  quantiles(levels: readonly number[], runs: number): number[] {
    const { counts, least } = this.toData();
    return cellsAt(counts, runs, levels).map((cell) => least[cell]);
  }

  /** How far quantiles may be from the exact ones. */
  error(levels: readonly number[], runs: number): number {
    const { counts, least, most } = this.toData();
    return Math.max(...cellsAt(counts, runs, levels).map((cell) => most[cell] - least[cell]));
  }

  /** The fourth powers of all deviations from a number, each value taken for the middle of those in its cell. */
  fourthPowers(from: number): number {
    const { counts, least, most } = this.toData();
    return counts.reduce((sum, count, cell) => {
      if (count === 0) return sum;
      const deviation = (least[cell] + most[cell]) / 2 - from;
      const square = deviation * deviation;
      return sum + count * square * square;
    }, 0);
  }

  /** How many lie in cells that are below one number, or above the other, as a whole. */
  outside(low: number, high: number): number {
    const { counts, least, most } = this.toData();
    return counts.reduce((runs, count, cell) => (most[cell] < low || least[cell] > high ? runs + count : runs), 0);
  }
}
