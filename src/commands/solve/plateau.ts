import type { Probe } from './root-finding.ts';

/** A place that was looked at, and how far the metric is from the goal there; both NaN where it has no value. */
export interface Point {
  readonly x: number;
  readonly value: number;
  readonly off: number;
  /** True where that is nothing but rounding. */
  readonly solves: boolean;
}

/** Neighbours that all solve: a single point mostly, more where a metric moves in steps. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** @param known in rising order */
export function stretchesIn(known: readonly Point[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [i, { x, solves }] of known.entries()) {
    const before = stretches.at(-1);
    const joins = before && (before.last === i - 1 || isSame(known[before.last].x, x));
    if (solves && joins) stretches[stretches.length - 1] = { first: before.first, last: i };
    else if (solves) stretches.push({ first: i, last: i });
  }
  return stretches;
}

/** The solution of a stretch that is nearest to a value: of a long one its edge, between it and what no longer solves. */
export async function endTowards(
  start: number,
  { first, last }: Stretch,
  known: readonly Point[],
  metric: Probe,
  halvings = 60,
): Promise<number> {
  const [low, high] = [known[first], known[last]];
  if (isSame(low.x, high.x)) return Math.abs(low.off) <= Math.abs(high.off) ? low.x : high.x;
  if (start >= low.x && start <= high.x && (await metric(start)) === low.value) return start;
  const [end, beyond] = start < low.x ? [low, known[first - 1]] : [high, known[last + 1]];
  if (!beyond) return end.x;
  let [inside, outside] = [end.x, beyond.x];
  for (let i = 0; i < halvings; i++) {
    const x = inside + (outside - inside) / 2;
    if ((await metric(x)) === end.value) inside = x;
    else outside = x;
  }
  return inside;
}

/** Two solutions so near to each other are one, found twice. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
