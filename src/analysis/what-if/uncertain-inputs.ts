import { isUncertain } from '../../model/number/forms.ts';
import { AMOUNT, ANY, type Range } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { type NumberField, numberFields, numberSpecAt } from '../../model/scenario/fields.ts';
import { resolvePath } from '../../model/scenario/path.ts';
import { dotted } from '../../model/scenario/suggest.ts';
import type { LeverChange, Quantity, Scenario } from '../../model/scenario/types.ts';
import { isSwitchedOn } from '../chance/uncertainty.ts';

/** A number of a scenario that can be uncertain: it may take any form. */
export interface FreeInput {
  /** Members by id: `loops.word-of-mouth.perMember`, or `levers.offer.changes[0].multiply`. */
  readonly path: string;
  /** What a plan calls the number: its path, but for those inside a lever. */
  readonly key: string;
  readonly quantity: Quantity;
  /** What it may be; draws are clipped to it. */
  readonly range: Range;
}

/** The uncertain numbers of a scenario with some levers on, in file order: those of levers that are off play no part. */
export const uncertainInputs = (scenario: Scenario, switches: readonly Switch[]): FreeInput[] =>
  freeInputs(scenario, switches).filter(({ quantity }) => isUncertain(quantity));

/** The numbers that could be uncertain and are not, in file order. */
export const certainInputs = (scenario: Scenario, switches: readonly Switch[]): FreeInput[] =>
  freeInputs(scenario, switches).filter(({ quantity }) => !isUncertain(quantity));

function freeInputs(scenario: Scenario, switches: readonly Switch[]): FreeInput[] {
  const inputs = numberFields(scenario)
    .filter(({ path, spec }) => spec.form === 'quantity' && isSwitchedOn(scenario, switches, path))
    .map((field) => ({
      path: dotted(scenario, field.path),
      quantity: field.raw as Quantity,
      ...placeOf(scenario, field),
    }));
  // Of a lever that changes a number twice a plan draws one amount for both changes.
  return inputs.filter(({ key }, i) => inputs.findIndex((other) => other.key === key) === i);
}

/** By what name a plan asks for a number, and to what it clips the draws, as `numbersOf` does. */
function placeOf(scenario: Scenario, { path, spec }: NumberField): Pick<FreeInput, 'key' | 'range'> {
  const [list, i, , j] = path;
  const lever = list === 'levers' ? scenario.levers?.[Number(i)] : undefined;
  const change = lever?.changes?.[Number(j)];
  if (!lever || !change) return { key: dotted(scenario, path), range: spec.range };
  return { key: `levers.${lever.id} ${change.path}`, range: rangeOf(scenario, change) };
}

function rangeOf(scenario: Scenario, { path, multiply, add }: LeverChange): Range {
  if (multiply !== undefined) return AMOUNT;
  if (add !== undefined) return ANY;
  const changed = resolvePath(scenario, path);
  return ('path' in changed ? numberSpecAt(scenario, changed.path)?.range : undefined) ?? ANY;
}
