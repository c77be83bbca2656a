import { meanOf } from '../../analysis/what-if/inputs.ts';
import { InputError } from '../../model/errors.ts';
import { seriesOf } from '../../model/number/forms.ts';
import { AMOUNT } from '../../model/number/range.ts';
import { show } from '../../model/number/scalar.ts';
import { suggestion } from '../../model/scenario/suggest.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** What one asks of an allocation, as far as it is about money. */
export interface Limits {
  /** By channel: the least and the most that it may get per rotation. */
  readonly min: ReadonlyMap<string, number>;
  readonly max: ReadonlyMap<string, number>;
  /** Channels whose budget stays as it is. */
  readonly kept: readonly string[];
}

/** A channel with a budget. */
export interface BudgetChannel {
  readonly id: string;
  /** What the plan gives it in every rotation; an uncertain number at its mean. */
  readonly planned: Float64Array;
  readonly isKept: boolean;
  readonly min: number;
  /** Infinity for no limit. */
  readonly max: number;
}

/** What every channel with a budget spends in every rotation, in their order. */
export type Budgets = readonly Float64Array[];

const EXAMPLE =
  'write one into a channel, such as "budget": 1000 with "response": { "most": 500, "half": 2000 } (prospects per rotation, and the money that brings half of them), or with "cost": 2';

/**
 * The channels among which a budget can be spread, and what limits them.
 * @throws InputError where there is none, and for a limit of a channel that is none of them
 */
export function budgetChannels(scenario: Scenario, { min, max, kept }: Limits): BudgetChannel[] {
  const { channels = [], rotations } = scenario;
  const found = channels.flatMap(({ id, budget }): BudgetChannel[] => {
    if (budget === undefined) return [];
    const series = seriesOf(budget, AMOUNT, rotations);
    const planned = Float64Array.from({ length: rotations }, (_, t) => series[series.length > 1 ? t : 0]);
    return [{ id, planned, isKept: kept.includes(id), min: min.get(id) ?? 0, max: max.get(id) ?? Infinity }];
  });
  if (found.length === 0) throw InputError.of(`this scenario has no budget to spread: ${EXAMPLE}`);
  const ids = found.map(({ id }) => id);
  for (const [flag, named] of [
    ['--min', [...min.keys()]],
    ['--max', [...max.keys()]],
    ['--keep', kept],
  ] as const) {
    const unknown = named.find((id) => !ids.includes(id));
    if (unknown !== undefined) throw InputError.of(unknownChannel(scenario, unknown, ids), `${flag} ${unknown}`);
  }
  for (const { id, isKept, min: least, max: most } of found) {
    if (least > most) throw InputError.of(`${id} can hardly get at least ${least} and at most ${most}`, `--min ${id}`);
    if (isKept && (min.has(id) || max.has(id))) {
      throw InputError.of(`${id} keeps its budget, so it has no limits: leave out one of the two`, `--keep ${id}`);
    }
  }
  if (found.every(({ isKept }) => isKept)) {
    throw InputError.of('every channel with a budget is kept as it is, so there is nothing to spread', '--keep');
  }
  return found;
}

function unknownChannel({ channels = [] }: Scenario, id: string, ids: readonly string[]): string {
  const isThere = channels.some((channel) => channel.id === id);
  if (isThere) return `${id} has no budget, so there is nothing to spread on it (with a budget: ${ids.join(', ')})`;
  return `there is no channel ${show(id)}${suggestion(id, ids)}`;
}

/** What the channels spend together in every rotation. */
export function spentBy(channels: readonly Pick<BudgetChannel, 'planned'>[], rotations: number): Float64Array {
  return Float64Array.from({ length: rotations }, (_, t) => channels.reduce((sum, { planned }) => sum + planned[t], 0));
}

/** The mean of a budget over the rotations; of equal ones exactly that. */
export const perRotation = (budget: Float64Array): number => meanOf(budget, budget.length);

/** A budget as a scenario would have it: one number, or one for each rotation. */
export const written = (budget: Float64Array): number | number[] =>
  budget.every((money) => money === budget[0]) ? budget[0] : [...budget];
