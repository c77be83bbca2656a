import type { Stream } from '../streams.ts';
import { drawBinomials } from './binomial.ts';
import { binomialLaw, type CountLaw, negativeBinomialLaw, poissonLaw } from './law.ts';
import { drawNegativeBinomials } from './negative-binomial.ts';
import { drawPoissons } from './poisson.ts';
import { GuideTables } from './table.ts';
import { WIDEST_VARIANCE } from './window.ts';

/** Draws for some of the lanes that are side by side, each with a count and a number of its own. */
export type DrawLanes = typeof drawBinomials;

/** As many people as this, or more, are drawn without a table: their numbers differ so much that few tables are used twice. */
const MANY = 1024;

/**
 * Draws what n people do together, for one law of a single person and any n. What is drawn from a given number must not
 * depend on what was drawn before, so it is the law alone that decides whether it gets a table. A sampler's tables take
 * 10 MB at most, mostly far below 1.
 */
export class CountSampler {
  private readonly lawOf: (n: number) => CountLaw;
  private readonly drawWide: DrawLanes;
  private readonly number: number;
  /** Lanes without a table, and the number once for each lane. */
  private wide = new Int32Array(0);
  private repeated = new Float64Array(0);
  private readonly tables = new GuideTables(MANY);
  private readonly refused = new Uint8Array(MANY);

  /**
   * @param number that each of n people does something with
   * @param lawOf the law for n people
   * @param drawWide draws from such laws without a table
   */
  constructor(number: number, lawOf: (n: number) => CountLaw, drawWide: DrawLanes) {
    this.number = number;
    this.lawOf = lawOf;
    this.drawWide = drawWide;
  }

  /**
   * Draws for lanes side by side, each with a count of its own; each takes one number from the stream. Where the law is
   * tabulated, a draw never falls as that number grows.
   * @param counts of the lanes, whole numbers, from `at` on
   * @param drawn where the draws go, from `to` on; it may be where the counts are
   */
  drawEach(counts: Float64Array, at: number, drawn: Float64Array, to: number, lanes: number, stream: Stream): void {
    if (this.wide.length !== lanes) {
      this.wide = new Int32Array(lanes);
      this.repeated = new Float64Array(lanes).fill(this.number);
    }
    const uniforms = stream.forRuns(lanes);
    const { tables, wide } = this;
    let left = 0;
    for (let r = 0; r < lanes; r++) {
      const n = counts[at + r];
      if (n < MANY && (tables.has(n) || this.addTable(n))) drawn[to + r] = tables.draw(n, uniforms[r]);
      else wide[left++] = r;
    }
    if (left > 0) this.drawWide(wide, left, counts, at, this.repeated, 0, drawn, to, uniforms);
  }

  /** Makes the table of a law, if it is one that gets a table. */
  private addTable(n: number): boolean {
    if (this.refused[n] === 1) return false;
    const law = this.lawOf(n);
    if (law.variance > WIDEST_VARIANCE) this.refused[n] = 1;
    else this.tables.add(n, law);
    return law.variance <= WIDEST_VARIANCE;
  }
}

/** How many of n people do what each does with probability p. */
export const binomialSampler = (p: number): CountSampler =>
  new CountSampler(p, (n) => binomialLaw(n, p), drawBinomials);

/** How many events n people cause who each cause a Poisson number with this mean; n = 1 for a single such number. */
export const poissonSampler = (mean: number): CountSampler =>
  new CountSampler(mean, (n) => poissonLaw(n * mean), drawPoissons);

/** How many events n people cause who each cause a geometric number, 0, 1, 2, ..., with this mean. */
export const geometricSampler = (mean: number): CountSampler =>
  new CountSampler(mean, (n) => negativeBinomialLaw(n, mean), drawNegativeBinomials);
