import { type Goal, inOneLine, readGoal } from '../../model/metric/goal.ts';
import { isShare, type Metric, readMetric } from '../../model/metric/metric.ts';
import type { MetricIds } from '../../model/metric/names.ts';
import { readTyped, show } from '../../model/number/scalar.ts';

/** What `solve` makes come true: a metric that comes to a value, or a goal that comes to a probability. */
export type Target =
  | { readonly kind: 'metric'; readonly text: string; readonly metric: Metric; readonly value: number }
  | { readonly kind: 'chance'; readonly text: string; readonly goal: Goal; readonly value: number };

/** What the goal looks at: a metric, or the chance of something. */
export const subjectOf = (target: Target): string =>
  target.kind === 'chance' ? `chance of ${target.goal.text}` : target.metric.name;

type Fault = { readonly fault: string };

// Of texts with single blanks only, and short ones: on longer ones some of these would take time squared.
const CHANCE = /^(?:the )?(?:chance|probability) (?:of|that) (.+?) ?(?:(?<![<>])=|\bis\b) ?(\S+)$/i;
const METRIC = /^(\S+?) ?(?:=| is ) ?([^\s=]+)$/i;
const COMPARED = />=|<=|≥|≤|>|<|\bat least\b|\bat most\b|\babove\b|\bbelow\b/i;

/** Reads "gain@5 = 47" or "chance of gain@5 at least 47 = 90%"; the fault says what to write instead. */
export function readTarget(written: string, ids: MetricIds): Target | Fault {
  const text = inOneLine(written);
  if (text === null) return { fault: faultOf(written) };
  const [, goal, probability] = CHANCE.exec(text) ?? [];
  if (goal !== undefined) return chanceTarget(goal, probability, ids);
  const [, name, bound] = METRIC.exec(text) ?? [];
  if (name === undefined || COMPARED.test(text)) return { fault: faultOf(text) };
  const metric = readMetric(name, ids);
  if ('fault' in metric) return metric;
  if (metric.type !== 'number') return { fault: `${name} is no number, so it cannot come to one` };
  const scalar = readTyped(bound);
  if ('fault' in scalar) return { fault: `a goal needs a number, and ${scalar.fault}` };
  if (bound.endsWith('%') && !isShare(metric))
    return { fault: `${name} is no share, so ${bound} of what? Write how many` };
  return { kind: 'metric', text: `${name} = ${bound}`, metric, value: scalar.value };
}

function chanceTarget(text: string, probability: string, ids: MetricIds): Target | Fault {
  const goal = readGoal(text, ids);
  if ('fault' in goal) return goal;
  const scalar = readTyped(probability);
  if ('fault' in scalar) return { fault: `a chance needs a share such as 90%, and ${scalar.fault}` };
  const { value } = scalar;
  if (value > 0 && value < 1) return { kind: 'chance', text: `chance of ${goal.text} = ${probability}`, goal, value };
  const meant = value > 1 && value < 100 && !probability.endsWith('%') ? ` (did you mean ${probability}%?)` : '';
  return { fault: `a chance to solve for lies between 0 and 1, both not included, got ${probability}${meant}` };
}

function faultOf(text: string): string {
  if (COMPARED.test(text)) {
    return `${show(text)} names a bound, and solve looks for one value: write "gain@5 = 47", or for a chance "chance of gain@5 at least 47 = 90%"`;
  }
  return `${show(text)} is not a goal to solve for: write "gain@5 = 47", or "chance of gain@5 at least 47 = 90%", in quotes`;
}
