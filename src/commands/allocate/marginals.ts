import type { Budgets } from './budgets.ts';
import { added } from './splits.ts';
import type { Spread } from './spread.ts';
import type { Valuer } from './valuer.ts';

/** More money for one channel: how one more unit of it lies over the rotations. */
interface More {
  readonly channel: number;
  readonly shape: Float64Array;
}

/**
 * What one more unit of money adds to the metric: by channel, and for a spread by rotation also for each part of it. A channel's
 * unit comes on top of its budget in every rotation (in proportion to it); in a spread by rotation it
 * is spread as the channel's own money is. Null where the metric has no value.
 */
export interface Marginals {
  readonly channels: readonly (number | null)[];
  readonly parts: readonly (number | null)[];
}

/** @param stepOf over how much money more, where a channel has so much now */
export async function marginalsAt(
  budgets: Budgets,
  { parts, courses, isByRotation }: Pick<Spread, 'parts' | 'courses' | 'isByRotation'>,
  stepOf: (money: number) => number,
  valuer: Valuer,
): Promise<Marginals> {
  const rotations = budgets[0].length;
  const byPart = parts.map(({ channel, rotation }): More => {
    const shape = rotation === null ? courses[channel] : new Float64Array(rotations);
    if (rotation !== null) shape[rotation] = 1;
    return { channel, shape };
  });
  const whole = budgets.map((budget, channel): More => {
    return { channel, shape: isByRotation ? sharesOf(budget) : courses[channel] };
  });
  const found = await slopesAlong(budgets, [...byPart, ...whole], stepOf, valuer);
  return { parts: found.slice(0, byPart.length), channels: found.slice(byPart.length) };
}

/** One unit, spread as this money is; evenly where there is none. */
function sharesOf(budget: Float64Array): Float64Array {
  const all = added([...budget]);
  return budget.map((money) => (all > 0 ? money / all : 1 / budget.length));
}

/** Values that differ by less, relative, are the same but for rounding: some tens of units in the last place. */
const ROUNDING = 1e-14;

/** Derivatives by differences of second order: central, and forward where a budget would fall below 0. */
async function slopesAlong(
  budgets: Budgets,
  directions: readonly More[],
  stepOf: (money: number) => number,
  valuer: Valuer,
): Promise<(number | null)[]> {
  const reaches = directions.map((more) => reachOf(budgets, more));
  const steps = reaches.map(stepOf);
  const central = reaches.map((reach, i) => reach >= steps[i]);
  const plans = directions.flatMap((more, i) => [
    moved(budgets, more, central[i] ? -steps[i] : 2 * steps[i]),
    moved(budgets, more, steps[i]),
  ]);
  const [here, ...values] = await valuer.valuesOf([budgets, ...plans]);
  return directions.map((_, i) => {
    const [other, next] = [values[2 * i], values[2 * i + 1]];
    if (here === null || other === null || next === null) return null;
    const difference = central[i] ? next - other : 4 * next - 3 * here - other;
    return Math.abs(difference) <= ROUNDING * Math.abs(here) ? 0 : difference / (2 * steps[i]);
  });
}

/** How much of this money can be taken away before a budget is at 0. */
function reachOf(budgets: Budgets, { channel, shape }: More): number {
  let reach = Infinity;
  for (const [t, part] of shape.entries()) if (part > 0) reach = Math.min(reach, budgets[channel][t] / part);
  return reach;
}

const moved = (budgets: Budgets, { channel, shape }: More, by: number): Budgets =>
  budgets.map((budget, c) => (c === channel ? budget.map((money, t) => money + by * shape[t]) : budget));
