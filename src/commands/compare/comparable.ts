import { isTie } from '../../analysis/tolerance.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { isMoneyMeasure } from '../../output/format/measure-text.ts';
import { measureIn } from './measure-in.ts';
import type { ComparedMetric } from './types.ts';

/** False for amounts of scenarios in different currencies: without a rate of exchange their difference is no number. */
export function areComparable(one: { scenario: Scenario }, other: { scenario: Scenario }, name: string): boolean {
  const [a, b] = [one.scenario.currency, other.scenario.currency];
  if (a === undefined || b === undefined || a === b) return true;
  const measure = measureIn(one.scenario, name) ?? measureIn(other.scenario, name);
  return measure === null || !isMoneyMeasure(measure);
}

/** True where a metric is the same as in the first scenario but for rounding. */
export function isSame({ values }: Pick<ComparedMetric, 'values'>, c: number): boolean {
  const [first, value] = [values[0], values[c]];
  return typeof first === 'number' && typeof value === 'number' ? isTie(first, value) : first === value;
}

/** True where a metric is not the same as in the first scenario, or not in every run. */
export const differs = (row: ComparedMetric, c: number): boolean =>
  !isSame(row, c) || (row.beats?.[c] ?? { ties: 1 }).ties !== 1;
