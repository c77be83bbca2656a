import { InputError } from '../../model/errors.ts';
import { isUncertain } from '../../model/number/forms.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Lever, Scenario } from '../../model/scenario/types.ts';
import { listed } from '../../model/text/list.ts';
import { labelOf } from '../../output/format/label.ts';
import type { BudgetChannel } from './budgets.ts';

/** What a reader of an allocation has to know: budgets that are uncertain, and levers that were not tried. */
export function allocationNotes(scenario: Scenario, channels: readonly BudgetChannel[], withLevers: boolean): string[] {
  const names = (ids: readonly string[]): string =>
    listed(
      ids.map((id) => labelOf(scenario, 'channels', id)),
      'and',
    );
  const open = channels.filter(({ isKept }) => !isKept).map(({ id }) => id);
  const uncertain = (scenario.channels ?? []).filter(
    ({ id, budget }) => open.includes(id) && budget !== undefined && isUncertain(budget),
  );
  const left = withLevers
    ? (scenario.levers ?? []).filter((lever) => budgetsChangedBy(lever, channels).length > 0)
    : [];
  return [
    ...(uncertain.length > 0
      ? [
          `The budget of ${names(uncertain.map(({ id }) => id))} is uncertain in the plan; what it would get here is certain.`,
        ]
      : []),
    ...left.map(
      ({ id, ...lever }) =>
        `${labelOf(scenario, 'levers', id)} changes the budget of ${names(budgetsChangedBy(lever, channels))}, and so the money that is spread: it was not tried.`,
    ),
  ];
}

/** The channels whose budgets a lever changes. */
export const budgetsChangedBy = (
  { changes = [] }: Pick<Lever, 'changes'>,
  channels: readonly BudgetChannel[],
): string[] =>
  channels.map(({ id }) => id).filter((id) => changes.some(({ path }) => path === `channels.${id}.budget`));

/** @throws InputError where a lever that is on changes a budget: the channels would spend other money than is spread */
export function refuseBudgetLevers(
  scenario: Scenario,
  switches: readonly Switch[],
  channels: readonly BudgetChannel[],
): void {
  for (const lever of scenario.levers ?? []) {
    const [changed] = budgetsChangedBy(lever, channels);
    if (changed === undefined || !switches.some((one) => one.lever === lever.id)) continue;
    throw InputError.of(
      `${labelOf(scenario, 'levers', lever.id)} changes the budget of ${labelOf(scenario, 'channels', changed)}, and so the money that is spread: leave it out`,
      `--with ${lever.id}`,
    );
  }
}
