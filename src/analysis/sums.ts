/** One number over another; null where that is undefined, or too large for a number. */
export function ratio(top: number, bottom: number): number | null {
  const value = top / bottom;
  return bottom > 0 && Number.isFinite(value) ? value : null;
}

/** The sum of a number over the elements of a list, in order. */
export function sum<T>(list: readonly T[], number: (element: T, index: number) => number): number {
  return list.reduce((total, element, i) => total + number(element, i), 0);
}

/**
 * True when a balance is below a goal by more than rounding: by more than 1e-11 of all the money moved to get there. An
 * addition rounds by at most 1.1e-16 of the sum so far, and 10,000 rotations of ten amounts each are 100,000 of them.
 */
export const isBelow = (balance: number, goal: number, moved: number): boolean => balance < goal - moved * 1e-11;
