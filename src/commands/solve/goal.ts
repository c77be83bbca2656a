import { inOneLine } from '../../model/metric/goal.ts';
import { type Measure, readMeasure } from '../../model/metric/measure.ts';
import { isShare } from '../../model/metric/metric.ts';
import type { MetricIds } from '../../model/metric/names.ts';
import { readTyped, show } from '../../model/number/scalar.ts';

/** What `solve` makes come true: a measure that comes to a value. */
export interface Target {
  readonly text: string;
  readonly measure: Measure;
  readonly value: number;
}

type Fault = { readonly fault: string };

// Of texts with single blanks only, and short ones: on longer ones some of these would take time squared.
const CHANCE = /^((?:the )?(?:chance|probability) (?:of|that) .+?) ?(?:(?<![<>])=|\bis\b) ?(\S+)$/i;
const METRIC = /^(\S+?) ?(?:=| is ) ?([^\s=]+)$/i;
const COMPARED = />=|<=|≥|≤|>|<|\bat least\b|\bat most\b|\babove\b|\bbelow\b/i;

/** Reads "gain@5 = 47", "p5:cash = 0" or "chance of gain@5 at least 47 = 90%"; the fault says what to write instead. */
export function readTarget(written: string, ids: MetricIds): Target | Fault {
  const text = inOneLine(written);
  if (text === null) return { fault: faultOf(written) };
  const [, goal, probability] = CHANCE.exec(text) ?? [];
  if (goal !== undefined) return chanceTarget(goal, probability, ids);
  const [, name, bound] = METRIC.exec(text) ?? [];
  if (name === undefined || COMPARED.test(text)) return { fault: faultOf(text) };
  const measure = readMeasure(name, ids);
  if ('fault' in measure) return measure;
  if (measure.metric.type !== 'number') return { fault: `${name} is no number, so it cannot come to one` };
  const scalar = readTyped(bound);
  if ('fault' in scalar) return { fault: `a goal needs a number, and ${scalar.fault}` };
  if (bound.endsWith('%') && !isShare(measure.metric))
    return { fault: `${name} is no share, so ${bound} of what? Write how many` };
  return { text: `${measure.name} = ${bound}`, measure, value: scalar.value };
}

function chanceTarget(text: string, probability: string, ids: MetricIds): Target | Fault {
  const measure = readMeasure(text, ids);
  if ('fault' in measure) return measure;
  const scalar = readTyped(probability);
  if ('fault' in scalar) return { fault: `a chance needs a share such as 90%, and ${scalar.fault}` };
  const { value } = scalar;
  if (value > 0 && value < 1) return { text: `${measure.name} = ${probability}`, measure, value };
  const meant = value > 1 && value < 100 && !probability.endsWith('%') ? ` (did you mean ${probability}%?)` : '';
  return { fault: `a chance to solve for lies between 0 and 1, both not included, got ${probability}${meant}` };
}

function faultOf(text: string): string {
  if (COMPARED.test(text)) {
    return `${show(text)} names a bound, and solve looks for one value: write "gain@5 = 47", or for a chance "chance of gain@5 at least 47 = 90%"`;
  }
  return `${show(text)} is not a goal to solve for: write "gain@5 = 47", or "chance of gain@5 at least 47 = 90%", in quotes`;
}
