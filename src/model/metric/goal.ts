import { readTyped, show } from '../number/scalar.ts';
import type { Comparator } from './comparison.ts';
import { isShare, type Metric, readMetric } from './metric.ts';
import type { MetricIds } from './names.ts';

/** How a goal holds a metric against a value. */
export type GoalComparison = Extract<Comparator, 'above' | 'below' | 'atLeast' | 'atMost'>;

/** Something that may come true: "gain@5 at least 47". */
export interface Goal {
  /** As it is shown: the metric, the comparison in words, the value as written. */
  readonly text: string;
  readonly metric: Metric;
  readonly comparison: GoalComparison;
  readonly value: number;
}

const COMPARISONS: Readonly<Record<string, GoalComparison>> = {
  'at least': 'atLeast',
  'at most': 'atMost',
  above: 'above',
  below: 'below',
  '≥': 'atLeast',
  '≤': 'atMost',
  '>=': 'atLeast',
  '<=': 'atMost',
  '>': 'above',
  '<': 'below',
};

const IN_WORDS: Readonly<Record<GoalComparison, string>> = {
  atLeast: 'at least',
  atMost: 'at most',
  above: 'above',
  below: 'below',
};

const GOAL = /^(\S+?) ?(>=|<=|≥|≤|>|<|\bat least\b|\bat most\b|\babove\b|\bbelow\b) ?(\S+)$/i;

const LONGEST = 1000;

/** A goal with single blanks, as the patterns for goals want it; null for one that is too long to be one. */
export function inOneLine(text: string): string | null {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length > LONGEST ? null : words;
}

/** Reads a goal as people write it; the fault says what to write instead. */
export function readGoal(text: string, ids: MetricIds): Goal | { readonly fault: string } {
  const [, name, words = '', bound = ''] = GOAL.exec(inOneLine(text) ?? '') ?? [];
  if (name === undefined) return { fault: faultOf(text, ids) };
  const metric = readMetric(name, ids);
  if ('fault' in metric) return metric;
  if (metric.type !== 'number')
    return { fault: `${name} is no number, so it has no chance of being above or below one` };
  const scalar = readTyped(bound);
  if ('fault' in scalar) return { fault: `a goal needs a number, and ${scalar.fault}` };
  if (bound.endsWith('%') && !isShare(metric)) {
    return { fault: `${name} is no share, so ${bound} of what? Write how many, or how much: "${name} at least 47"` };
  }
  const comparison = COMPARISONS[words.toLowerCase()];
  return { text: `${name} ${IN_WORDS[comparison]} ${bound}`, metric, comparison, value: scalar.value };
}

function faultOf(text: string, ids: MetricIds): string {
  const bare = readMetric(text.trim(), ids);
  if ('fault' in bare) {
    return `${show(text)} is not a goal: write a metric, then at least, at most, above or below, then a number, all in quotes: "gain@5 at least 47"`;
  }
  return `${show(text)} says no value: write it like "${text.trim()} at least 47", in quotes, since the shell takes an unquoted > for itself`;
}

/**
 * Whether a value of its metric meets a goal.
 * @param rounding how far the value may be off; what is so near to the goal counts as equal to it
 */
export function meets({ comparison, value }: Goal, found: number, rounding = 0): boolean {
  if (comparison === 'above') return found > value + rounding;
  if (comparison === 'below') return found < value - rounding;
  return comparison === 'atLeast' ? found >= value - rounding : found <= value + rounding;
}
