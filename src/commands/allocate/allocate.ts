import { MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { isLessBetter, isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Allocation, AllocationRequest, RunOptions } from './allocation.ts';
import { answerOf } from './answer.ts';
import { bestLevers, leversToTry } from './best-levers.ts';
import { spreadOver } from './best-split.ts';
import { budgetChannels } from './budgets.ts';
import { refuseBudgetLevers } from './caveats.ts';
import { moneyFor } from './spread.ts';
import type { Task } from './task.ts';

/** About so many plans are measured where each of them takes runs. */
const VARIANTS = 150;

/**
 * Spreads the money of a plan over its channels so that a measure is best.
 * @param options how runs are made, for a measure of chance
 * @throws InputError where there is nothing to spread, or limits do not fit
 */
export async function allocate(
  scenario: Scenario,
  measure: Measure,
  request: AllocationRequest,
  options: RunOptions,
): Promise<Allocation> {
  const channels = budgetChannels(scenario, request);
  refuseBudgetLevers(scenario, request.switches, channels);
  const money = moneyFor(scenario, channels, request.spend);
  const evaluator = new MeasureEvaluator([measure], { ...options.settings, variants: VARIANTS }, options.sampling);
  const pace = paceOf(request, isOfChance(measure) ? VARIANTS : SPLITS);
  // The plan comes first: whether all others are found exactly or from runs follows from it.
  const [before] = await evaluator.of({ scenario, switches: request.switches });
  const task: Task = {
    scenario,
    measure,
    request,
    evaluator,
    channels,
    sign: isLessBetter(measure) ? -1 : 1,
    money,
    pace,
  };
  const candidates = request.withLevers ? leversToTry(task) : [];
  const found = await spreadOver(task, await bestLevers(task, candidates));
  const tried = request.withLevers ? candidates.length : null;
  return { ...(await answerOf(task, found, before)), tried, ...drawnBy(evaluator, options) };
}

/** About so many splits are looked at where no run has to be made. */
const SPLITS = 5000;

/** Says how many splits have been looked at, of about how many. */
function paceOf({ pause }: AllocationRequest, about: number): Task['pace'] {
  let [done, all] = [0, about];
  return async (splits) => {
    if (splits === 0) return;
    while (done > all) all *= 2;
    await pause?.(done, all);
    done += splits;
  };
}

const drawnBy = ({ runs }: MeasureEvaluator, { settings: { seed } }: RunOptions) =>
  runs === null ? {} : { runs, seed };
