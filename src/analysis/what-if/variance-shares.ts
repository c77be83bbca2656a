/** A share of the variance as estimated, and how far it is off on average. */
export interface EstimatedShare {
  readonly value: number;
  readonly standardError: number;
}

/** How much of a result's variance one uncertain number explains. */
export interface VarianceShare {
  /** First-order index: what the variance would fall by, on average, if this number alone were known. */
  readonly alone: EstimatedShare;
  /** Total index: what would be left of the variance, on average, if every number but this one were known. */
  readonly inAll: EstimatedShare;
}

/** The results of a pair of draws a and b, and with the value of one number exchanged between them. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  /** a with the number of b, and b with the number of a. */
  readonly aWithB: number;
  readonly bWithA: number;
}

/**
 * Estimates the Sobol indices of one number from pairs of draws between which its value is exchanged:
 *
 *     first-order  2 sum (f(b_a) - f(b)) (f(a) - f(a_b)) / sum ((f(a) - f(b))^2 + (f(b_a) - f(a_b))^2)
 *     total        sum ((f(b) - f(b_a))^2 + (f(a) - f(a_b))^2) / the same
 *
 * Azzini, Mara & Rosati, "Comparison of two sets of Monte Carlo estimators of Sobol' indices", Environmental Modelling &
 * Software 144 (2021); the total index is the formula of Jansen, "Analysis of variance designs for model output", Computer
 * Physics Communications 117 (1999), with both exchanges. A number without effect comes to 0 without any error, one that is
 * alone to 1, and no first-order index is above the total one.
 *
 * Both are quotients of means over independent pairs. The standard error is that of the residuals, numerator minus quotient
 * times denominator (Cochran, Sampling Techniques, 3rd edition 1977, chapter 6), exact in the limit of many pairs.
 */
export class VarianceShareSums {
  private pairs = 0;
  private both = 0;
  private bothSquared = 0;
  private readonly alone = new RatioSums();
  private readonly inAll = new RatioSums();

  add({ a, b, aWithB, bWithA }: Pair): void {
    const [byA, byB] = [a - aWithB, bWithA - b];
    const [apart, exchanged] = [a - b, bWithA - aWithB];
    const both = apart * apart + exchanged * exchanged;
    this.pairs++;
    this.both += both;
    this.bothSquared += both * both;
    this.alone.add(2 * byA * byB, both);
    this.inAll.add(byA * byA + byB * byB, both);
  }

  /** Null where the results do not differ, or by too much for doubles. */
  share(): VarianceShare | null {
    const { pairs, both, bothSquared } = this;
    if (!(both > 0 && bothSquared < Infinity)) return null;
    const denominator = { pairs, sum: both, squares: bothSquared };
    return { alone: this.alone.over(denominator), inAll: this.inAll.over(denominator) };
  }
}

/** Sums of numerators whose denominators are summed elsewhere. */
class RatioSums {
  private sum = 0;
  private squares = 0;
  private products = 0;

  add(numerator: number, denominator: number): void {
    this.sum += numerator;
    this.squares += numerator * numerator;
    this.products += numerator * denominator;
  }

  over(denominator: { readonly pairs: number; readonly sum: number; readonly squares: number }): EstimatedShare {
    const value = this.sum / denominator.sum;
    const residuals = this.squares - 2 * value * this.products + value * value * denominator.squares;
    const { pairs } = denominator;
    // Residuals add up to 0; rounding may leave a sum of squares just below it.
    const variance = (Math.max(0, residuals) * pairs) / Math.max(1, pairs - 1);
    return { value, standardError: Math.sqrt(variance) / denominator.sum };
  }
}
