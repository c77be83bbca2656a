import type { Path, Problem } from '../errors.ts';
import { show } from '../number/scalar.ts';
import type { Changed } from '../scenario/change.ts';
import type { Inconsistency } from '../scenario/references.ts';
import { dotted } from '../scenario/suggest.ts';
import { type Document, placeAt, type Repeated } from './source.ts';

/** Something to say of a path of the scenario; `at` says whether it is about the key or the value. */
export interface Finding extends Inconsistency {
  /** False when the message already says what it is about. */
  readonly named?: boolean;
}

/** More than a person reads; finding the place of each takes time. */
export const MOST_PROBLEMS = 100;

/**
 * Findings with their places in the text, in its order; those of a changed part name its flag instead, and come first.
 * Keys that stand twice are errors of the text alone.
 * @param culprit the flags to name where the text is not to blame either
 */
export function located(
  document: Document,
  changed: Changed,
  findings: readonly Finding[],
  kind: 'errors' | 'warnings',
  culprit: string | null = null,
): Problem[] {
  const found = findings.slice(0, MOST_PROBLEMS).map((finding) => {
    const name = dotted(changed.root, finding.path);
    const message = finding.named === false || name === '' ? finding.message : `${name} ${finding.message}`;
    const flag = changed.applied.findLast((change) => touches(finding.path, change.path))?.flag ?? culprit;
    return { flag, message, offset: document.offsetOf(finding.path, finding.at ?? 'value') };
  });
  const repeated: readonly Repeated[] = kind === 'errors' ? document.repeated : [];
  for (const { key, offset } of repeated.slice(0, MOST_PROBLEMS)) {
    found.push({ flag: null, message: `the key ${show(key)} is written twice here: keep one of them`, offset });
  }
  found.sort((a, b) => (a.flag === null ? a.offset : -1) - (b.flag === null ? b.offset : -1));
  const problems = found.map(({ flag, message, offset }) => {
    return { flag, message, place: flag === null ? placeAt(document.source, document.text, offset) : null };
  });
  const left = findings.length + repeated.length - problems.length;
  return left > 0 ? [...problems, { flag: null, place: null, message: `... and ${left} more ${kind}` }] : problems;
}

/** True when one of two paths leads to the other. */
const touches = (a: Path, b: Path): boolean => a.every((step, i) => i >= b.length || b[i] === step);
