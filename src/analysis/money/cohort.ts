import type { Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Prices } from '../../model/plan/prices.ts';
import { blocksOfColumns, columnsOf, type LaneColumn, type Table } from '../../model/plan/table.ts';

/** People who enter in rotation 1, as if they were of an origin, at a stage. */
export interface Entrants {
  readonly origin: number;
  readonly stage: number;
  /** In each lane. */
  readonly people: Float64Array;
}

/** A wheel that only a cohort turns. */
export interface Cohort {
  readonly plan: Plan;
  readonly prices: Prices;
}

/**
 * A plan in which nobody but these people enters, followed from rotation 1 to the end at the prices of the scenario.
 * Conversions are those of a full run, proof included; market, initial members, overhead and levers' costs are left
 * out, and so is what the entrants themselves cost to find. Each group of entrants is a channel of the new plan, with the
 * conversions and retentions of the origin that it stands for; if they may bring others, the referral loops follow.
 * @param referrals whether the people may bring others, whose cost and rewards then count
 */
export function cohortOf(
  plan: Plan,
  prices: Prices,
  flow: Flow,
  entrants: readonly Entrants[],
  referrals: boolean,
): Cohort {
  const loops = referrals ? plan.origins.map((_, o) => o).slice(plan.channels) : [];
  const origins = [...entrants.map(({ origin }) => origin), ...loops];
  const integers = (entrant: (of: Entrants) => number, loop: (o: number) => number): Int32Array =>
    Int32Array.from([...entrants.map(entrant), ...loops.map(loop)]);
  const unpaid = [...entrants.map(() => null), ...loops];
  return {
    plan: {
      ...plan,
      origins: origins.map((o) => plan.origins[o]),
      channels: entrants.length,
      entry: integers(
        ({ stage }) => stage,
        (o) => plan.entry[o],
      ),
      fresh: entering(plan, entrants, loops),
      driver: integers(
        () => -1,
        (o) => plan.driver[o],
      ),
      driverDelay: integers(
        () => 0,
        (o) => plan.driverDelay[o],
      ),
      conversion: blocksOfColumns(flow.conversion, plan.stages.length, origins),
      retention: blocksOfColumns(plan.retention, plan.pools.length, [...origins, plan.origins.length]),
      initial: new Float64Array(plan.pools.length),
      proofs: [],
      market: Infinity,
    },
    prices: {
      ...prices,
      prospect: columnsOf(prices.prospect, unpaid),
      outlay: null,
      reward: columnsOf(prices.reward, unpaid),
      rewardAt: integers(
        () => -1,
        (o) => prices.rewardAt[o],
      ),
      overhead: { values: new Float64Array(1), step: 0 },
      levers: new Float64Array(plan.rotations),
    },
  };
}

/** The people of rotation 1, and the referral rates of every rotation. */
function entering({ fresh, rotations }: Plan, entrants: readonly Entrants[], loops: readonly number[]): Table {
  const rates = columnsOf(fresh, [...entrants.map(() => null), ...loops]);
  const width = entrants.length + loops.length;
  const values = new Float64Array(rotations * width);
  for (let t = 0; t < rotations; t++)
    values.set(rates.values.subarray(t * rates.step, t * rates.step + width), t * width);
  for (const [i, { people }] of entrants.entries()) values[i] = people[0];
  const byLane = Array.from({ length: width }, (_, i) => {
    const people = entrants[i]?.people;
    if (!people) return rates.byLane?.[i] ?? null;
    return people.length > 1 ? inFirstRotation(people, rotations) : null;
  });
  return { values, step: width, byLane };
}

/** A column of a table that has people in its first row alone. */
function inFirstRotation(people: Float64Array, rotations: number): LaneColumn {
  const values = new Float64Array(rotations * people.length);
  values.set(people);
  return { values, step: people.length };
}
