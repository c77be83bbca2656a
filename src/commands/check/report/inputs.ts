import { count } from '../../../output/format/number.ts';
import { inLine } from '../inputs.ts';
import type { CheckedFile, PlacedInput } from '../status.ts';

/** Changed numbers that are shown of each file; JSON has them all. */
export const MOST_INPUTS = 10;

/** What was changed since the snapshot, first of all that is said of a difference; one line each, with its place. */
export function changeLines({ path, inputs }: Pick<CheckedFile, 'path' | 'inputs'>): string[] {
  if (inputs === null) {
    return ['The snapshot does not say which numbers it was made with: it does from the next --update on.'];
  }
  if (inputs.length === 0) {
    return [
      'No number of the scenario has changed: look at its words (where a loop leads, how people arrive), or at the ' +
        'version of flywheel.',
    ];
  }
  const left = inputs.length - MOST_INPUTS;
  return [
    'Changed in the scenario since:',
    ...inputs.slice(0, MOST_INPUTS).map((input) => changeLine(path, input)),
    ...(left > 0 ? [`... and ${count(left)} more.`] : []),
  ];
}

/** "plan.json:18 loops.word-of-mouth.perMember: 1 -> 1.1". */
function changeLine(file: string, input: PlacedInput): string {
  const where = input.place === null ? file : `${file}:${input.place.line}`;
  return `${where} ${inputText(input)}`;
}

/** "loops.word-of-mouth.perMember: 1 -> 1.1". */
export function inputText({ path, snapshot, actual, only }: PlacedInput): string {
  if (only !== undefined) {
    return only === 'actual' ? `${path}: ${cut(inLine(actual))}, new` : `${path}: ${cut(inLine(snapshot))}, gone`;
  }
  const [before, after] = [inLine(snapshot), inLine(actual)];
  const areLong = Math.max(before.length, after.length) > LONGEST;
  if (areLong && Array.isArray(snapshot) && Array.isArray(actual)) return `${path}${listText(snapshot, actual)}`;
  return areLong ? `${path}: ${parted(before, after)}` : `${path}: ${before} -> ${after}`;
}

/** Longer numbers, such as lists, are cut. */
const LONGEST = 60;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Of a long list the first value that differs: " in rotation 7: 120 -> 130, and 3 more rotations". */
function listText(before: readonly unknown[], after: readonly unknown[]): string {
  const all = Array.from({ length: Math.max(before.length, after.length) }, (_, i) => i);
  const differing = all.filter((i) => textAt(before, i) !== textAt(after, i));
  const [first] = differing;
  const left = differing.length - 1;
  const more = left === 0 ? '' : `, and ${count(left)} more rotation${left === 1 ? '' : 's'}`;
  return ` in rotation ${count(first + 1)}: ${cut(textAt(before, first))} -> ${cut(textAt(after, first))}${more}`;
}

/** What is not in a list any more is what its last value says. */
const textAt = (list: readonly unknown[], i: number): string => (i < list.length ? inLine(list[i]) : 'none');

/** Two long texts from where they part. */
function parted(before: string, after: string): string {
  let same = 0;
  while (before[same] === after[same]) same++;
  const from = Math.max(0, same - 10);
  const tail = (text: string): string => cut(`${from === 0 ? '' : '…'}${text.slice(from)}`);
  return `${tail(before)} -> ${tail(after)}`;
}
