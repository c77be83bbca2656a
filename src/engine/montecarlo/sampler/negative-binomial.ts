import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import type { Stream } from '../streams.ts';
import { BinomialLaw } from './binomial.ts';
import type { CountLaw } from './law.ts';
import { tailRejection } from './tail-rejection.ts';

/** How many n people bring who each bring a geometric number, 0, 1, 2, ..., of the same mean. */
export class NegativeBinomialLaw implements CountLaw {
  readonly most: number;
  readonly mode: number;
  readonly variance: number;
  private readonly n: number;
  private readonly mean: number;
  private readonly another: number;

  /**
   * @param n whole number, at least 0
   * @param mean of each, at least 0; one more comes with probability mean / (1 + mean)
   */
  constructor(n: number, mean: number) {
    this.n = n;
    this.mean = mean;
    this.another = mean / (1 + mean);
    this.most = n === 0 || mean === 0 ? 0 : Infinity;
    this.mode = n <= 1 ? 0 : Math.floor((n - 1) * mean);
    this.variance = n * mean * (1 + mean);
  }

  ratio(k: number): number {
    return ((this.n + k - 1) / k) * this.another;
  }

  /**
   * The last of n + k trials is the n-th failure: n/(n + k) times the binomial probability of that many failures, seen
   * from the side whose probability is the smaller one and has all its digits.
   */
  logMass(k: number): number {
    const { n, mean, another } = this;
    if (k === 0) return -n * log1p(mean);
    const trials = n + k;
    const log =
      mean < 1 ? new BinomialLaw(trials, another).logMass(k) : new BinomialLaw(trials, 1 / (1 + mean)).logMass(n);
    return log + ln(n / trials);
  }

  /** Far from normal when few people bring many each, so by the method that works for every shape. */
  drawLarge(stream: Stream): number {
    return tailRejection(this, stream);
  }
}
