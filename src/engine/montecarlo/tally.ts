import type { CountBand } from '../exact/quantiles.ts';
import { type CellData, type CellGrid, ValueCells } from './cells.ts';
import { type Moments, MomentTree } from './moments.ts';
import { Values } from './values.ts';
import type { WholeData } from './whole-counts.ts';

/** A band from runs; one run alone says nothing of its deviation. */
export type SampledBand = Omit<CountBand, 'sd'> & { readonly sd: number | null };

/** The standard errors of the parts of a band; null where one run alone leaves them unknown. */
export type BandErrors = Readonly<Record<keyof SampledBand, number | null>>;

const LEVELS = [0.05, 0.5, 0.95] as const;

/**
 * The interval from which the standard error of a quantile is read goes so many standard errors of the share of runs below it
 * to either side. One would often find the same count at both ends, and say of a quantile that may be another count that it
 * has no error.
 */
const APART = 2;

/** So near to the exact quantiles, in deviations of the metric, are those from a grid. */
const NEAR = 1 / 1000;

/**
 * The grid that is laid out from a first block of runs: 5 of its deviations to either side of its mean, in cells of 1/1500,
 * so that the deviation of all runs may be a third less than the block's before a second drawing is needed.
 */
const FIRST = { reach: 5, cellsPerDeviation: 1500 };

/**
 * The one that is laid out when mean and deviation are known. No more than 1 in 20 of any values lie further than
 * sqrt(19) = 4.36 deviations from their mean on one side (Cantelli's inequality: 1/(1 + k^2)), so that all three quantiles
 * lie within, in cells narrower than `NEAR`.
 */
const SECOND = { reach: 4.4, cellsPerDeviation: 1024 };

/** Memory of a grid's cells: a count, the least and the largest value in each. */
export const GRID_BYTES = 2 * FIRST.reach * FIRST.cellsPerDeviation * 20;

/** What a tally is, as plain data that another thread can send. */
export interface TallyData {
  readonly moments: Float64Array;
  readonly kept: Float64Array | WholeData | CellData;
}

/**
 * The values of a metric over the runs. Without a grid all are kept, and quantiles are exact; on a grid memory is the same for
 * any number of runs. The order in which blocks are added and tallies merged makes no difference to any bit of what it
 * says.
 */
export class Tally {
  private readonly moments = new MomentTree();
  private readonly kept: Values | ValueCells;

  /** @param runs how many values there will be, for which room is made where all are kept */
  constructor(grid: CellGrid | null = null, runs = 0) {
    this.kept = grid ? new ValueCells(grid) : new Values(runs);
  }

  /** Adds the values of a block of runs; NaN stands for a run in which the metric is undefined. */
  add(block: number, values: Float64Array): void {
    this.moments.add(block, this.kept.add(values));
  }

  merge({ moments, kept }: TallyData): void {
    this.moments.merge(moments);
    if (this.kept instanceof Values) this.kept.merge(kept as Float64Array | WholeData);
    else this.kept.merge(kept as CellData);
  }

  toData(): TallyData {
    return { moments: this.moments.toData(), kept: this.kept.toData() };
  }

  /** Null when the metric was undefined in every run. */
  band(): SampledBand | null {
    const { runs, mean, squares } = this.moments.total();
    if (runs === 0) return null;
    const [p5, p50, p95] = this.kept.quantiles(LEVELS, runs);
    return { mean, sd: runs > 1 ? Math.sqrt(squares / (runs - 1)) : null, p5, p50, p95 };
  }

  /**
   * The standard errors of what `band` says; null when the metric was undefined in every run. Of the mean: sd / sqrt(n). Of
   * the standard deviation: sqrt((m4 - sd^4) / n) / (2 sd), m4 being the fourth central moment (delta method: Cramér,
   * "Mathematical Methods of Statistics", 1946, section 27.7). Of a quantile: half of what lies between those two values, over
   * `APART`, that the binomial number of runs below it may reach (Woodruff, "Confidence Intervals for Medians and Other
   * Position Measures", JASA 47, 1952); no density has to be known.
   */
  errors(): BandErrors | null {
    const { runs, mean, squares } = this.moments.total();
    if (runs === 0) return null;
    const variance = runs > 1 ? squares / (runs - 1) : null;
    const [p5, p50, p95] = this.quantileErrors(runs);
    return {
      mean: variance === null ? null : Math.sqrt(variance / runs),
      sd: variance === null ? null : this.deviationError(runs, mean, variance),
      ...{ p5, p50, p95 },
    };
  }

  private quantileErrors(runs: number): (number | null)[] {
    if (runs === 1) return LEVELS.map(() => null);
    const ends = LEVELS.flatMap((level) => {
      const apart = APART * Math.sqrt((level * (1 - level)) / runs);
      return [Math.max(0, level - apart), Math.min(1, level + apart)];
    });
    const inOrder = ends.toSorted((a, b) => a - b);
    const values = this.kept.quantiles(inOrder, runs);
    const valueAt = (level: number): number => values[inOrder.indexOf(level)];
    return LEVELS.map((_, i) => (valueAt(ends[2 * i + 1]) - valueAt(ends[2 * i])) / (2 * APART));
  }

  private deviationError(runs: number, mean: number, variance: number): number {
    if (variance === 0) return 0;
    const spread = Math.max(0, this.kept.fourthPowers(mean) / runs - variance * variance);
    return Math.sqrt(spread / runs) / (2 * Math.sqrt(variance));
  }

  /** How many runs lie below one number or above the other; on a grid, but for those that share a cell with it. */
  outside(low: number, high: number): number {
    return this.kept.outside(low, high);
  }

  /** The grid for all runs, where this tally has the values of the first of them. */
  firstGrid(): CellGrid {
    const values = this.kept instanceof Values ? this.kept.all() : new Float64Array(0);
    const grid = gridAround(this.moments.total(), FIRST);
    return grid.cells > 1 && values.every(Number.isInteger) ? wholeGrid(grid) : grid;
  }

  /** The grid of a second drawing of the same runs, which brings the quantiles near enough; null where they are. */
  secondGrid(): CellGrid | null {
    const moments = this.moments.total();
    if (this.kept instanceof Values || moments.runs === 0) return null;
    const error = this.kept.error(LEVELS, moments.runs);
    return error <= NEAR * deviationOf(moments) ? null : gridAround(moments, SECOND);
  }
}

const deviationOf = ({ runs, squares }: Moments): number => (runs === 0 ? 0 : Math.sqrt(squares / runs));

function gridAround(moments: Moments, { reach, cellsPerDeviation }: typeof FIRST): CellGrid {
  const apart = reach * deviationOf(moments);
  const [low, high] = [moments.mean - apart, moments.mean + apart];
  return { low, high, cells: high > low ? Math.ceil(2 * reach * cellsPerDeviation) : 1 };
}

/** A cell for each whole number, where that takes no more of them. */
function wholeGrid(grid: CellGrid): CellGrid {
  const low = Math.floor(grid.low);
  const cells = Math.ceil(grid.high) - low + 1;
  return cells <= grid.cells ? { low, high: low + cells, cells } : grid;
}
