import type { Stream } from '../streams.ts';
import { BinomialLaw } from './binomial.ts';
import type { CountLaw } from './law.ts';
import { NegativeBinomialLaw } from './negative-binomial.ts';
import { PoissonLaw } from './poisson.ts';
import { GuideTable } from './table.ts';
import { drawFrom, WIDEST_VARIANCE, weigh } from './window.ts';

/**
 * A law that is drawn from only once is not worth weighing all its counts, from about 150 of them on. (A table has up to
 * 20 entries per unit of deviation, 43 for a geometric law.)
 */
const WORTH_WEIGHING = 64;

/** Tables kept by a sampler; a further one takes the place of an older. Together at most 10 MB, mostly far below 1. */
const SLOTS = 1024;

const NO_TABLE = new GuideTable(-1, new PoissonLaw(0));

/**
 * Draws what n people do together, for one law of a single person and any n. What is drawn from a given number must not
 * depend on what was drawn before, so it is the law alone that decides whether it gets a table: beyond
 * `WIDEST_VARIANCE` it would seldom be used twice, as there are thousands of likely n.
 *
 * A number n shares its slot with n + 1024 and so on: the counts of a place lie close together, so that they seldom drive
 * each other out.
 */
export class CountSampler {
  private readonly lawOf: (n: number) => CountLaw;
  private readonly tables: GuideTable[] = new Array<GuideTable>(SLOTS).fill(NO_TABLE);

  /** @param lawOf the law for n people */
  constructor(lawOf: (n: number) => CountLaw) {
    this.lawOf = lawOf;
  }

  /**
   * Takes one number from the stream; the draw never falls as that number grows, where the law is tabulated.
   * @param n whole number, at least 0
   */
  draw(n: number, stream: Stream): number {
    const table = this.tables[n & (SLOTS - 1)];
    return table.of === n ? table.draw(stream.next()) : this.drawAnew(n, stream);
  }

  /**
   * Draws for some runs side by side, each with a count of its own; every run takes one number from the stream.
   * @param counts of the runs, from `at` on
   * @param drawn where the draws go, from `to` on; it may be where the counts are
   */
  drawEach(counts: Float64Array, at: number, drawn: Float64Array, to: number, runs: number, stream: Stream): void {
    const uniforms = stream.forRuns(runs);
    const { tables } = this;
    for (let r = 0; r < runs; r++) {
      const n = counts[at + r];
      const table = tables[n & (SLOTS - 1)];
      if (table.of === n) drawn[to + r] = table.draw(uniforms[r]);
      else {
        stream.turnTo(r);
        drawn[to + r] = this.drawAnew(n, stream);
      }
    }
    stream.turnTo(runs);
  }

  private drawAnew(n: number, stream: Stream): number {
    const law = this.lawOf(n);
    if (law.variance > WIDEST_VARIANCE) return law.drawLarge(stream);
    const table = new GuideTable(n, law);
    this.tables[n & (SLOTS - 1)] = table;
    return table.draw(stream.next());
  }
}

/** How many of n people do what each does with probability p. */
export const binomialSampler = (p: number): CountSampler => new CountSampler((n) => new BinomialLaw(n, p));

/** How many events n people cause who each cause a Poisson number with this mean; n = 1 for a single such number. */
export const poissonSampler = (mean: number): CountSampler => new CountSampler((n) => new PoissonLaw(n * mean));

/** How many events n people cause who each cause a geometric number, 0, 1, 2, ..., with this mean. */
export const geometricSampler = (mean: number): CountSampler => {
  return new CountSampler((n) => new NegativeBinomialLaw(n, mean));
};

/** A draw from a law that no other draw will share, as where the probability differs from run to run. */
export function drawOnce(law: CountLaw, stream: Stream): number {
  return law.variance > WORTH_WEIGHING ? law.drawLarge(stream) : drawFrom(weigh(law), stream.next());
}
