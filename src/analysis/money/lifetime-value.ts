import { runExpected } from '../../engine/expected.ts';
import { arrivalsAt, createFlow, type Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Prices } from '../../model/plan/prices.ts';
import { unlessUncountable } from '../overflow.ts';
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
  /** The money of that customer by rotation, without referrals, and the lane that it stands in. */
  readonly ledger: Ledger;
  readonly lane: number;
}

/**
 * What customers are worth in each lane of a run by expected values; null where nobody becomes a customer. A figure that grows past
 * what can be counted is null as well.
 * @throws UncountableError where there are several lanes, and a figure of one of them grows so far
 */
export function worthOf(plan: Plan, prices: Prices, flow: Flow): (lane: number) => Worth | null {
  const { lanes } = flow;
  const customers = plan.origins.map((_, o) => customersOf(plan, flow, o));
  const all = new Float64Array(lanes);
  for (const people of customers) for (let r = 0; r < lanes; r++) all[r] += people[r];
  const entering = (origin: number, people: Float64Array): Entrants => ({ origin, stage: plan.customer, people });
  const mix = customers.map((people, o) =>
    entering(
      o,
      people.map((came, r) => (all[r] > 0 ? came / all[r] : 0)),
    ),
  );
  const ledgerFor = (entrants: readonly Entrants[], referrals: boolean) =>
    once(() => {
      const cohort = cohortOf(plan, prices, flow, entrants, referrals);
      return ledgerOf(cohort.plan, cohort.prices, runExpected(cohort.plan, createFlow(cohort.plan, lanes)));
    });
  const alone = ledgerFor(mix, false);
  const withReferrals = ledgerFor(mix, true);
  const byOrigin = plan.origins.map((_, o) => ledgerFor([entering(o, new Float64Array(lanes).fill(1))], false));
  const unless = lanes === 1 ? unlessUncountable : <T>(make: () => T): T => make();
  return (lane) => {
    if (all[lane] <= 0) return null;
    const worth = (ledger: () => Ledger): number => netPresentValue(ledger(), prices.discount, lane);
    const ltv = unless(() => worth(alone));
    if (ltv === null) return null;
    return {
      ltv,
      ledger: alone(),
      lane,
      get ltvByOrigin() {
        return Object.fromEntries(plan.origins.map((id, o) => [id, unless(() => worth(byOrigin[o]))]));
      },
      get referralValue() {
        return unless(() => worth(withReferrals) - ltv);
      },
    };
  };
}

/** People of an origin who become customers over the run, in each lane. */
function customersOf(plan: Plan, flow: Flow, o: number): Float64Array {
  const people = new Float64Array(flow.lanes);
  for (let t = 0; t < plan.rotations; t++) {
    for (let r = 0; r < flow.lanes; r++) people[r] += arrivalsAt(plan, flow, t, o, plan.customer, r);
  }
  return people;
}

/** Makes something when it is first asked for, and once. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
