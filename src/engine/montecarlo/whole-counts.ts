import { kernel } from './kernel.ts';
import { type Moments, momentsAbout } from './moments.ts';

/** Above it a double no longer tells neighbours apart for sure. */
const LARGEST_WHOLE = 1e15;

/** How often each whole number from the lowest on was seen, as plain data that another thread can send. */
export interface WholeData {
  readonly low: number;
  readonly times: Uint32Array;
}

/** The ends of some values that are whole, and their moments. */
export interface WholeSummary extends Moments {
  readonly least: number;
  readonly largest: number;
}

/** @returns null where some value is not whole, or there is none */
export function summaryOfWhole(values: Float64Array): WholeSummary | null {
  if (values.length === 0) return null;
  const { summarise, summary, values: room } = kernel();
  const from = values[0];
  summary.set([from, from, 0, 0]);
  for (let r = 0; r < values.length; r += room.length) {
    const some = values.subarray(r, r + room.length);
    room.set(some);
    if (!summarise(some.length, from)) return null;
  }
  const [least, largest, sum, squares] = summary;
  return { least, largest, ...momentsAbout(from, values.length, sum, squares) };
}

/** How often each whole number of a range was seen: there is nothing else to know of values that are counts. */
export class WholeCounts implements WholeData {
  low: number;
  times: Uint32Array;

  /** @param low the lowest of so many neighbouring numbers */
  constructor(low = 0, numbers = 0) {
    this.low = low;
    this.times = new Uint32Array(numbers);
  }

  /** True where the range has all whole numbers from the least to the largest of some. */
  holds({ least, largest }: Pick<WholeSummary, 'least' | 'largest'>): boolean {
    return least >= this.low && largest < this.low + this.times.length;
  }

  /**
   * Widens the range until it holds some numbers, if it need have no more than so many.
   * @returns whether it holds them
   */
  widen({ least, largest }: Pick<WholeSummary, 'least' | 'largest'>, most: number): boolean {
    const { low, times } = this;
    const from = times.length === 0 ? least : Math.min(least, low);
    const to = times.length === 0 ? largest : Math.max(largest, low + times.length - 1);
    const numbers = to - from + 1;
    if (!(numbers <= most && to <= LARGEST_WHOLE && from >= -LARGEST_WHOLE)) return false;
    // A quarter more on either side, so that it is not widened often.
    const more = Math.min(numbers >> 2, (most - numbers) >> 1);
    this.low = from - more;
    this.times = new Uint32Array(numbers + 2 * more);
    if (times.length > 0) this.times.set(times, low - this.low);
    return true;
  }

  /**
   * Adds what others counted.
   * @returns false, and adds nothing, where it would have more than so many numbers
   */
  merge({ low, times }: WholeData, most: number): boolean {
    if (times.length === 0) return true;
    const ends = { least: low, largest: low + times.length - 1 };
    if (!this.holds(ends) && !this.widen(ends, most)) return false;
    for (let i = 0; i < times.length; i++) this.times[low - this.low + i] += times[i];
    return true;
  }

  /** Counts values that it holds: much of the time of a simple wheel is spent here. */
  add(values: Float64Array, { least, largest }: WholeSummary): void {
    const { countWhole, cells, values: room } = kernel();
    const seen = this.times.subarray(least - this.low, largest - this.low + 1);
    if (seen.length > cells.length) {
      for (let r = 0; r < values.length; r++) seen[values[r] - least]++;
      return;
    }
    cells.set(seen);
    for (let r = 0; r < values.length; r += room.length) {
      const some = values.subarray(r, r + room.length);
      room.set(some);
      countWhole(some.length, least);
    }
    seen.set(cells.subarray(0, seen.length));
  }
}
