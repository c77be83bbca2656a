import exp from '@stdlib/math-base-special-exp';
import expm1 from '@stdlib/math-base-special-expm1';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';

/** Steps of the continued fraction: about the root of the smaller parameter, times one and a half, are needed. */
const MOST_TERMS = 100_000;

/** Steps of Newton's method: about 8 are needed. */
const MOST_STEPS = 100;

/** A step of the logit by less than this no longer changes the share. */
const CLOSE = 1e-15;

/**
 * The probability that a beta share is below 1/(1 + e^-y), in units of x^a (1 - x)^b at the centre. By its logit y a share
 * is told apart from 0 and from 1 alike. Exchange a and b, and change the sign of y, for the probability above.
 */
export class BetaTail {
  readonly a: number;
  readonly b: number;
  /** Logit of (a + 1)/(a + b + 2): the continued fraction converges fast from there downwards. */
  readonly centre: number;
  private readonly centreShare: number;
  private readonly centreRest: number;

  constructor(a: number, b: number) {
    this.a = a;
    this.b = b;
    this.centre = ln((a + 1) / (b + 1));
    this.centreShare = shareAt(this.centre);
    this.centreRest = shareAt(-this.centre);
  }

  atCentre(): number {
    return this.perSlope(this.centre);
  }

  /**
   * The logit below which the probability is `target`. The logarithm of the probability below y is concave (the law of y is
   * log-concave), so that Newton's method on it finds the logit from anywhere: after at most one step it comes from below,
   * and stays there. It takes some microseconds where the smaller parameter is in the hundreds, and grows with its root.
   */
  find(target: number): number {
    const logTarget = ln(target);
    let y = this.centre;
    for (let step = 0; step < MOST_STEPS; step++) {
      const perSlope = this.perSlope(y);
      const change = (logTarget - this.logSlope(y) - ln(perSlope)) * perSlope;
      y += change;
      if (Math.abs(change) < CLOSE * Math.max(1, Math.abs(y))) break;
    }
    return y;
  }

  /** ln of the slope of the probability, x^a (1 - x)^b, 0 at the centre. */
  logSlope(y: number): number {
    const { a, b, centre } = this;
    const below = centre - y;
    // Near the centre both terms are small beside the parameters, and keep their digits.
    if (below < 1) {
      return -a * log1p(this.centreRest * expm1(below)) - b * log1p(this.centreShare * expm1(-below));
    }
    return a * (softplus(-centre) - softplus(-y)) + b * (softplus(centre) - softplus(y));
  }

  /**
   * The probability below y divided by its slope there, by the even part of the continued fraction of the incomplete beta
   * function (DLMF 8.17.22). Didonato & Morris, "Algorithm 708: significant digit computation of the incomplete beta
   * function ratios", ACM Transactions on Mathematical Software 18 (1992), write it so that no digits cancel; here it is
   * divided by a. By the method of Lentz as changed by Thompson & Barnett (1986).
   */
  perSlope(y: number): number {
    const { a, b } = this;
    const x = shareAt(y);
    const start = a * shareAt(-y) - b * x + 1;
    let c = start / (a + 1);
    let d = 0;
    let fraction = c;
    for (let m = 1; m < MOST_TERMS; m++) {
      const even = a + 2 * m - 1;
      const bent = (m * (b - m) * x) / even;
      const over = ((m === 1 ? 1 : a + m - 1) / even) * (a + b + m - 1) * x * bent;
      const under = m + bent + ((a + m) / (even + 2)) * (start + m * (2 - x));
      d = 1 / away(under + over * d);
      c = away(under + over / c);
      const change = c * d;
      fraction *= change;
      if (change > 1 - 1e-15 && change < 1 + 1e-15) break;
    }
    return 1 / fraction / a;
  }
}

/** 1/(1 + e^-y), with all its digits next to 0. */
export function shareAt(y: number): number {
  return exp(-softplus(-y));
}

/** ln(1 + e^y) */
function softplus(y: number): number {
  return y > 0 ? y + log1p(exp(-y)) : log1p(exp(y));
}

/** A divisor kept away from 0. */
function away(divisor: number): number {
  return divisor > -1e-300 && divisor < 1e-300 ? 1e-300 : divisor;
}
