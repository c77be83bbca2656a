import { ln } from '../logarithm.ts';
import { deviance, LN_ROOT_2PI, stirlingRest } from './deviance.ts';
import type { CountLaw } from './law.ts';

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
}
