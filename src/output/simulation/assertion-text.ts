import type { AssertionResult } from '../../model/result.ts';
import { significant } from '../format/number.ts';

/** What a scenario expects of a metric: "gain@5 is 47 within 0.5". Not yet fit for a terminal: see `plain`. */
export function promise({ metric, with: levers, expected }: AssertionResult): string {
  const under = levers.length > 0 ? ` with ${levers.join(', ')}` : '';
  return `${metric}${under} ${expected}`;
}

/** What a failed assertion expects and finds: "expects gain@5 is 47 within 0.5, and it is 60.1". */
export const brokenPromise = (assertion: AssertionResult): string =>
  `expects ${promise(assertion)}, and it is ${actually(assertion)}`;

/** What the left side of an assertion comes to. */
export const actually = ({ actual }: AssertionResult): string =>
  typeof actual === 'number' ? significant(actual) : String(actual ?? 'undefined');
