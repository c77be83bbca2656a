import ln from '@stdlib/math-base-special-ln';
import type { Stream } from '../streams.ts';
import type { CountLaw } from './law.ts';

/** What Hörmann's method needs to know of a law, from his tables of constants. */
export interface Transform {
  /** k = floor((2 a / (1/2 - |u|) + b) u + centre) is drawn, u being uniform on -1/2..1/2. */
  readonly a: number;
  readonly b: number;
  readonly centre: number;
  /** Where |u| is up to 0.43, a second uniform up to this accepts at once. */
  readonly squeeze: number;
  /** The height of the hat, in units of f(mode) or, for `absolute`, of 1. */
  readonly height: number;
  readonly absolute: boolean;
}

/**
 * A draw from a law that is nearly normal: transformed rejection with squeeze (Hörmann, "The generation of binomial
 * random variates", Journal of Statistical Computation and Simulation 46, 1993). Exact but for the rounding of ln f; six
 * draws in seven are accepted by the squeeze, without a logarithm.
 *
 * The first number comes from the stream itself, all others from its spare.
 * @param mirrored true to draw fewer where the first number is larger, instead of more
 */
export function transformedRejection(law: CountLaw, transform: Transform, stream: Stream, mirrored = false): number {
  const { a, b, centre, squeeze } = transform;
  for (let first = stream.next(); ; first = stream.spare()) {
    const u = mirrored ? 0.5 - first : first - 0.5;
    const edge = 0.5 - (u < 0 ? -u : u);
    const v = stream.spare();
    if (edge === 0) continue;
    const count = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= squeeze) return count;
    if (count < 0 || count > law.most) continue;
    const logHat = ln((v * transform.height) / (a / (edge * edge) + b));
    if (logHat <= law.logMass(count) - (transform.absolute ? 0 : law.logMass(law.mode))) return count;
  }
}
