import { type BetaTail, shareAt } from './beta-tail.ts';

/** The highest power of a series. */
export const DEGREE = 13;

/** A point of the quantile of a beta law: the logit of a probability, and the logit of the share that it is below. */
export interface QuantilePoint {
  /** The logit of the probability, w. */
  readonly level: number;
  /** The logit of the share, y. */
  readonly y: number;
  /** dy/dw */
  readonly slope: number;
  /** 1 minus twice the probability. */
  readonly excess: number;
}

/** Taylor series in w about a point, by rising powers: of the logit of the share, of the share, and of 1 minus it. */
export interface QuantileSeries {
  readonly y: Float64Array;
  readonly share: Float64Array;
  readonly rest: Float64Array;
}

/**
 * The series about a point, from the differential equation of the quantile (Steinbrecher & Shaw, "Quantile mechanics",
 * European Journal of Applied Mathematics 19, 2008), here by logits. With p = dy/dw, where f is the density of y,
 * p = P(1 - P)/f; the logarithm of that, differentiated, gives
 *
 *   dp/dw = p (m + D p),   m = 1 - 2P,   D = -f'/f = (a + b) x - a,
 *   dm/dw = (m^2 - 1)/2,   dx/dw = x (1 - x) p,
 *
 * and every coefficient follows from those before it.
 */
export function seriesAt({ a, b }: BetaTail, point: QuantilePoint): QuantileSeries {
  const [y, p, m, share, rest, drift] = Array.from({ length: 6 }, () => new Float64Array(DEGREE + 1));
  const [bend, spread] = [new Float64Array(DEGREE), new Float64Array(DEGREE)];
  y[0] = point.y;
  p[0] = point.slope;
  m[0] = point.excess;
  share[0] = shareAt(point.y);
  rest[0] = shareAt(-point.y);
  drift[0] = b * share[0] - a * rest[0];
  for (let k = 0; k < DEGREE; k++) {
    bend[k] = m[k] + product(drift, p, k);
    spread[k] = product(share, rest, k);
    y[k + 1] = p[k] / (k + 1);
    p[k + 1] = product(p, bend, k) / (k + 1);
    m[k + 1] = (product(m, m, k) - (k === 0 ? 1 : 0)) / (2 * (k + 1));
    share[k + 1] = product(spread, p, k) / (k + 1);
    rest[k + 1] = -share[k + 1];
    drift[k + 1] = (a + b) * share[k + 1];
  }
  return { y, share, rest };
}

/** The coefficient of the power k of the product of two series. */
function product(f: Float64Array, g: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) sum += f[i] * g[k - i];
  return sum;
}
