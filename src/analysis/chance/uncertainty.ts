import type { Path } from '../../model/errors.ts';
import { isUncertain } from '../../model/number/forms.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { numberFields } from '../../model/scenario/fields.ts';
import type { Quantity, Scenario } from '../../model/scenario/types.ts';

/** True when runs with these levers on differ in their numbers, and not in what is drawn with them alone. */
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
