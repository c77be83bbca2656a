import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import { DEGREE, type QuantilePoint, type QuantileSeries, seriesAt } from './beta-series.ts';
import { type BetaTail, shareAt } from './beta-tail.ts';

/** A logit below that of the smallest uniform, ln 2^-54 = -37.43. That of the largest is 36.74. */
export const LOWEST = -37.5;

/** What the powers left out of a series may come to, relative to its value. */
const CUT = 1e-15;

/** How far the end of a series may be off the share there, relative to it. Rounding alone makes up to 1e-13. */
const TOLERANCE = 1e-12;

/** A piece this short, in logits of the probability, says that the parameters are too extreme for series. */
const SHORTEST = 0.01;

/** No piece is longer, where a series hardly bends. */
const LONGEST = 8;

/** A series for a share by the logit of the probability that it is below: from here downwards, to where the next begins. */
export interface Piece {
  readonly from: number;
  readonly coefficients: Float64Array;
}

/**
 * The quantile of a tail from its centre down to `LOWEST`, in pieces; null where they would be too short. Inversion by
 * pieces is that of Derflinger, Hörmann & Leydold, "Random variate generation by numerical inversion when only the density
 * is known", ACM Transactions on Modeling and Computer Simulation 20 (2010). Here a piece is a Taylor series about a point
 * that is computed anew, so that errors do not add up, and where it ends it is compared with the next point.
 * @param whole the probability of both tails together, in the units of the tail
 * @param of the share, or 1 minus it
 */
export function piecesOf(tail: BetaTail, whole: number, of: 'share' | 'rest'): Piece[] | null {
  const pieces: Piece[] = [];
  let point = pointAt(tail, whole, tail.centre);
  while (point.level > LOWEST) {
    const series = seriesAt(tail, point);
    pieces.push({ from: point.level, coefficients: series[of] });
    const end = endOf(series, of, point.level, (y) => pointAt(tail, whole, y));
    if (end === null) return null;
    point = end;
  }
  return pieces;
}

/** The point as far down as a series holds; null where that is hardly anywhere. */
function endOf(
  series: QuantileSeries,
  of: 'share' | 'rest',
  from: number,
  at: (y: number) => QuantilePoint,
): QuantilePoint | null {
  const { y, [of]: coefficients } = series;
  let length = Math.min(LONGEST, reachOf(y, Math.max(1, Math.abs(y[0]))), reachOf(coefficients, coefficients[0]));
  for (; length > SHORTEST; length /= 2) {
    const end = at(polynomial(y, -length));
    const exact = shareAt(of === 'share' ? end.y : -end.y);
    const off = polynomial(coefficients, end.level - from) - exact;
    if (end.level < from && Math.abs(off) <= TOLERANCE * exact) return end;
  }
  return null;
}

function pointAt(tail: BetaTail, whole: number, y: number): QuantilePoint {
  const perSlope = tail.perSlope(y);
  const logProbability = tail.logSlope(y) + ln(perSlope / whole);
  const probability = exp(logProbability);
  return {
    level: logProbability - log1p(-probability),
    y,
    slope: perSlope * (1 - probability),
    excess: 1 - 2 * probability,
  };
}

/**
 * How far from its point a series may be used: to where one of its last two powers comes to what may be left out, relative
 * to `scale`.
 */
function reachOf(coefficients: Float64Array, scale: number): number {
  const reach = (k: number) => exp(ln((CUT * scale) / Math.abs(coefficients[k])) / k);
  return Math.min(reach(DEGREE), reach(DEGREE - 1));
}

function polynomial(coefficients: Float64Array, x: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k];
  return sum;
}
