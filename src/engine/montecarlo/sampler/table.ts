import type { CountLaw } from './law.ts';
import { weigh } from './window.ts';

/**
 * The cumulative probabilities of laws, one for each whole number below a limit, and an index into them: a draw is the smallest
 * count whose cumulative probability is above a uniform, found in O(1) (the guide table of Chen & Asau, "On generating random
 * variates from an empirical distribution", AIIE Transactions 6, 1974). A larger uniform never gives a smaller count.
 *
 * All laws share two arrays: most of a draw's time is spent waiting for memory, and an object for each law would be in the way.
 */
export class GuideTables {
  private cumulative = new Float64Array(1024);
  private guide = new Int16Array(4096);
  private cumulativeEnd = 0;
  private guideEnd = 0;
  /** By law: where its guide starts, how long it is, and where the cumulative probability of a count of 0 is or would be. */
  private readonly guideAt: Int32Array;
  private readonly guideSize: Int32Array;
  private readonly zeroAt: Int32Array;

  constructor(laws: number) {
    this.guideAt = new Int32Array(laws);
    this.guideSize = new Int32Array(laws);
    this.zeroAt = new Int32Array(laws);
  }

  /** Whether a number has a table; larger ones than there may be have none. */
  has(n: number): boolean {
    return this.guideSize[n] > 0;
  }

  /** @param law the n-th one, of variance up to `WIDEST_VARIANCE` */
  add(n: number, law: CountLaw): void {
    const { weights, first, last, lowest, total } = weigh(law);
    const counts = last - first + 1;
    const start = this.cumulativeEnd;
    this.cumulativeEnd += counts;
    this.cumulative = withRoom(this.cumulative, this.cumulativeEnd);
    for (let i = first, sum = 0; i < last; i++) {
      sum += weights[i];
      this.cumulative[start + i - first] = sum / total;
    }
    this.cumulative[start + counts - 1] = Infinity; // above every uniform, whatever was rounded
    this.zeroAt[n] = start - lowest;
    this.guideTo(n, this.cumulative.subarray(start, start + counts), lowest);
  }

  /** @param uniform in 0..1, 1 excluded */
  draw(n: number, uniform: number): number {
    const known = this.guide[this.guideAt[n] + ((uniform * this.guideSize[n]) | 0)];
    if (known >= 0) return known;
    const { cumulative } = this;
    const zero = this.zeroAt[n];
    let count = ~known;
    while (cumulative[zero + count] <= uniform) count++;
    return count;
  }

  /**
   * What a uniform in j/size..(j + 1)/size gives: k where every such uniform gives the same, else ~k, the first candidate.
   * A power of two, so that uniform x size is exact; a longer one takes more memory than it saves steps.
   */
  private guideTo(n: number, cumulative: Float64Array, lowest: number): void {
    let size = 1;
    while (size < 2 * cumulative.length) size *= 2;
    const start = this.guideEnd;
    this.guideEnd += size;
    this.guide = withRoom(this.guide, this.guideEnd);
    for (let j = 0, i = 0; j < size; j++) {
      while (cumulative[i] <= j / size) i++;
      this.guide[start + j] = cumulative[i] >= (j + 1) / size ? lowest + i : ~(lowest + i);
    }
    this.guideAt[n] = start;
    this.guideSize[n] = size;
  }
}

/** The same numbers with room for more, where there is too little. */
function withRoom<Numbers extends Float64Array | Int16Array>(numbers: Numbers, length: number): Numbers {
  if (length <= numbers.length) return numbers;
  const larger = new (numbers.constructor as new (length: number) => Numbers)(2 * length);
  larger.set(numbers);
  return larger;
}
