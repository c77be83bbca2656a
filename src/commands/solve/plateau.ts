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

/** How the edge of a stretch is looked for. */
export interface EdgeStyle {
  readonly halvings: number;
  /** True for a metric that moves in steps: a single point then lies on a plateau too, if it comes to just the goal. */
  readonly isInSteps: boolean;
}

/** The solution of a stretch that is nearest to a value: of a long one its edge, between it and what no longer solves. */
export async function endTowards(
  start: number,
  { first, last }: Stretch,
  known: readonly Point[],
  metric: Probe,
  { halvings, isInSteps }: EdgeStyle,
): Promise<number> {
  const [low, high] = [known[first], known[last]];
  const nearest = Math.abs(low.off) <= Math.abs(high.off) ? low : high;
  if (isSame(low.x, high.x) && !(isInSteps && nearest.off === 0)) return nearest.x;
  const [end, beyond] = start < low.x ? [low, known[first - 1]] : [high, known[last + 1]];
  const isNear = start >= (known[first - 1] ?? low).x && start <= (known[last + 1] ?? high).x;
  if (isNear && (await metric(start)) === end.value) return start;
  if (!beyond) return end.x;
  let [inside, outside] = [end.x, isNear ? start : beyond.x];
  for (let i = 0; i < halvings; i++) {
    const x = inside + (outside - inside) / 2;
    if ((await metric(x)) === end.value) inside = x;
    else outside = x;
  }
  return inside;
}

/** Two solutions so near to each other are one, found twice. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
