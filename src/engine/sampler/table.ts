import type { CountLaw } from './law.ts';
import { weigh } from './window.ts';

/**
 * The cumulative probabilities of a law, and an index into them: a draw is the smallest count whose cumulative
 * probability is above a uniform, found in O(1) (the guide table of Chen & Asau, "On generating random variates from an
 * empirical distribution", AIIE Transactions 6, 1974). A larger uniform never gives a smaller count.
 */
export class Table {
  /** What the table is of: the caller's mark. */
  readonly of: number;
  private readonly lowest: number;
  private readonly cumulative: Float64Array;
  private readonly guide: Uint16Array;

  /** @param law of variance up to `WIDEST_VARIANCE` */
  constructor(of: number, law: CountLaw) {
    this.of = of;
    const { weights, first, last, lowest, total } = weigh(law);
    const cumulative = new Float64Array(last - first + 1);
    for (let i = first, sum = 0; i < last; i++) {
      sum += weights[i];
      cumulative[i - first] = sum / total;
    }
    cumulative[last - first] = Infinity; // above every uniform, whatever was rounded
    this.lowest = lowest;
    this.cumulative = cumulative;
    this.guide = guideTo(cumulative);
  }

  /** @param uniform in 0..1, 1 excluded */
  draw(uniform: number): number {
    const { cumulative, guide } = this;
    let i = guide[(uniform * guide.length) | 0];
    while (cumulative[i] <= uniform) i++;
    return this.lowest + i;
  }
}

/**
 * The first candidate for a uniform in j/size..(j + 1)/size. Twice as many as counts, so that most draws need no step
 * beyond it; a power of two, so that uniform x size is exact.
 */
function guideTo(cumulative: Float64Array): Uint16Array {
  let size = 1;
  while (size < 2 * cumulative.length) size *= 2;
  const guide = new Uint16Array(size);
  for (let j = 0, i = 0; j < size; j++) {
    while (cumulative[i] <= j / size) i++;
    guide[j] = i;
  }
  return guide;
}
