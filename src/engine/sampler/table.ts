import type { CountLaw } from './law.ts';

/** Counts this much less likely than the likeliest are left out: all of them together weigh less than 2^-53. */
const NEGLIGIBLE = 1 / 1073741824 / 1073741824; // 2^-60

/** Room for the widest window of a law with this deviation or less, with some to spare. */
const scratch = { below: new Float64Array(2048), above: new Float64Array(2048) };

/**
 * The cumulative probabilities of a law, and an index into them: a draw is the smallest count whose cumulative
 * probability is above a uniform, found in about one step (the guide table of Chen & Asau, "On generating random
 * variates from an empirical distribution", AIIE Transactions 6, 1974). A larger uniform gives no smaller count.
 *
 * Weights go outwards from the likeliest count, w(mode) = 1, by the ratio of neighbours, and are divided by their sum:
 * only + - x /, no underflow that matters, relative error about as many rounding errors as there are entries.
 */
export class Table {
  /** What the table is of: the caller's mark. */
  readonly of: number;
  private readonly lowest: number;
  private readonly cumulative: Float64Array;
  private readonly guide: Uint16Array;

  constructor(of: number, law: CountLaw) {
    this.of = of;
    const { below, above } = scratch;
    let down = 0;
    for (let k = law.mode, weight = 1; k > 0; k--) {
      weight /= law.ratio(k);
      if (!(weight > NEGLIGIBLE)) break;
      below[down++] = weight;
    }
    let up = 0;
    for (let k = law.mode + 1, weight = 1; k <= law.most; k++) {
      weight *= law.ratio(k);
      if (!(weight > NEGLIGIBLE)) break;
      above[up++] = weight;
    }
    this.lowest = law.mode - down;
    this.cumulative = cumulate(below, down, above, up);
    this.guide = guideTo(this.cumulative);
  }

  /** @param uniform in 0..1, 1 excluded */
  draw(uniform: number): number {
    const { cumulative, guide } = this;
    let i = guide[(uniform * guide.length) | 0];
    while (cumulative[i] <= uniform) i++;
    return this.lowest + i;
  }
}

/** Running sums divided by the last; the last one itself is above every uniform. */
function cumulate(below: Float64Array, down: number, above: Float64Array, up: number): Float64Array {
  const sums = new Float64Array(down + 1 + up);
  let sum = 0;
  for (let i = 0; i < sums.length; i++) {
    sum += i < down ? below[down - 1 - i] : i === down ? 1 : above[i - down - 1];
    sums[i] = sum;
  }
  for (let i = 0; i < sums.length; i++) sums[i] /= sum;
  sums[sums.length - 1] = Infinity;
  return sums;
}

/** Where to start looking for a uniform in j/size..(j + 1)/size. A power of two, so that uniform x size is exact. */
function guideTo(cumulative: Float64Array): Uint16Array {
  let size = 4;
  while (size < 4 * cumulative.length) size *= 2;
  const guide = new Uint16Array(size);
  for (let j = 0, i = 0; j < size; j++) {
    while (cumulative[i] <= j / size) i++;
    guide[j] = i;
  }
  return guide;
}
