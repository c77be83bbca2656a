/**
 * A law of counts, on 0..most, whose neighbouring probabilities f(k)/f(k-1) fall as k grows (it is log-concave), as those
 * of the three laws here do. All that a table of it needs; nothing in it underflows.
 */
export interface CountLaw {
  /** The largest count, maybe Infinity. */
  readonly most: number;
  /** A count that no other is likelier than. */
  readonly mode: number;
  readonly variance: number;
  /** f(k)/f(k-1), for k in 1..most. */
  ratio(k: number): number;
}

/** How many of n people do what each does with probability p. */
export function binomialLaw(n: number, p: number): CountLaw {
  const odds = p / (1 - p);
  return {
    most: n,
    mode: Math.min(n, Math.floor((n + 1) * p)),
    variance: n * p * (1 - p),
    ratio: (k) => ((n - k + 1) / k) * odds,
  };
}

/** How many events happen that come one by one. */
export function poissonLaw(mean: number): CountLaw {
  return { most: Infinity, mode: Math.floor(mean), variance: mean, ratio: (k) => mean / k };
}

/** How many n people bring who each bring a geometric number with this mean. */
export function negativeBinomialLaw(n: number, mean: number): CountLaw {
  const another = mean / (1 + mean);
  return {
    most: n === 0 || mean === 0 ? 0 : Infinity,
    mode: n <= 1 ? 0 : Math.floor((n - 1) * mean),
    variance: n * mean * (1 + mean),
    ratio: (k) => ((n + k - 1) / k) * another,
  };
}
