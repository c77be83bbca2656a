import type { Path } from '../model/errors.ts';
import { scalarText, scalarValue, thousands } from '../model/number/scalar.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import { numberFields } from '../model/scenario/fields.ts';
import { rotationName } from '../model/scenario/period.ts';
import { dotted } from '../model/scenario/suggest.ts';
import type { Scalar, Scenario } from '../model/scenario/types.ts';
import { isSwitchedOn } from './chance/uncertainty.ts';

/** A list with fewer values than there are rotations. */
interface Held {
  readonly path: Path;
  readonly list: readonly Scalar[];
}

/** More than this in one sentence nobody reads. */
const MOST_NAMED = 3;

/**
 * One sentence about the lists that are shorter than the run and so hold their last value to its end; none where there
 * are no such lists, or all their values are the same. Twelve monthly budgets that stand for a year keep that of December
 * for the second one.
 * @returns a list of at most one sentence, to be added to others
 */
export function heldNotes(scenario: Scenario, switches: readonly Switch[]): string[] {
  const held = heldLists(scenario, switches);
  if (held.length === 0) return [];
  const { rotations, period = 'rotation' } = scenario;
  const run = `${thousands(rotations)} ${period}s`;
  const lengths = [...new Set(held.map(({ list }) => list.length))];
  const again = '{ "repeat": [...] } to begin again';
  const fewer = `${again}, or run only ${thousands(lengths[0])} (--rotations ${lengths[0]})`;
  const remedy = `If that is not meant, write a value for every ${period}${lengths.length > 1 ? ` or ${again}` : `, ${fewer}`}.`;
  if (held.length === 1) {
    const values = `${thousands(lengths[0])} values for ${run}`;
    return [`${nameOf(scenario, held[0])} has ${values}: it ${stayOf(scenario, held[0])}. ${remedy}`];
  }
  const named = held.slice(0, MOST_NAMED).map((one) => `${nameOf(scenario, one)} ${stayOf(scenario, one)}`);
  const more = held.length - named.length;
  const others = more > 0 ? `, and ${thousands(more)} more` : '';
  return [
    `${thousands(held.length)} lists have fewer values than there are ${period}s (${thousands(rotations)}), and hold their last one: ${named.join(', ')}${others}. ${remedy}`,
  ];
}

function heldLists(scenario: Scenario, switches: readonly Switch[]): Held[] {
  return numberFields(scenario).flatMap(({ path, raw }) => {
    if (!Array.isArray(raw) || raw.length >= scenario.rotations || !isSwitchedOn(scenario, switches, path)) return [];
    const first = scalarValue(raw[0]);
    return raw.some((value) => scalarValue(value) !== first) ? [{ path, list: raw }] : [];
  });
}

const nameOf = (scenario: Scenario, { path }: Held): string => dotted(scenario, path);

/** "stays at 4,000 from Jan 2028 on". */
function stayOf({ period, start }: Scenario, { list }: Held): string {
  const rotation = list.length + 1;
  const name = rotationName(rotation, period, start);
  const when = period !== undefined && start !== undefined ? name : `${period ?? 'rotation'} ${thousands(rotation)}`;
  return `stays at ${scalarText(list[list.length - 1])} from ${when} on`;
}
