import type { SensitivityRow } from '../../analysis/what-if/swings.ts';
import { isShareRange } from '../../model/number/range.ts';
import { numberSpecAt } from '../../model/scenario/fields.ts';
import { resolvePath } from '../../model/scenario/path.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { decimalsOf } from './currency.ts';
import { amount, factor, fine, share } from './number.ts';

/** Prices by the last word of their path. */
const PRICES = ['cost', 'setup', 'revenue', 'memberRevenue', 'memberCost', 'budget', 'overhead', 'amount'];

/** Between which values a number was moved: "27.0% to 33.0%"; with more digits where the usual ones would blur it. */
export function rangeInWords({ path, low, high }: SensitivityRow, scenario: Scenario): string {
  const usual = usualText(path, scenario);
  const small = isPrice(path) && high * 10 ** decimalsOf(scenario.currency) < 100;
  const alike = low !== high && usual(low) === usual(high);
  const exact = (value: number): string =>
    usual === share ? `${fine(100 * value, 100 * (high - low))}%` : fine(value, high - low);
  const text = alike || small ? exact : usual;
  return `${text(low)} to ${text(high)}`;
}

/** Between which values an uncertain number lies: rates and people to two digits of how far these are apart. */
export function spreadInWords(row: SensitivityRow, scenario: Scenario): string {
  const { path, low, high } = row;
  if (usualText(path, scenario) !== factor || low === high) return rangeInWords(row, scenario);
  return `${fine(low, high - low)} to ${fine(high, high - low)}`;
}

/** What stands in a map ends with a stage, whatever that is called; there are only shares in maps. */
const isPrice = (path: string): boolean =>
  PRICES.includes(path.split('.').at(-1) ?? '') || /^channels\.[^.]+\.response\.half$/.test(path);

/** True for the path of a share: a conversion rate, a retention, a margin and so on. */
export function isShareAt(path: string, scenario: Scenario): boolean {
  const found = resolvePath(scenario, path);
  return 'path' in found && isShareRange(numberSpecAt(scenario, found.path)?.range);
}

function usualText(path: string, scenario: Scenario): (value: number) => string {
  if (isShareAt(path, scenario) || path === 'discount') return share;
  if (isPrice(path)) return (value) => amount(value, scenario.currency);
  return factor;
}
