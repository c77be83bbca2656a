import { endTowards, type Point, stretchesIn } from './plateau.ts';
import { type Bracket, narrowed, nearestToZero, type Probe, zeroIn } from './root-finding.ts';

/** What a search found. */
export interface Finding {
  /** True when the metric comes to the goal there. */
  readonly reached: boolean;
  readonly value: number;
  readonly achieved: number;
  /** Other values that reach the goal too, in rising order; there may be more that were not looked for. */
  readonly others: readonly number[];
  /** The lowest and the highest value at which the metric has a value. */
  readonly defined: readonly [low: number, high: number];
  /** True when the metric is the same everywhere. */
  readonly flat: boolean;
}

/** What rounding may leave between a metric and its goal, relative to the largest of what was subtracted. */
const ROUNDING = 1e-9;

/** Nearer than this, relative to the goal, a metric touches it without passing. */
const TOUCHING = 1e-12;

/** How a search goes about it. */
export interface SearchStyle {
  /** How often the distance to a place where a metric changes its nature is halved. */
  readonly halvings: number;
  /** Steps towards a place where the metric comes nearest to the goal. */
  readonly dips: number;
  /**
   * For a metric that moves in steps, as what comes from runs does: whether what it is off by is on the good side of the
   * goal. A jump over the goal then reaches it, at the first value on that side. Null for a metric without jumps.
   */
  readonly isGood: ((off: number) => boolean) | null;
}

/** For a metric that is a smooth function of the number: its zeros are found to the last digit. */
export const SMOOTH: SearchStyle = { halvings: 60, dips: 40, isGood: null };

/** For one that moves in steps, and takes long: its value is off by more than a millionth of the number in any case. */
export const inSteps = (isGood: (off: number) => boolean): SearchStyle => ({ halvings: 20, dips: 12, isGood });

/** So near to each other, relative, are the two values between which a metric that moves in steps jumps over the goal. */
const STEP = 1e-6;

/**
 * Looks for the value of a number at which a metric comes to a goal: between all neighbouring points where the metric
 * passes the goal, and else where it comes nearest to it.
 * @param metric of a value of the number; null where it is undefined or grows past what can be counted
 * @param points where to look, in rising order; what lies between two of them and comes back is not seen
 * @param present the number's value as it stands, or null: of several solutions the one nearest to it is given
 * @returns null where the metric is defined nowhere
 */
export async function solve(
  metric: Probe,
  goal: number,
  points: readonly number[],
  present: number | null,
  style = SMOOTH,
): Promise<Finding | null> {
  const off: Probe = async (x) => {
    const value = await metric(x);
    return value === null ? null : value - goal;
  };
  const at = async (x: number, rounding: number): Promise<Point> => {
    const value = (await metric(x)) ?? Number.NaN;
    return { x, value, off: value - goal, solves: Math.abs(value - goal) <= rounding };
  };
  // What comes to just the goal is on its good side, so that the edge of a plateau is found and no point within it.
  const stepIn = async (bracket: Bracket, isGood: (off: number) => boolean): Promise<Point> => {
    const nothing = isGood(1) ? Number.MIN_VALUE : -Number.MIN_VALUE;
    const side: Probe = async (x) => {
      const value = await off(x);
      return value === 0 ? nothing : value;
    };
    const { a, b, fa } = await narrowed(side, bracket, STEP, STEP * STEP * Math.abs(bracket.b - bracket.a));
    return { ...(await at(isGood(fa) ? a : b, 0)), solves: true };
  };
  const seen: Point[] = [];
  for (const x of points) seen.push(await at(x, 0));
  const passed = async (among: readonly Point[]): Promise<Point[]> => {
    const zeros: Point[] = [];
    for (const bracket of await bracketsIn(among, off, style)) {
      const largest = Math.max(1, Math.abs(goal), Math.abs(bracket.fa), Math.abs(bracket.fb));
      if (style.isGood) zeros.push(await stepIn(bracket, style.isGood));
      else zeros.push(await at(await zeroIn(off, bracket), ROUNDING * largest));
    }
    return zeros;
  };
  const found = [...seen, ...(await passed(seen))];
  if (found.some(({ solves }) => solves)) return pick(found, present, metric, style);
  const dip = await dipAmong(seen, off, style);
  if (dip === null) return pick(found, present, metric, style);
  const touched = await at(dip, TOUCHING * Math.max(1, Math.abs(goal)));
  return pick([...found, touched, ...(await passed(inOrder([...seen, touched])))], present, metric, style);
}

