/** Two results within this of each other, relative, differ by rounding only: section 5 of the model takes the same for its rules. */
const ROUNDING = 1e-9;

/** True for values that are the same but for rounding. */
export const isTie = (a: number, b: number, rounding = ROUNDING): boolean =>
  Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b));

/** Sorts from large to small; what ties with the largest of its group keeps the order given. */
export function largestFirst<T>(items: readonly T[], sizeOf: (item: T) => number): T[] {
  const sorted = items.map((item, i) => ({ item, i, size: sizeOf(item) })).sort((a, b) => b.size - a.size || a.i - b.i);
  const order: T[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && isTie(sorted[to].size, sorted[from].size)) to++;
    const group = sorted.slice(from, to).sort((a, b) => a.i - b.i);
    order.push(...group.map(({ item }) => item));
  }
  return order;
}
