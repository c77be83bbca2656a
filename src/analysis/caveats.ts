import type { Switch } from '../model/plan/active-levers.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { hasUncertainNumbers } from './chance/uncertainty.ts';
import { heldNotes } from './held-lists.ts';

/** Goes wherever the effect of a lever is shown. */
export const LEVER_NOTE = 'The effects of levers are assumptions of this scenario, not findings.';

/** What a reader of any numbers of this scenario has to know with these levers on. */
export const chanceNotes = (scenario: Scenario, switches: readonly Switch[]): string[] => [
  ...heldNotes(scenario, switches),
  ...(switches.length > 0 ? [LEVER_NOTE] : []),
];

/**
 * What a reader of expected values has to know about this scenario with these levers on, in sentences.
 * @param which the numbers that are expected values, where others are not
 */
export function notesOn(scenario: Scenario, switches: readonly Switch[], which = 'these numbers'): string[] {
  const notes: string[] = [];
  const reasons = [
    ...(scenario.market ? ['a market'] : []),
    ...((scenario.loops ?? []).some((loop) => loop.type === 'proof')
      ? ['proof (members who raise a conversion rate)']
      : []),
    ...(hasUncertainNumbers(scenario, switches) ? ['uncertain numbers'] : []),
  ];
  if (reasons.length > 0) {
    const what = reasons.join(' and ');
    notes.push(
      `With ${what}, ${which} follow from averages: close to, but not exactly, the average of all that may happen.`,
    );
  }
  return [...notes, ...chanceNotes(scenario, switches)];
}