const isKnown = ({ value }: Point): boolean => !Number.isNaN(value);

const distanceOf = (point: Point): number => (isKnown(point) ? Math.abs(point.off) : Infinity);

const inOrder = (points: readonly Point[]): Point[] => points.toSorted((a, b) => a.x - b.x);

/** Of all that was looked at, the solution nearest to where the number stands, or what comes nearest to the goal. */
async function pick(
  points: readonly Point[],
  present: number | null,
  metric: Probe,
  { halvings, isGood }: SearchStyle,
): Promise<Finding | null> {
  const known = inOrder(points.filter(isKnown));
  if (known.length === 0) return null;
  const field = {
    defined: [known[0].x, known[known.length - 1].x] as const,
    flat: known.length > 1 && known.every(({ value }) => value === known[0].value),
  };
  const stretches = stretchesIn(known);
  if (stretches.length === 0) {
    const best = known.reduce((before, point) => (isNearer(point, before) ? point : before));
    return { reached: false, value: best.x, achieved: best.value, others: [], ...field };
  }
  const start = present ?? known[0].x;
  const edges = { halvings, isInSteps: isGood !== null };
  const ends: number[] = [];
  for (const stretch of stretches) ends.push(await endTowards(start, stretch, known, metric, edges));
  const value = ends.reduce((best, x) => (Math.abs(x - start) < Math.abs(best - start) ? x : best));
  const achieved = (await metric(value)) ?? known[stretches[0].first].value;
  return { reached: true, value, achieved, others: ends.filter((x) => x !== value), ...field };
}

/** Nearer to the goal; so far from it that distances are the same but for rounding, on the side where it is. */
function isNearer(a: Point, b: Point): boolean {
  if (a.off === b.off) return a.off < 0 ? a.value > b.value : a.value < b.value;
  return Math.abs(a.off) < Math.abs(b.off);
}

/** Where the metric comes nearest to the goal around the best point: it may touch the goal there, or dip beyond it. */
function dipAmong(points: readonly Point[], off: Probe, { dips }: SearchStyle): Promise<number | null> | null {
  const best = points.reduce((a, b) => (distanceOf(b) < distanceOf(a) ? b : a));
  const i = points.indexOf(best);
  const [low, high] = [points[Math.max(0, i - 1)].x, points[Math.min(points.length - 1, i + 1)].x];
  return isKnown(best) && low < high ? nearestToZero(off, low, high, dips) : null;
}

/** Every pair of neighbours between which the metric passes the goal. */
async function bracketsIn(points: readonly Point[], off: Probe, style: SearchStyle): Promise<Bracket[]> {
  const brackets: Bracket[] = [];
  for (const [i, right] of points.slice(1).entries()) {
    const left = points[i];
    if (isKnown(left) !== isKnown(right)) {
      const bracket = isKnown(left)
        ? await atTheEdge(left, right, off, style)
        : await atTheEdge(right, left, off, style);
      if (bracket) brackets.push(bracket);
    } else if (Math.sign(left.off) * Math.sign(right.off) === -1) {
      brackets.push({ a: left.x, b: right.x, fa: left.off, fb: right.off });
    }
  }
  return brackets;
}

/** Looks for a change of sign on the defined side of the place where a metric stops being defined. */
async function atTheEdge(known: Point, unknown: Point, off: Probe, { halvings }: SearchStyle): Promise<Bracket | null> {
  let [inside, outside] = [known.x, unknown.x];
  for (let i = 0; i < halvings; i++) {
    const x = inside + (outside - inside) / 2;
    if (x === inside || x === outside) return null;
    const value = await off(x);
    if (value === null) outside = x;
    else if (Math.sign(value) === -Math.sign(known.off)) return { a: known.x, b: x, fa: known.off, fb: value };
    else inside = x;
  }
  return null;
}
