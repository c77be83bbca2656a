import ln from '@stdlib/math-base-special-ln';
import type { Stream } from '../streams.ts';
import { deviance, LN_ROOT_2PI, stirlingRest } from './deviance.ts';
import type { CountLaw } from './law.ts';
import { type Transform, transformedRejection } from './transformed-rejection.ts';

/** How many events happen that come one by one, independently of each other. */
export class PoissonLaw implements CountLaw {
  readonly most = Infinity;
  readonly mode: number;
  readonly variance: number;
  private readonly mean: number;

  /** @param mean at least 0 */
  constructor(mean: number) {
    this.mean = mean;
    this.mode = Math.floor(mean);
    this.variance = mean;
  }

  ratio(k: number): number {
    return this.mean / k;
  }

  /** Loader (2000), equation 4. */
  logMass(k: number): number {
    if (k === 0) return -this.mean;
    return -stirlingRest(k) - deviance(k, this.mean) - LN_ROOT_2PI - ln(k) / 2;
  }

  drawLarge(stream: Stream): number {
    return transformedRejection(this, this.transform(), stream);
  }

  /**
   * Algorithm PTRS of Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance:
   * Mathematics and Economics 12 (1993), for a mean from 10. With his constants the hat is up to 0.6% lower than the law
   * in places, for means up to 1,000; so it is raised by 1% here, and the squeeze lowered by 2%.
   */
  transform(): Transform {
    const b = 0.931 + 2.53 * Math.sqrt(this.mean);
    return {
      a: -0.059 + 0.02483 * b,
      b,
      centre: this.mean + 0.43,
      squeeze: 0.98 * (0.9277 - 3.6224 / (b - 2)),
      height: 1.01 * (1.1239 + 1.1328 / (b - 3.4)),
      absolute: true,
    };
  }
}
