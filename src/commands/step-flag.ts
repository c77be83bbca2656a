import { LEAST_BY, UNCERTAINTY } from '../analysis/what-if/step.ts';
import { readTyped } from '../model/number/scalar.ts';
import { type Flag, RefusedValue } from './flag.ts';

/** How far numbers are moved: by a share of themselves, or as far as they are uncertain. */
export type By = number | typeof UNCERTAINTY;

/** The flag `--by`: a share such as 10%, or `uncertainty`. */
export const byFlag = (help: string): Flag => ({
  name: 'by',
  takes: '<share>',
  help,
  read: readBy,
  completes: [UNCERTAINTY],
});

function readBy(text: string): By {
  if (text.trim() === UNCERTAINTY) return UNCERTAINTY;
  const reading = readTyped(text.trim());
  if ('fault' in reading) {
    throw new RefusedValue(`It takes a share such as 10% or 0.1, or ${UNCERTAINTY}, and ${reading.fault}.`);
  }
  const { value } = reading;
  // From 100% on everything would come to 0, prices that budgets are divided by included.
  if (value >= LEAST_BY && value < 1) return value;
  const meant = value >= 1 && value < 100 && !text.includes('%') ? ` Did you mean ${text.trim()}%?` : '';
  throw new RefusedValue(`It takes a share from 0.01% to below 100%.${meant}`);
}
