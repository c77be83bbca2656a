import type { Plan } from '../model/plan.ts';
import { solve } from './batch.ts';
import type { Count } from './count.ts';
import type { Asked, Outcome } from './distribution.ts';
import { LIMITS, type Limits } from './limits.ts';
import { isSteady } from './steady.ts';

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
  for (const batch of batchesOf(plan, asked)) {
    solve(plan, batch, limits, (one, outcome) => {
      taken.set(one, take(outcome, one));
    });
  }
  return asked.map((one) => taken.get(one) as Taken);
}

/** What makes people depend on each other, or null. */
function dependence(plan: Plan): string | null {
  if (plan.market !== Infinity) return 'in a market people take prospects from one another';
  return plan.proofs.length > 0 ? 'with a proof loop people change the conversion of others' : null;
}

/** What one recursion can answer: in a steady plan, a count in several rotations. */
function batchesOf(plan: Plan, asked: readonly Asked[]): Asked[][] {
  const steady = isSteady(plan);
  const batches = new Map<string, Asked[]>();
  for (const one of asked) {
    const key = JSON.stringify([one.count, one.rotation === 'total' || !steady ? one.rotation : '']);
    const batch = batches.get(key);
    if (batch) batch.push(one);
    else batches.set(key, [one]);
  }
  return [...batches.values()];
}
