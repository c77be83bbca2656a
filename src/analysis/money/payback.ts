import { isBelow } from '../sums.ts';
import type { Ledger } from './ledger.ts';

/** The first rotation by whose end a customer has earned what it cost to win them; null when there is none. */
export function paybackOf(ledger: Ledger, cac: number, lane = 0): number | null {
  let moved = cac;
  const paid = balancesOf(ledger, lane).findIndex(({ cash, revenue, cost }) => {
    moved += revenue + cost;
    return !isBelow(cash, cac, moved);
  });
  return paid === -1 ? null : paid + 1;
}

/** What cash is made of, by rotation; null without money. */
interface Balance {
  readonly cash: number | null;
  readonly revenue: number | null;
  readonly cost: number | null;
}

/** The last rotation (from 1) with cash below 0, or 0. */
export function lastBelow(balances: readonly Balance[]): number {
  let moved = 0;
  return balances.reduce((last, { cash, revenue, cost }, t) => {
    moved += (revenue ?? 0) + (cost ?? 0);
    return isBelow(cash ?? 0, 0, moved) ? t + 1 : last;
  }, 0);
}

/** The first rotation from which cash stays at 0 or above, after having been below; null when there is none. */
export function breakEvenOf(ledger: Ledger, lane = 0): number | null {
  const below = lastBelow(balancesOf(ledger, lane));
  return below === 0 || below === ledger.rotations ? null : below + 1;
}

const balancesOf = ({ rotations, lanes, cash, revenue, cost }: Ledger, lane: number) =>
  Array.from({ length: rotations }, (_, t) => {
    const i = t * lanes + lane;
    return { cash: cash[i], revenue: revenue[i], cost: cost[i] };
  });
