/**
 * The probability of noticing at least `needed` of `exposures` messages, each noticed with probability `notice`,
 * independently: the upper tail of a binomial distribution.
 *
 * Weights are built outwards from the mode by the ratio of neighbouring terms, w(k+1)/w(k) = (n-k)/(k+1) q/(1-q),
 * with w(mode) = 1, and divided by their sum: only + - x /, so the same bits everywhere, and no underflow that matters.
 * The relative error is about n rounding errors.
 * @param exposures whole number of messages, at least 0
 * @param notice share in 0..1
 * @param needed whole number, at least 0
 */
export function noticeProbability(exposures: number, notice: number, needed: number): number {
  if (needed <= 0) return 1;
  if (needed > exposures || notice === 0) return 0;
  if (notice === 1) return 1;
  const odds = notice / (1 - notice);
  const mode = Math.min(exposures, Math.floor((exposures + 1) * notice));
  let tail = mode >= needed ? 1 : 0;
  let below = 1 - tail;
  for (let k = mode, weight = 1; k < exposures && weight > 0; k++) {
    weight *= ((exposures - k) / (k + 1)) * odds;
    if (k + 1 >= needed) tail += weight;
    else below += weight;
  }
  for (let k = mode, weight = 1; k > 0 && weight > 0; k--) {
    weight *= k / (exposures - k + 1) / odds;
    if (k - 1 >= needed) tail += weight;
    else below += weight;
  }
  return tail / (tail + below);
}
