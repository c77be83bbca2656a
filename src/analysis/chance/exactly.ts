import type { AskedCount, ExactAnswer } from '../../engine/exact/distribution.ts';
import { ExactCounts } from '../../engine/exact/exact.ts';
import type { Steps } from '../../engine/exact/steps.ts';
import type { Plan } from '../../model/plan/plan.ts';

/**
 * Complex multiplications that exact answers to one command may take in all, unless a person insists. It is a number of
 * these and no time, so that no answer depends on the machine. One core of 2026 makes 1.4e8 to 2.9e8 in a second (see
 * `workOf`), so that this is 3 to 7 seconds.
 */
export const MOST_WORK = 1e9;

/** Complex multiplications between pauses: some 10 ms. */
const PIECE = 2e6;

/** Told between pieces of work how far it is, in units of its own. Where it throws, the work ends. */
export type Pause = (done: number, total: number) => Promise<void>;

/**
 * The exact outcomes of counts.
 * @param most complex multiplications that this may take
 * @param take called once for everything asked, unless it is more than that
 * @returns how many it took; null where it would take more
 */
export async function takenExactly(
  plan: Plan,
  asked: readonly AskedCount[],
  most: number,
  take: (outcome: ExactAnswer, asked: AskedCount) => void,
  pause: Pause = async () => {},
): Promise<number | null> {
  const early: (readonly [ExactAnswer, AskedCount])[] = [];
  let keep = (outcome: ExactAnswer, one: AskedCount): void => void early.push([outcome, one]);
  const counts = new ExactCounts(plan, asked, (outcome, one) => keep(outcome, one));
  let [done, told] = [0, 0];
  const allowed = async (steps: Steps<void>): Promise<boolean> => {
    for (const work of steps) {
      if (counts.work > most) return false;
      done += work;
      if (done - told < PIECE) continue;
      told = done;
      await pause(done, counts.work);
    }
    return counts.work <= most;
  };
  if (counts.work > most || !(await allowed(counts.look()))) return null;
  for (const [outcome, one] of early) take(outcome, one);
  keep = take;
  await allowed(counts.answer());
  return counts.work;
}
