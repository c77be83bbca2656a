import { toWhole } from '../../engine/split.ts';
import { decimalsOf } from '../../output/format/currency.ts';
import { type Budgets, written } from './budgets.ts';
import { added } from './splits.ts';

/** More decimals no amount of money has. */
const MOST_DECIMALS = 8;

/** Two sums closer than this, in units of the last decimal, are the same. */
const NEAR = 1e-6;

const powerOfTen = (exponent: number): number => Number(`1e${exponent}`);

/** Parts rounded to so many decimals that still add up to their sum. One that has more decimals itself is rounded down. */
export function roundedParts(parts: readonly number[], decimals: number): number[] {
  const scale = powerOfTen(decimals);
  const units = parts.map((part) => part * scale);
  const whole = toWhole(units, Math.floor(added(units) + NEAR));
  return whole.map((part) => Number((part / scale).toFixed(decimals)));
}

/**
 * Budgets to the minor unit of the currency, as one would type them; their sum stays what it is. A sum that has more decimals
 * itself is kept to as many.
 * @param byRotation true where only the sum over all rotations has to stay, and not that of each
 */
export function roundedBudgets(
  budgets: Budgets,
  currency: string | undefined,
  byRotation: boolean,
): (number | number[])[] {
  const rotations = budgets[0].length;
  const rows = byRotation
    ? [budgets.flatMap((budget) => [...budget])]
    : Array.from({ length: rotations }, (_, t) => budgets.map((budget) => budget[t]));
  const rounded = rows.map((parts) => roundedParts(parts, decimalsFor(added(parts), decimalsOf(currency))));
  return budgets.map((_, c) =>
    written(
      Float64Array.from({ length: rotations }, (_, t) => (byRotation ? rounded[0][c * rotations + t] : rounded[t][c])),
    ),
  );
}

/** The decimals at which a sum is whole, but for rounding; those of the currency where it is at none. */
function decimalsFor(sum: number, least: number): number {
  for (let decimals = least; decimals <= MOST_DECIMALS; decimals++) {
    const scaled = sum * powerOfTen(decimals);
    if (Math.abs(scaled - Math.round(scaled)) < NEAR) return decimals;
  }
  return least;
}
