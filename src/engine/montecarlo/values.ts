import { anyOf, type Moments, momentsAbout } from './moments.ts';
import { quantilesAmong } from './quantile.ts';

/** All values of a metric: quantiles are exact. */
export class Values {
  private room: Float64Array;
  private length = 0;

  /** @param runs how many values there will be, at most; more are taken, too */
  constructor(runs: number) {
    this.room = new Float64Array(runs);
  }

  /** Adds values, leaving out NaN, and says what they come to. */
  add(values: Float64Array): Moments {
    const room = this.roomFor(values.length);
    const from = anyOf(values);
    const first = this.length;
    let [next, sum, squares] = [first, 0, 0];
    for (let r = 0; r < values.length; r++) {
      const value = values[r];
      if (Number.isNaN(value)) continue;
      room[next++] = value;
      const deviation = value - from;
      sum += deviation;
      squares += deviation * deviation;
    }
    this.length = next;
    return momentsAbout(from, next - first, sum, squares);
  }

  /** Takes the values of others, all of them defined. */
  merge(values: Float64Array): void {
    this.roomFor(values.length).set(values, this.length);
    this.length += values.length;
  }

  all(): Float64Array {
    return this.room.subarray(0, this.length);
  }

  private roomFor(more: number): Float64Array {
    if (this.length + more <= this.room.length) return this.room;
    const room = new Float64Array(Math.max(2 * this.room.length, this.length + more));
    room.set(this.all());
    this.room = room;
    return room;
  }

  quantiles(levels: readonly number[]): number[] {
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
