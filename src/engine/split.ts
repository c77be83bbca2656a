/**
 * Makes some numbers add up to a total, each as large beside the others as it was. Where all of them are 0, as large as
 * weights say; failing these, the first of them is the whole total.
 * @param among indices of the numbers; where there are none, nothing happens
 */
export function scaleTo(
  total: number,
  numbers: number[] | Float64Array,
  among: readonly number[],
  weightOf: (i: number) => number,
): void {
  const sum = among.reduce((all, i) => all + numbers[i], 0);
  if (sum === total) return;
  if (sum > 0) {
    for (const i of among) numbers[i] *= total / sum;
    return;
  }
  const weights = among.map(weightOf);
  const all = weights.reduce((one, other) => one + other, 0);
  for (const [n, i] of among.entries()) numbers[i] = all > 0 ? (total * weights[n]) / all : n === 0 ? total : 0;
}

/**
 * Rounds numbers so that their sum is rounded too: all down, and up again those that lost most (largest remainders; the
 * earlier one among equals). What is whole but for rounding stays so.
 * @param total what they are to add up to, in place of their rounded sum; not below what they come to rounded down
 */
export function toWhole(numbers: readonly number[], total?: number): number[] {
  const near = numbers.map((number) => (Math.abs(number - Math.round(number)) < 1e-9 ? Math.round(number) : number));
  const whole = near.map(Math.floor);
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
  const left = (total ?? Math.round(sum(near))) - sum(whole);
  const lost = (i: number): number => near[i] - whole[i];
  const order = [...near.keys()].sort((a, b) => lost(b) - lost(a) || a - b);
  for (const i of order.slice(0, Math.max(0, left))) whole[i]++;
  return whole;
}
