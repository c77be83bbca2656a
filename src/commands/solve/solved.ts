import type { Target } from './goal.ts';
import type { Solution } from './solve.ts';

/** What was asked, and what was found. */
export interface Solved {
  readonly path: string;
  /** The number as it stands, null where it is no single number. */
  readonly present: number | null;
  readonly target: Target;
  readonly finding: Solution;
}

/** What the goal looks at: a metric, or the chance of something. */
export const subjectOf = (target: Target): string =>
  target.kind === 'chance' ? `chance of ${target.goal.text}` : target.metric.name;
