import type { Stream } from '../streams.ts';
import { drawBinomial } from './binomial.ts';
import { binomialLaw, type CountLaw, negativeBinomialLaw, poissonLaw } from './law.ts';
import { drawNegativeBinomial } from './negative-binomial.ts';
import { drawPoisson } from './poisson.ts';
import { GuideTables } from './table.ts';
import { WIDEST_VARIANCE } from './window.ts';

/** As many people as this, or more, are drawn without a table: their numbers differ so much that few tables are used twice. */
const MANY = 1024;

/**
 * Draws what n people do together, for one law of a single person and any n. What is drawn from a given number must not
 * depend on what was drawn before, so it is the law alone that decides whether it gets a table. A sampler's tables take
 * 10 MB at most, mostly far below 1.
 */
export class CountSampler {
  private readonly lawOf: (n: number) => CountLaw;
  private readonly drawWide: (n: number, uniform: number) => number;
  private readonly tables = new GuideTables(MANY);

  /**
   * @param lawOf the law for n people
   * @param drawWide a draw from that law without a table
   */
  constructor(lawOf: (n: number) => CountLaw, drawWide: (n: number, uniform: number) => number) {
    this.lawOf = lawOf;
    this.drawWide = drawWide;
  }

  /**
   * The draw never falls as the uniform grows, where the law is tabulated.
   * @param n whole number, at least 0
   * @param uniform in 0..1, 1 excluded
   */
  draw(n: number, uniform: number): number {
    const { tables } = this;
    return tables.has(n) || this.addTable(n) ? tables.draw(n, uniform) : this.drawWide(n, uniform);
  }

  /**
   * Draws for lanes side by side, each with a count of its own; each takes one number from the stream.
   * @param counts of the lanes, from `at` on
   * @param drawn where the draws go, from `to` on; it may be where the counts are
   */
  drawEach(counts: Float64Array, at: number, drawn: Float64Array, to: number, lanes: number, stream: Stream): void {
    const uniforms = stream.forRuns(lanes);
    const { tables } = this;
    for (let r = 0; r < lanes; r++) {
      const n = counts[at + r];
      drawn[to + r] = tables.has(n) ? tables.draw(n, uniforms[r]) : this.draw(n, uniforms[r]);
    }
  }

  /** Makes the table of a law, if it is one that gets a table. */
  private addTable(n: number): boolean {
    if (n >= MANY) return false;
    const law = this.lawOf(n);
    if (law.variance > WIDEST_VARIANCE) return false;
    this.tables.add(n, law);
    return true;
  }
}

/** How many of n people do what each does with probability p. */
export const binomialSampler = (p: number): CountSampler =>
  new CountSampler(
    (n) => binomialLaw(n, p),
    (n, uniform) => drawBinomial(n, p, uniform),
  );

/** How many events n people cause who each cause a Poisson number with this mean; n = 1 for a single such number. */
export const poissonSampler = (mean: number): CountSampler =>
  new CountSampler(
    (n) => poissonLaw(n * mean),
    (n, uniform) => drawPoisson(n * mean, uniform),
  );

/** How many events n people cause who each cause a geometric number, 0, 1, 2, ..., with this mean. */
export const geometricSampler = (mean: number): CountSampler =>
  new CountSampler(
    (n) => negativeBinomialLaw(n, mean),
    (n, uniform) => drawNegativeBinomial(n, mean, uniform),
  );
