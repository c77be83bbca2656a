import { turn } from '../engine/expected.ts';
import { arrivalsAt, type Flow } from '../engine/flow.ts';
import type { Plan } from '../model/plan.ts';
import type { Prices } from '../model/prices.ts';
import { cohortOf, type Entrants } from './cohort.ts';
import { isBelow, type LedgerRow, ledgerOf, sum } from './ledger.ts';
import { netPresentValue } from './npv.ts';
import { unlessRunaway } from './runaway.ts';

/** What a customer is worth from becoming one in rotation 1 to the end of the run (section 4 of the model). */
export interface Worth {
  /** One customer of the mix of origins that became customers over the run. */
  readonly ltv: number;
  readonly ltvByOrigin: Readonly<Record<string, number>>;
  /** What referral loops add for that customer; null when those they bring grow past what can be counted. */
  readonly referralValue: number | null;
  /** The customer's undiscounted worth by rotation, without referrals. */
  readonly worth: readonly number[];
}

/** Null when nobody becomes a customer. */
export function worthOf(plan: Plan, prices: Prices, flow: Flow): Worth | null {
  const customers = plan.origins.map((_, o) =>
    sum(Array.from({ length: plan.rotations }), (_row, t) => arrivalsAt(plan, flow, t, o, plan.customer)),
  );
  const all = sum(customers, (people) => people);
  if (all <= 0) return null;
  const present = (profits: readonly number[]): number => netPresentValue(profits, prices.discount);
  const mix = customers.map((people, o) => customer(plan, o, people / all));
  const worth = profitsOf(plan, prices, flow, mix, false);
  const ltv = present(worth);
  const withReferrals = unlessRunaway(() => profitsOf(plan, prices, flow, mix, true));
  return {
    ltv,
    ltvByOrigin: Object.fromEntries(
      plan.origins.map((id, o) => [id, present(profitsOf(plan, prices, flow, [customer(plan, o, 1)], false))]),
    ),
    referralValue: withReferrals && present(withReferrals) - ltv,
    worth,
  };
}

const customer = (plan: Plan, origin: number, people: number): Entrants => ({ origin, stage: plan.customer, people });

/** Profit by rotation of a cohort on its own, with those whom it brings or without. */
function profitsOf(plan: Plan, prices: Prices, flow: Flow, entrants: readonly Entrants[], referrals: boolean) {
  const cohort = cohortOf(plan, prices, flow, entrants, referrals);
  return ledgerOf(cohort.plan, cohort.prices, turn(cohort.plan)).map(({ profit }) => profit);
}

/** The first rotation by whose end a customer has earned what it cost to win them; null when there is none. */
export function paybackOf(worth: readonly number[], cac: number): number | null {
  let earned = 0;
  let moved = cac;
  const paid = worth.findIndex((amount) => {
    earned += amount;
    moved += Math.abs(amount);
    return !isBelow(earned, cac, moved);
  });
  return paid === -1 ? null : paid + 1;
}

/** The first rotation from which cash stays at 0 or above, after having been below; null when there is none. */
export function breakEvenOf(ledger: readonly LedgerRow[]): number | null {
  let moved = 0;
  const lastBelow = ledger.reduce((last, { cash, revenue, cost }, t) => {
    moved += revenue + cost;
    return isBelow(cash, 0, moved) ? t : last;
  }, -1);
  return lastBelow === -1 || lastBelow === ledger.length - 1 ? null : lastBelow + 2;
}
