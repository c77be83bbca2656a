import type { Change } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { shellWord } from '../../output/format/shell-quote.ts';
import type { Allocation } from './allocation.ts';
import { roundedBudgets } from './rounding.ts';

/** A budget to be written: a number, or a list with one for each rotation. */
export interface WrittenBudget {
  readonly channel: string;
  readonly budget: number | readonly number[];
}

/** The budgets of an allocation to the minor unit of the currency; kept ones are not among them. */
export function writtenBudgets({ allocation, by }: Allocation, { currency, rotations }: Scenario): WrittenBudget[] {
  const open = allocation.filter(({ bound }) => bound !== 'kept');
  const budgets = open.map(({ budget }) =>
    Float64Array.from({ length: rotations }, (_, t) => (typeof budget === 'number' ? budget : budget[t])),
  );
  const rounded = roundedBudgets(budgets, currency, by === 'rotation');
  return open.map(({ channel }, i) => ({ channel, budget: rounded[i] }));
}

/** The flags that make the plan of an allocation in other commands. */
export const planFlags = (budgets: readonly WrittenBudget[], levers: readonly string[]): string[] => [
  ...budgets.map(({ channel, budget }) => `--budget ${shellWord(`${channel}=${JSON.stringify(budget)}`)}`),
  ...(levers.length > 0 ? [`--with ${levers.join(',')}`] : []),
];

/** The budgets as changes of the scenario. */
export const budgetChanges = (budgets: readonly WrittenBudget[]): Change[] =>
  budgets.map(({ channel, budget }) => {
    return { flag: `--budget ${channel}`, set: `channels.${channel}.budget`, value: budget };
  });
