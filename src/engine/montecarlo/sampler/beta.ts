import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import { largeBeta } from './large-beta.ts';

/** Where the continued fraction takes a millisecond, and gives way to an expansion for large parameters. */
const LARGE = 1e6;

/** Steps of the continued fraction: about the root of the smaller parameter, times three, are needed. */
const MOST_TERMS = 100_000;

/** Steps of Newton's method: about 8 are needed. */
const MOST_STEPS = 100;

/** A step of the logit by less than this no longer changes the share. */
const CLOSE = 1e-15;

/** Half the smallest uniform above 0, which stands for 0, whose logarithm is infinite. */
const SMALLEST = 1 / 134217728 / 134217728; // 2^-54

/**
 * A share with a beta law, by inversion: a uniform on 0..1 goes in. It takes about 10 microseconds where the smaller
 * parameter is in the hundreds, and grows with its root. The relative error is about that of a double times the quotient
 * of the parameters.
 *
 * The share is sought by its logit y, x = 1/(1 + e^-y), where neither end of 0..1 runs out of digits. The logarithm of
 * the probability below y is concave (the law of y is log-concave), so that Newton's method on it finds the quantile from
 * anywhere: after at most one step it comes from below, and stays there. Uniforms in the upper part seek 1 - x likewise.
 * @param a above 0
 * @param b above 0
 */
export const beta = (a: number, b: number): ((u: number) => number) => {
  if (a >= LARGE && b >= LARGE) return largeBeta(a, b);
  const lower = new BetaTail(a, b);
  const upper = new BetaTail(b, a);
  const whole = lower.atCentre() + upper.atCentre();
  const below = lower.atCentre() / whole;
  return (u: number): number => {
    const logit = u < below ? lower.find(Math.max(u, SMALLEST) * whole) : -upper.find((1 - u) * whole);
    return 1 / (1 + exp(-logit));
  };
};

/** The probability that a beta share is below 1/(1 + e^-y), in units of x^a (1 - x)^b at the centre. */
class BetaTail {
  private readonly a: number;
  private readonly b: number;
  /** Logit of (a + 1)/(a + b + 2): the continued fraction converges fast from there downwards. */
  private readonly centre: number;

  constructor(a: number, b: number) {
    this.a = a;
    this.b = b;
    this.centre = ln((a + 1) / (b + 1));
  }

  atCentre(): number {
    return this.fractionAt(this.centre) / this.a;
  }

  /** The logit below which the probability, in the same units, is `target`. */
  find(target: number): number {
    const { a, centre } = this;
    const logTarget = ln(target);
    let y = centre;
    for (let step = 0; step < MOST_STEPS; step++) {
      const fraction = this.fractionAt(y) / a;
      // The slope of ln P is density / probability = x^a (1 - x)^b / (x^a (1 - x)^b fraction).
      const change = (logTarget - this.logHeight(y) - ln(fraction)) * fraction;
      y += change;
      if (Math.abs(change) < CLOSE * Math.max(1, Math.abs(y))) break;
    }
    return y;
  }

  /** ln of x^a (1 - x)^b, 0 at the centre. */
  private logHeight(y: number): number {
    const { a, b, centre } = this;
    return a * (softplus(-centre) - softplus(-y)) + b * (softplus(centre) - softplus(y));
  }

  /**
   * The continued fraction of the incomplete beta function, I = x^a (1 - x)^b / (a B) x this (DLMF 8.17.22), by the
   * method of Lentz as changed by Thompson & Barnett (1986).
   */
  private fractionAt(y: number): number {
    const { a, b } = this;
    const x = exp(-softplus(-y));
    let c = 1;
    let d = 1 / away(1 - ((a + b) * x) / (a + 1));
    let fraction = d;
    for (let m = 1; m < MOST_TERMS; m++) {
      const even = (((m * (b - m)) / (a + 2 * m - 1)) * x) / (a + 2 * m);
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      fraction *= c * d;
      const odd = (((-(a + m) / (a + 2 * m)) * (a + b + m)) / (a + 2 * m + 1)) * x;
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      const change = c * d;
      fraction *= change;
      if (change > 1 - 1e-15 && change < 1 + 1e-15) break;
    }
    return fraction;
  }
}

/** ln(1 + e^y) */
function softplus(y: number): number {
  return y > 0 ? y + log1p(exp(-y)) : log1p(exp(y));
}

/** A divisor kept away from 0. */
function away(divisor: number): number {
  return divisor > -1e-300 && divisor < 1e-300 ? 1e-300 : divisor;
}
