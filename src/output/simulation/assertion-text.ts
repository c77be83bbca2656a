import type { AssertionResult } from '../../model/result.ts';
import { chanceText, count, significant } from '../format/number.ts';

/** What a scenario expects of a metric: "gain@5 is 47 within 0.5". Not yet fit for a terminal: see `plain`. */
export function promise({ metric, with: levers, expected }: AssertionResult): string {
  const under = levers.length > 0 ? ` with ${levers.join(', ')}` : '';
  return `${metric}${under} ${expected}`;
}

/** What a failed assertion expects and finds: "expects gain@5 is 47 within 0.5, and it is 60.1". */
export const brokenPromise = (assertion: AssertionResult): string =>
  `expects ${promise(assertion)}, and it is ${actually(assertion)}`;

/** Why an assertion is not judged. @param last what it names a rotation beyond, where nothing else is the reason */
export const notJudged = ({ note }: AssertionResult, last: string): string =>
  note === undefined ? `not judged, beyond ${last}` : `not judged, ${note}`;

/** What the left side of an assertion comes to; from runs with the runs. */
export function actually({ metric, actual, runs }: AssertionResult): string {
  if (typeof actual !== 'number') return String(actual ?? 'undefined');
  const value = metric.startsWith('chance of ') ? chanceText(actual) : significant(actual);
  return runs === undefined ? value : `${value} (${count(runs)} runs)`;
}
