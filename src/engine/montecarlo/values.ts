import { type Moments, momentsAbout } from './moments.ts';
import { cellsAt, quantilesAmong } from './quantile.ts';
import { summaryOf } from './summary.ts';
import { WholeCounts, type WholeData } from './whole-counts.ts';

/** As far apart whole numbers may always be and are counted; else a quarter of the runs, which takes an eighth of the memory. */
const FEW_NUMBERS = 2048;

/** All values of a metric: quantiles are exact. */
export class Values {
  private readonly runs: number;
  /** How often each was seen, while all are whole and not far apart; else null, and they are in the room. */
  private wholes: WholeCounts | null = new WholeCounts();
  private room = new Float64Array(0);
  private length = 0;

  /** @param runs how many values there will be, at most; more are taken, too */
  constructor(runs: number) {
    this.runs = runs;
  }

  /** Adds values, leaving out NaN, and says what they come to. */
  add(values: Float64Array): Moments {
    const summary = summaryOf(values);
    if (!summary) return this.keepDefined(values);
    if (!this.wholes?.add(values, summary, this.mostNumbers)) this.keep(values);
    return summary;
  }

  private get mostNumbers(): number {
    return Math.max(FEW_NUMBERS, this.runs >> 2);
  }

  private keep(values: Float64Array): void {
    this.roomFor(values.length).set(values, this.length);
    this.length += values.length;
  }

  private keepDefined(values: Float64Array): Moments {
    const defined = values.filter((value) => !Number.isNaN(value));
    this.keep(defined);
    return summaryOf(defined) ?? momentsAbout(0, 0, 0, 0);
  }

  /** Takes the values of others, all of them defined. */
  merge(values: Float64Array | WholeData): void {
    const kept = values instanceof Float64Array;
    if (!kept && this.wholes?.merge(values, this.mostNumbers)) return;
    this.keep(kept ? values : valuesOf(values));
  }

  /** Everything in it, as plain data. */
  toData(): Float64Array | WholeData {
    return this.wholes ? { low: this.wholes.low, times: this.wholes.times } : this.all().slice();
  }

  all(): Float64Array {
    return this.wholes ? valuesOf(this.wholes) : this.room.subarray(0, this.length);
  }

  private roomFor(more: number): Float64Array {
    const counted = this.wholes && valuesOf(this.wholes);
    this.wholes = null;
    if (counted) this.length = counted.length;
    const needed = this.length + more;
    if (needed > this.room.length) {
      const room = new Float64Array(Math.max(this.runs, 2 * this.room.length, needed));
      room.set(counted ?? this.all());
      this.room = room;
    }
    return this.room;
  }

  /** @param runs how many values there are */
  quantiles(levels: readonly number[], runs: number): number[] {
    const { wholes } = this;
    if (wholes) return cellsAt(wholes.times, runs, levels).map((cell) => wholes.low + cell);
    return quantilesAmong(this.all(), levels);
  }

  /** The fourth powers of all deviations from a number, added up in the order of the values: that of merging has no say. */
  fourthPowers(from: number): number {
    let sum = 0;
    for (const value of this.all().slice().sort()) {
      const square = (value - from) * (value - from);
      sum += square * square;
    }
    return sum;
  }

  /** How many lie below one number or above the other. */
  outside(low: number, high: number): number {
    let runs = 0;
    for (const value of this.all()) if (value < low || value > high) runs++;
    return runs;
  }
}

/** The values that were counted, in order. */
function valuesOf({ low, times }: WholeData): Float64Array {
  const values = new Float64Array(times.reduce((sum, count) => sum + count, 0));
  let next = 0;
  for (let i = 0; i < times.length; i++) {
    values.fill(low + i, next, next + times[i]);
    next += times[i];
  }
  return values;
}
