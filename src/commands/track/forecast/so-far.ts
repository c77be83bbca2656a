import { isIndependent } from '../../../analysis/chance/run-metrics.ts';
import type { Counted } from '../../../engine/counted.ts';
import type { CountedMoney } from '../../../engine/flow.ts';
import type { Plan } from '../../../model/plan/plan.ts';
import type { Actual } from '../reading/actuals.ts';

const AMOUNTS = ['revenue', 'cost', 'spend', 'profit', 'cash'] as const;

type Amount = (typeof AMOUNTS)[number];

const isAmount = (key: string): key is Amount => (AMOUNTS as readonly string[]).includes(key);

/** True for what the rest of a run can be told from: counts of people, and sums of money. Ratios say too little. */
export function tellsOfState(plan: Plan, { metric: { subject } }: Actual): boolean {
  if (subject.kind !== 'series' || subject.key === 'referred' || isAmount(subject.key)) return true;
  return subject.key === 'gain' && isIndependent(plan);
}

/**
 * What was counted so far, as the engine asks for it.
 * @param actuals those that tell of the state
 */
export function countedSoFar(plan: Plan, actuals: readonly Actual[]): Counted {
  const rotations = Math.max(0, ...actuals.map(({ rotation }) => rotation));
  const known = new Map(actuals.map(({ name, rotation, value }) => [`${name}@${rotation}`, value]));
  const at = (name: string, t: number): number | null => known.get(`${name}@${t + 1}`) ?? null;
  return {
    rotations,
    arrivals: (t, s, o) => at(o === null ? plan.stages[s] : `${plan.stages[s]}.${plan.origins[o]}`, t),
    // Where nobody is in anybody's way, those referred are the gain.
    referred: (t) => at('referred', t) ?? (isIndependent(plan) ? at('gain', t) : null),
    members: (t, p) => at(`active.${plan.stages[plan.pools[p]]}`, t),
    lapsed: (t, p) => at(`lapsed.${plan.stages[plan.pools[p]]}`, t),
    visits: (t, s) => at(`${plan.stages[s]}.returning`, t),
    money: moneyIn(actuals, rotations),
  };
}

function moneyIn(actuals: readonly Actual[], rotations: number): CountedMoney | null {
  const amounts = (): Float64Array => new Float64Array(rotations).fill(Number.NaN);
  const money = Object.fromEntries(AMOUNTS.map((key) => [key, amounts()])) as Record<Amount, Float64Array>;
  let isKnown = false;
  for (const { name, rotation, value } of actuals) {
    if (!isAmount(name)) continue;
    money[name][rotation - 1] = value;
    isKnown = true;
  }
  return isKnown ? money : null;
}
