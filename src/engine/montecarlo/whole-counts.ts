import { kernel } from './kernel.ts';
import { eachPart, type Summary } from './summary.ts';

/** Above it a double no longer tells neighbours apart for sure. */
const LARGEST_WHOLE = 1e15;

/** How often each whole number from the lowest on was seen, as plain data that another thread can send. */
export interface WholeData {
  readonly low: number;
  readonly times: Uint32Array;
}

type Ends = Pick<Summary, 'least' | 'largest'>;

/** How often each whole number of a range was seen: there is nothing else to know of values that are counts. */
export class WholeCounts implements WholeData {
  low: number;
  times: Uint32Array;

  /** @param low the lowest of so many neighbouring numbers */
  constructor(low = 0, numbers = 0) {
    this.low = low;
    this.times = new Uint32Array(numbers);
  }

  /**
   * Counts values, if they are whole and the range need have no more than so many numbers for it.
   * @param summary of these values
   * @returns false where it counts none
   */
  add(values: Float64Array, summary: Summary, most: number): boolean {
    const { least, largest, areWhole } = summary;
    if (!areWhole || !this.holds(summary, most)) return false;
    const { countWhole, cells } = kernel();
    const seen = this.times.subarray(least - this.low, largest - this.low + 1);
    if (seen.length > cells.length) {
      for (let r = 0; r < values.length; r++) seen[values[r] - least]++;
      return true;
    }
    cells.set(seen);
    eachPart(values, (count) => countWhole(count, least));
    seen.set(cells.subarray(0, seen.length));
    return true;
  }

  /**
   * Adds what others counted.
   * @returns false, and adds nothing, where it would have more than so many numbers
   */
  merge({ low, times }: WholeData, most: number): boolean {
    if (times.length === 0) return true;
    if (!this.holds({ least: low, largest: low + times.length - 1 }, most)) return false;
    for (let i = 0; i < times.length; i++) this.times[low - this.low + i] += times[i];
    return true;
  }

  /** Whether all numbers from the least to the largest are in the range, which is widened up to so many numbers. */
  private holds(ends: Ends, most: number): boolean {
    const { low, times } = this;
    const isEmpty = times.length === 0;
    const least = isEmpty ? ends.least : Math.min(ends.least, low);
    const largest = isEmpty ? ends.largest : Math.max(ends.largest, low + times.length - 1);
    const numbers = largest - least + 1;
    if (numbers === times.length) return true;
    if (!(numbers <= most && largest <= LARGEST_WHOLE && least >= -LARGEST_WHOLE)) return false;
    // A quarter more on either side, so that it is not widened often.
    const more = Math.min(numbers >> 2, (most - numbers) >> 1);
    this.low = least - more;
    this.times = new Uint32Array(numbers + 2 * more);
    this.times.set(times, isEmpty ? 0 : low - this.low);
    return true;
  }
}
