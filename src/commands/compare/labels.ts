import type { Scenario } from '../../model/scenario/types.ts';

/** Names that differ only after so many characters look the same above a column. */
const TOLD_APART = 20;

/** The names of scenarios; for those that are alike, or have none, what they are called on the command line. */
export function labelsOf(files: readonly string[], scenarios: readonly Scenario[]): string[] {
  const names = scenarios.map(({ name }, i) => name || files[i]);
  const starts = names.map((name) => name.slice(0, TOLD_APART));
  const told = names.map((name, i) => (isAlone(starts[i], starts) ? name : files[i]));
  return numberedWhereAlike(told);
}

/** Labels of which no two are the same: "plan (1)" and "plan (2)". */
export const numberedWhereAlike = (labels: readonly string[]): string[] =>
  labels.map((label, i) => (isAlone(label, labels) ? label : `${label} (${placeAmong(labels, i)})`));

const isAlone = (name: string, among: readonly string[]): boolean =>
  among.filter((other) => other === name).length === 1;

/** Which of the same name it is, from 1. */
const placeAmong = (names: readonly string[], i: number): number =>
  names.slice(0, i + 1).filter((name) => name === names[i]).length;
