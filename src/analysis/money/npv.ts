import { UncountableError } from '../../model/errors.ts';

/**
 * Net present value of the profits of a ledger: that of rotation t (from 1) over (1 + discount)^t, as the NPV function
 * of spreadsheets has it, which discounts the first one too.
 * @throws UncountableError when a discount near -1 makes it larger than a number can be
 */
export function netPresentValue(ledger: readonly { readonly profit: number }[], discount: number): number {
  let value = 0;
  let divisor = 1;
  for (const { profit } of ledger) {
    divisor *= 1 + discount;
    // Without the test, nothing over nothing would be no number.
    if (profit !== 0) value += profit / divisor;
  }
  if (Number.isFinite(value)) return value;
  throw new UncountableError(
    `discount ${discount} makes present values larger than a number can be: choose one nearer to 0`,
  );
}
