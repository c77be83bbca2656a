import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import type { Stream } from '../streams.ts';
import type { CountLaw } from './law.ts';

/**
 * A draw from a law of any kind and size, exact but for the rounding of ln f: Devroye's rejection for log-concave laws ("A simple
 * generator for discrete log-concave distributions", Computing 39, 1987). With m the mode, such a law obeys
 * f(m + x) <= f(m) min(1, e^(1 - f(m)|x|)) for whole x, so that it lies under a plateau around the mode with an
 * exponential tail on either side, which are easily drawn from; about 3 in 4 of those are thrown away again.
 *
 * The first number comes from the stream itself, all others from its spare.
 */
export function tailRejection(law: CountLaw, stream: Stream): number {
  const { mode, most } = law;
  const logPeak = law.logMass(mode);
  // The bound holds for anything below f(m), too: a little less makes up for rounding.
  const peak = exp(logPeak) * 0.999999;
  const width = 1 + peak / 2; // half the plateau, in units of 1/f(m): rounding to whole counts widens it by a half
  for (let first = stream.next(); ; first = stream.spare()) {
    // First picks the plateau or a tail, each by its share of the area, and leaves a uniform of its own.
    const at = first * (1 + width);
    const tail = at < width ? 0 : -ln(1 + width - at);
    const distance = Math.round((at < width ? at : width + tail) / peak);
    const toss = 2 * stream.spare() - 1;
    const count = toss < 0 ? mode - distance : mode + distance;
    if (count < 0 || count > most) continue;
    // |toss| is uniform on 0..1 whatever its sign; under the tail the hat is e^-tail as high as over the plateau.
    const height = Math.abs(toss);
    if (height === 0 || ln(height) - tail <= law.logMass(count) - logPeak) return count;
  }
}
