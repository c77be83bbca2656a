import { runExpected } from '../../engine/expected.ts';
import { arrivalsAt, type Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Prices } from '../../model/plan/prices.ts';
import { unlessUncountable } from '../overflow.ts';
import { sum } from '../sums.ts';
import { cohortOf, type Entrants } from './cohort.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { netPresentValue } from './npv.ts';

/** What a customer is worth from becoming one in rotation 1 to the end of the run (section 4 of the model). */
export interface Worth {
  /** One customer of the mix of origins that became customers over the run. */
  readonly ltv: number;
  readonly ltvByOrigin: Readonly<Record<string, number | null>>;
  /** What referral loops add for that customer. */
  readonly referralValue: number | null;
  /** The money of that customer by rotation, without referrals. */
  readonly ledger: Ledger;
}

/** Null when nobody becomes a customer; so is a figure that grows past what can be counted. */
export function worthOf(plan: Plan, prices: Prices, flow: Flow): Worth | null {
  const customers = plan.origins.map((_, o) =>
    sum(Array.from({ length: plan.rotations }), (_row, t) => arrivalsAt(plan, flow, t, o, plan.customer)),
  );
  const all = sum(customers, (people) => people);
  if (all <= 0) return null;
  const entering = (origin: number, people: number): Entrants => ({ origin, stage: plan.customer, people });
  const ledgerFor = (entrants: readonly Entrants[], referrals: boolean): Ledger => {
    const cohort = cohortOf(plan, prices, flow, entrants, referrals);
    return ledgerOf(cohort.plan, cohort.prices, runExpected(cohort.plan));
  };
  const presentValue = (ledger: Ledger): number => netPresentValue(ledger, prices.discount);
  const mix = customers.map((people, o) => entering(o, people / all));
  const found = unlessUncountable(() => {
    const ledger = ledgerFor(mix, false);
    return { ledger, ltv: presentValue(ledger) };
  });
  return (
    found && {
      ...found,
      ltvByOrigin: Object.fromEntries(
        plan.origins.map((id, o) => [id, unlessUncountable(() => presentValue(ledgerFor([entering(o, 1)], false)))]),
      ),
      referralValue: unlessUncountable(() => presentValue(ledgerFor(mix, true)) - found.ltv),
    }
  );
}
