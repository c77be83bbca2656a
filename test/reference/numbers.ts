/** The numbers of a scenario, read straight from section 2 of the model; shares no code with `src`. */

import type { Quantity, Scalar } from '../../src/model/scenario/types.ts';

/**
 * The value of a number in rotation t (1-based), an uncertain number at its mean.
 * Not clipped: only the key that holds the number knows its range.
 */
export function valueAt(quantity: Quantity, t: number): number {
  if (typeof quantity === 'number' || typeof quantity === 'string') return scalar(quantity);
  if (isList(quantity)) return scalar(quantity[Math.min(t, quantity.length) - 1]);
  if ('repeat' in quantity) return scalar(inTurn(quantity.repeat, t));
  if ('growth' in quantity) {
    return grown(scalar(quantity.start), scalar(quantity.growth), t) * factorOf(quantity.season, t);
  }
  if ('step' in quantity) {
    return (scalar(quantity.start) + scalar(quantity.step) * (t - 1)) * factorOf(quantity.season, t);
  }
  const times = scalar(quantity.times ?? 1);
  if ('exposures' in quantity) {
    return times * chanceOfNoticing(scalar(quantity.exposures), scalar(quantity.notice), scalar(quantity.needed));
  }
  if ('got' in quantity) return (times * scalar(quantity.got)) / scalar(quantity.of);
  return times * mean(quantity);
}

/** One value after the other, and from the last one on to the first again. */
function inTurn(values: readonly Scalar[], t: number): Scalar {
  return t <= values.length ? values[t - 1] : inTurn(values, t - values.length);
}

function factorOf(season: readonly Scalar[] | undefined, t: number): number {
  return season === undefined ? 1 : scalar(inTurn(season, t));
}

function isList(quantity: Quantity): quantity is readonly Scalar[] {
  return Array.isArray(quantity);
}

type Uncertain = Extract<
  Quantity,
  { uniform: unknown } | { pert: unknown } | { normal: unknown } | { lognormal: unknown } | { beta: unknown }
>;

function mean(law: Uncertain): number {
  if ('uniform' in law) {
    const [low, high] = law.uniform.map(scalar);
    return (low + high) / 2;
  }
  if ('pert' in law) {
    const [low, mode, high] = law.pert.map(scalar);
    return (low + 4 * mode + high) / 6;
  }
  if ('beta' in law) {
    const [alpha, beta] = law.beta.map(scalar);
    return alpha / (alpha + beta);
  }
  return scalar('normal' in law ? law.normal[0] : law.lognormal[0]);
}

/** A plain number, or a text such as `"30%"` or `"86/362"`. */
function scalar(written: Scalar): number {
  if (typeof written === 'number') return written;
  if (written.endsWith('%')) return Number(written.slice(0, -1)) / 100;
  const [top, bottom] = written.split('/').map(Number);
  return top / bottom;
}

function grown(start: number, growth: number, t: number): number {
  return t === 1 ? start : grown(start, growth, t - 1) * (1 + growth);
}

/** Follows the count of noticed messages one message at a time; a count that has reached `needed` stays there. */
function chanceOfNoticing(exposures: number, notice: number, needed: number): number {
  const chances = [1, ...new Array<number>(needed).fill(0)];
  for (let message = 1; message <= exposures; message += 1) {
    for (let noticed = needed; noticed >= 0; noticed -= 1) {
      const stays = noticed === needed ? chances[noticed] : chances[noticed] * (1 - notice);
      const rises = noticed === 0 ? 0 : chances[noticed - 1] * notice;
      chances[noticed] = stays + rises;
    }
  }
  return Math.min(1, chances[needed]); // rounding can lift certainty an ulp above 1
}
