import type { MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Lever, Scenario } from '../../model/scenario/types.ts';
import type { AllocationRequest } from './allocation.ts';
import type { BudgetChannel } from './budgets.ts';
import type { Score } from './climb.ts';
import { added, type Split } from './splits.ts';
import type { Money, Spread } from './spread.ts';
import { ExpectedValuer, MeasuredValuer, type Valuer } from './valuer.ts';

/** One allocation: what is asked, and of what. */
export interface Task {
  readonly scenario: Scenario;
  readonly measure: Measure;
  readonly request: AllocationRequest;
  readonly evaluator: MeasureEvaluator;
  readonly channels: readonly BudgetChannel[];
  /** 1 where more is better, else -1. */
  readonly sign: number;
  readonly money: Money;
  /** Told before each lot of splits how many there are. */
  readonly pace: (splits: number) => Promise<void>;
}

/** A set of levers, and the best split of what they leave. */
export interface Found {
  readonly levers: readonly Lever[];
  readonly spread: Spread;
  readonly split: Split;
  readonly looked: number;
}

export const switchesOf = ({ switches }: AllocationRequest, levers: readonly Lever[]): Switch[] => [
  ...switches,
  ...levers.map(({ id }) => ({ lever: id, from: 1 })),
];

/**
 * What the metric comes to with other budgets, by expected values or whatever the measure is.
 * @param ids of the channels, null for those whose budget stays what the scenario says
 */
export function valuerOf(
  task: Task,
  levers: readonly Lever[],
  ids: readonly (string | null)[],
  isPlain = false,
): Valuer {
  const { scenario, measure, request, evaluator } = task;
  const varied = { scenario, switches: switchesOf(request, levers), ids };
  return isPlain || !isOfChance(measure)
    ? new ExpectedValuer(varied, measure.metric)
    : new MeasuredValuer(varied, evaluator);
}

export const openIds = (channels: readonly BudgetChannel[]): (string | null)[] =>
  channels.map(({ id, isKept }) => (isKept ? null : id));

export const scoreBy =
  ({ budgetsOf }: Spread, valuer: Valuer, { sign, pace }: Task): Score =>
  async (splits) => {
    await pace(splits.length);
    const values = await valuer.valuesOf(splits.map(budgetsOf));
    return values.map((value) => (value === null ? -Infinity : sign * value));
  };

/** What levers cost over the run, from its first rotation on. */
export const costOf = (levers: readonly Lever[], { rotations }: Scenario): number =>
  added(levers.map(({ setup = 0, cost = 0 }) => setup + cost * rotations));
