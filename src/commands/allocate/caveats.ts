import { isUncertain } from '../../model/number/forms.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { listed } from '../../model/text/list.ts';
import { labelOf } from '../../output/format/label.ts';
import type { BudgetChannel } from './budgets.ts';

/** What a reader of an allocation has to know: budgets that are uncertain, and levers that change what is spent. */
export function allocationNotes(
  scenario: Scenario,
  channels: readonly BudgetChannel[],
  switches: readonly Switch[],
): string[] {
  const names = (ids: readonly string[]): string =>
    listed(
      ids.map((id) => labelOf(scenario, 'channels', id)),
      'and',
    );
  const open = channels.filter(({ isKept }) => !isKept).map(({ id }) => id);
  const uncertain = (scenario.channels ?? []).filter(
    ({ id, budget }) => open.includes(id) && budget !== undefined && isUncertain(budget),
  );
  const on = (scenario.levers ?? []).filter(({ id }) => switches.some(({ lever }) => lever === id));
  const changed = open.filter((id) =>
    on.some(({ changes = [] }) => changes.some(({ path }) => path === `channels.${id}.budget`)),
  );
  return [
    ...(uncertain.length > 0
      ? [
          `The budget of ${names(uncertain.map(({ id }) => id))} is uncertain in the plan; what it would get here is certain.`,
        ]
      : []),
    ...(changed.length > 0
      ? [`Levers that are on change the budget of ${names(changed)}: what is spread is the money before they do.`]
      : []),
  ];
}
