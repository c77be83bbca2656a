import { UncountableError } from '../../model/errors.ts';
import type { Ledger } from './ledger.ts';

/**
 * Net present value of the profits of a ledger: that of rotation t (from 1) over (1 + discount)^t, as the NPV function
 * of spreadsheets has it, which discounts the first one too.
 * @throws UncountableError when a discount near -1 makes it larger than a number can be
 */
export function netPresentValue({ profit, rotations, lanes }: Ledger, discount: number, lane = 0): number {
  let value = 0;
  let divisor = 1;
  for (let t = 0; t < rotations; t++) {
    divisor *= 1 + discount;
    const gained = profit[t * lanes + lane];
    // Without the test, nothing over nothing would be no number.
    if (gained !== 0) value += gained / divisor;
  }
  if (Number.isFinite(value)) return value;
  throw new UncountableError(
    `discount ${discount} makes present values larger than a number can be: choose one nearer to 0`,
  );
}
