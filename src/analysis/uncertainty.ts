import type { Path } from '../model/errors.ts';
import { numberFields } from '../model/fields.ts';
import type { Switch } from '../model/lever.ts';
import { isUncertain } from '../model/quantity.ts';
import type { Quantity, Scenario } from '../model/scenario.ts';

/** True when runs with these levers on differ in their numbers, and not in their luck alone. */
export function hasUncertainNumbers(scenario: Scenario, switches: readonly Switch[]): boolean {
  const uncertain = numberFields(scenario).filter(({ raw }) => isUncertain(raw as Quantity));
  return uncertain.some(({ path }) => isSwitchedOn(scenario, switches, path));
}

/** False for what stands in a lever that is off. */
export function isSwitchedOn(
  { levers = [], rotations }: Scenario,
  switches: readonly Switch[],
  [list, index]: Path,
): boolean {
  if (list !== 'levers') return true;
  return switches.some(({ lever, from }) => lever === levers[Number(index)]?.id && from <= rotations);
}
