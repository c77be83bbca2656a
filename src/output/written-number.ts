import type { SensitivityRow } from '../analysis/sensitivity.ts';
import { numberSpecAt } from '../model/fields.ts';
import { resolvePath } from '../model/path.ts';
import { SHARE } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import { amount, factor, fine, share } from './number.ts';

/** Prices by the last word of their path. */
const PRICES = ['cost', 'setup', 'revenue', 'memberRevenue', 'memberCost', 'budget', 'overhead', 'amount'];

/** Between which values a number of the scenario was moved: "27.0% to 33.0%"; digits are added where they look alike. */
export function rangeInWords({ path, low, high }: SensitivityRow, scenario: Scenario): string {
  const usual = usualText(path, scenario);
  const isShare = usual === share;
  const alike = low !== high && usual(low) === usual(high);
  const text = alike ? (value: number) => (isShare ? `${fine(100 * value)}%` : fine(value)) : usual;
  return `${text(low)} to ${text(high)}`;
}

function usualText(path: string, scenario: Scenario): (value: number) => string {
  const found = resolvePath(scenario, path);
  const range = 'path' in found ? numberSpecAt(scenario, found.path)?.range : undefined;
  if (range === SHARE || path === 'discount') return share;
  // What stands in a map ends with a stage, whatever that is called; there are only shares in maps.
  if (PRICES.includes(path.split('.').at(-1) ?? '')) return (value) => amount(value, scenario.currency);
  return factor;
}
