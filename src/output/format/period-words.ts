import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { capitalised } from './label.ts';
import { count } from './number.ts';

/** A rotation in the middle of a sentence: "rotation 5", or "May 2027" where the scenario has dates. */
export function spoken(scenario: Scenario, rotation: number): string {
  const name = rotationName(rotation, scenario.period, scenario.start);
  if (scenario.start !== undefined && scenario.period !== undefined) return name;
  return `${periodOf(scenario)} ${name}`;
}

/** What a rotation is called: "month", or "rotation". */
export const periodOf = ({ period }: Scenario): string => period ?? 'rotation';

/** What a rotation is called at the head of a column: "Month". */
export const periodHeader = (scenario: Scenario): string => capitalised(periodOf(scenario));

/** How long the run is: "12 months". Figures that depend on it are named with it. */
export const horizonOf = (scenario: Scenario): string =>
  `${count(scenario.rotations)} ${periodOf(scenario)}${scenario.rotations === 1 ? '' : 's'}`;

const NUMBERS = [
  ...['no', 'one', 'two', 'three', 'four', 'five', 'six'],
  ...['seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
];

/** A small number as a word, a larger one in digits. */
export const inWords = (number: number): string => NUMBERS[number] ?? count(number);
