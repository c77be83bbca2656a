import type { Plan } from '../model/plan.ts';
import type { Count } from './count.ts';
import type { Asked, Outcome } from './distribution.ts';
import { solve } from './generating/batch.ts';
import { grouped } from './generating/grouped.ts';
import { LIMITS, type Limits } from './generating/limits.ts';
import { isSteady } from './generating/steady.ts';

/** The distribution of one count. For several of one plan, `distributionsOf` shares the work. */
export function distributionOf(plan: Plan, count: Count, rotation: Asked['rotation']): Outcome {
  const [outcome] = distributionsOf(plan, [{ count, rotation }], (found) => found);
  return outcome;
}

/**
 * The exact distributions of counts (section 7 of the model): generating functions of what one person leaves, from the
 * horizon back (`generating`); their product over all who come from outside (`totals`), at real points for the values
 * that matter (`window`) and at roots of unity for their probabilities (`spectrum`). Uncertain numbers stand where the
 * plan has them.
 * @param take what to keep of each outcome, which may be tens of thousands of numbers
 * @returns in the order asked; to the last bit what each would be if asked alone
 */
export function distributionsOf<Taken>(
  plan: Plan,
  asked: readonly Asked[],
  take: (outcome: Outcome, asked: Asked) => Taken,
  limits: Limits = LIMITS,
): Taken[] {
  const reason = dependence(plan);
  if (reason !== null) return asked.map((one) => take({ reason, mean: null, sd: null }, one));
  const taken = new Map<Asked, Taken>();
  const twins = grouped(asked, keyOf);
  const once = [...twins.values()].map(([one]) => one);
  for (const batch of batchesOf(plan, once)) {
    solve(plan, batch, limits, (solved, outcome) => {
      for (const one of twins.get(keyOf(solved)) ?? []) taken.set(one, take(outcome, one));
    });
  }
  return asked.map((one) => taken.get(one) as Taken);
}

const keyOf = ({ count, rotation }: Asked): string => JSON.stringify([count, rotation]);

/** What makes people depend on each other, or null. */
function dependence(plan: Plan): string | null {
  if (plan.market !== Infinity) return 'in a market people take prospects from one another';
  return plan.proofs.length > 0 ? 'with a proof loop people change the conversion of others' : null;
}

/** What one recursion can answer: in a steady plan, a count in several rotations. */
function batchesOf(plan: Plan, asked: readonly Asked[]): Iterable<Asked[]> {
  const steady = isSteady(plan);
  const apart = ({ rotation }: Asked): Asked['rotation'] | null => (steady && rotation !== 'total' ? null : rotation);
  return grouped(asked, (one) => JSON.stringify([one.count, apart(one)])).values();
}
