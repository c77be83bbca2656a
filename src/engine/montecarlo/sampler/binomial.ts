import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import type { Stream } from '../streams.ts';
import { deviance, LN_ROOT_2PI, stirlingRest } from './deviance.ts';
import type { CountLaw } from './law.ts';
import { type Transform, transformedRejection } from './transformed-rejection.ts';

/** How many of n people do what each does with probability p, independently of the others. */
export class BinomialLaw implements CountLaw {
  readonly most: number;
  readonly mode: number;
  readonly variance: number;
  private readonly p: number;
  private readonly odds: number;

  /**
   * @param n whole number, at least 0
   * @param p in 0..1
   */
  constructor(n: number, p: number) {
    this.p = p;
    this.odds = p / (1 - p);
    this.most = n;
    this.mode = Math.min(n, Math.floor((n + 1) * p));
    this.variance = n * p * (1 - p);
  }

  ratio(k: number): number {
    return ((this.most - k + 1) / k) * this.odds;
  }

  /** Loader (2000), equation 5. */
  logMass(k: number): number {
    const { most: n, p } = this;
    const rest = n - k;
    if (k === 0) return n * log1p(-p);
    if (rest === 0) return n * ln(p);
    const around = deviance(k, n * p) + deviance(rest, n * (1 - p));
    return stirlingRest(n) - stirlingRest(k) - stirlingRest(rest) - around - LN_ROOT_2PI - ln(k * (rest / n)) / 2;
  }

  drawLarge(stream: Stream): number {
    const { most: n, p } = this;
    if (p <= 0.5) return transformedRejection(this, this.transform(), stream);
    const others = new BinomialLaw(n, 1 - p);
    return n - transformedRejection(others, others.transform(), stream, stream.mirrors);
  }

  /** Algorithm BTRS of Hörmann (1993), for p up to 1/2. */
  transform(): Transform {
    const deviation = Math.sqrt(this.variance);
    const b = 1.15 + 2.53 * deviation;
    return {
      a: -0.0873 + 0.0248 * b + 0.01 * this.p,
      b,
      centre: this.most * this.p + 0.5,
      squeeze: 0.92 - 4.2 / b,
      height: (2.83 + 5.1 / b) * deviation,
      absolute: false,
    };
  }
}
