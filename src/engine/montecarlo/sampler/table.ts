import type { CountLaw } from './law.ts';
import { weigh } from './window.ts';

/**
 * The cumulative probabilities of a law, and an index into them: a draw is the smallest count whose cumulative
 * probability is above a uniform, found in O(1) (the guide table of Chen & Asau, "On generating random variates from an
 * empirical distribution", AIIE Transactions 6, 1974). A larger uniform never gives a smaller count.
 */
export class GuideTable {
  private readonly lowest: number;
  private readonly cumulative: Float64Array;
  private readonly guide: Int16Array;

  /** @param law of variance up to `WIDEST_VARIANCE` */
  constructor(law: CountLaw) {
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
    const known = this.guide[(uniform * this.guide.length) | 0];
    if (known >= 0) return this.lowest + known;
    const { cumulative } = this;
    let i = ~known;
    while (cumulative[i] <= uniform) i++;
    return this.lowest + i;
  }
}

/**
 * What a uniform in j/size..(j + 1)/size gives: i where every such uniform gives the same, else ~i, the first candidate.
 * Four times as many as counts, so that few draws have to look further; a power of two, so that uniform x size is exact.
 */
function guideTo(cumulative: Float64Array): Int16Array {
  let size = 1;
  while (size < 4 * cumulative.length) size *= 2;
  const guide = new Int16Array(size);
  for (let j = 0, i = 0; j < size; j++) {
    while (cumulative[i] <= j / size) i++;
    guide[j] = cumulative[i] >= (j + 1) / size ? i : ~i;
  }
  return guide;
}
