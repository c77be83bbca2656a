import { type Moments, momentsAbout } from './moments.ts';

/** Above it a double no longer tells neighbours apart for sure. */
const LARGEST_WHOLE = 1e15;

/** How often each whole number from the lowest on was seen, as plain data that another thread can send. */
export interface WholeData {
  readonly low: number;
  readonly times: Uint32Array;
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

  /** True for whole numbers of the range; NaN is none. */
  holds(values: Float64Array): boolean {
    const { low, times } = this;
    const end = low + times.length;
    for (let r = 0; r < values.length; r++) {
      const value = values[r];
      if (!(value >= low && value < end && Math.floor(value) === value)) return false;
    }
    return true;
  }

  /**
   * Widens the range until it holds some values, if they are whole and it need have no more than so many numbers.
   * @returns whether it holds them
   */
  widen(values: Float64Array, most: number): boolean {
    const { low, times } = this;
    let [least, largest] = times.length === 0 ? [Infinity, -Infinity] : [low, low + times.length - 1];
    for (let r = 0; r < values.length; r++) {
      const value = values[r];
      if (Math.floor(value) !== value) return false;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
    const numbers = largest - least + 1;
    if (!(numbers <= most && largest <= LARGEST_WHOLE && least >= -LARGEST_WHOLE)) return false;
    // A quarter more on either side, so that it is not widened often.
    const more = Math.min(numbers >> 2, (most - numbers) >> 1);
    this.low = least - more;
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
    const ends = Float64Array.of(low, low + times.length - 1);
    if (!this.holds(ends) && !this.widen(ends, most)) return false;
    for (let i = 0; i < times.length; i++) this.times[low - this.low + i] += times[i];
    return true;
  }

  /** Counts values that it holds, and says what they come to: much of the time of a simple wheel is spent here. */
  add(values: Float64Array): Moments {
    const { low, times } = this;
    const from = values[0];
    let sum = 0;
    let squares = 0;
    for (let r = 0; r < values.length; r++) {
      const value = values[r];
      const deviation = value - from;
      sum += deviation;
      squares += deviation * deviation;
      times[(value - low) | 0]++;
    }
    return momentsAbout(from, values.length, sum, squares);
  }
}
