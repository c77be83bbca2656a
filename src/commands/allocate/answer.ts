import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import type { Estimate } from '../../analysis/measure/evaluator.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { AllocatedChannel, Allocation, Bound } from './allocation.ts';
import { type BudgetChannel, type Budgets, perRotation, written } from './budgets.ts';
import { allocationNotes } from './caveats.ts';
import { stepFor } from './climb.ts';
import { type Marginals, marginalsAt } from './marginals.ts';
import { added, roomOf, type Split } from './splits.ts';
import type { Spread } from './spread.ts';
import { costOf, type Found, openIds, switchesOf, type Task, valuerOf } from './task.ts';
import { withBudgets } from './valuer.ts';

/** Two budgets that differ by less than this part of what can be moved are the same. */
const SAME = 1e-6;

/** Marginals by chance are differences over this part of the money: with whole people and runs nothing less can be told apart. */
const COARSE = 1 / 32;

/** Everything there is to tell of what was found. @param before of the plan as it is */
export async function answerOf(
  task: Task,
  found: Found,
  before: Estimate,
): Promise<Omit<Allocation, 'tried' | 'runs' | 'seed'>> {
  const { scenario, measure, request, channels, evaluator } = task;
  const { levers, spread, split, looked } = found;
  const budgets = spread.budgetsOf(split);
  const switches = switchesOf(request, levers);
  const leverCost = costOf(levers, scenario) / scenario.rotations;
  const [after] = await evaluator.of({ scenario: withBudgets(scenario, openIds(channels), budgets), switches });
  return {
    scenario: ranAs(scenario, request.switches),
    metric: measure.name,
    by: request.byRotation ? 'rotation' : 'channel',
    before: before.value,
    after: after.value,
    change: before.value === null || after.value === null ? null : after.value - before.value,
    standardError:
      before.standardError === null && after.standardError === null
        ? null
        : { before: before.standardError, after: after.standardError },
    spend: { before: spentIn(channels.map(({ planned }) => planned)), after: spentIn(budgets) + leverCost },
    allocation: allocatedTo(task, found, budgets, await marginalsOf(task, found, budgets)),
    levers: levers.map(({ id }) => id),
    leverCost,
    method: isOfChance(measure) ? 'grid and exchange' : 'grid and climb',
    looked,
    notes: [
      ...allocationNotes(scenario, channels, request.withLevers),
      ...(isOfChance(measure) ? [...evaluator.notes, ...chanceNotes(scenario, switches)] : notesOn(scenario, switches)),
    ],
  };
}

const spentIn = (budgets: Budgets): number => added(budgets.map(perRotation));

/** By chance only whole channels are told: what a unit in one rotation adds drowns in it. */
function marginalsOf(task: Task, { levers, spread }: Found, budgets: Budgets): Promise<Marginals> {
  const ids = task.channels.map(({ id }) => id);
  const valuer = valuerOf(task, levers, ids);
  const room = roomOf(spread.splits) || 1;
  return isOfChance(task.measure)
    ? marginalsAt(budgets, { ...spread, parts: [] }, () => COARSE * room, valuer)
    : marginalsAt(budgets, spread, (money) => stepFor(money, room), valuer);
}

function allocatedTo(
  { channels, request }: Task,
  { spread, split }: Found,
  budgets: Budgets,
  marginals: Marginals,
): AllocatedChannel[] {
  return channels.map(({ id, planned }, c) => {
    const own = spread.parts.flatMap(({ channel }, i) => (channel === c ? [i] : []));
    const bounds = own.map((i) => boundOf(spread, split, i, channels[c]));
    const byRotation = request.byRotation && own.length > 0 && marginals.parts.length > 0;
    return {
      channel: id,
      before: written(planned),
      budget: written(budgets[c]),
      marginal: marginals.channels[c],
      ...(byRotation && { marginals: own.map((i) => marginals.parts[i]) }),
      bound: own.length === 0 ? 'kept' : bounds.every((bound) => bound === bounds[0]) ? bounds[0] : null,
    };
  });
}

/** What holds a part of a split; null where it can be more and less. */
function boundOf({ splits }: Spread, split: Split, i: number, { min, max }: BudgetChannel): Bound | null {
  const near = SAME * roomOf(splits);
  if (max < Infinity && split[i] >= splits.upper[i] - near) return 'max';
  if (split[i] > splits.lower[i] + near) return null;
  return min > 0 ? 'min' : 'nothing';
}
