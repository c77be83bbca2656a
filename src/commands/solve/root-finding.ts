/** A value of a function; null where it has none. A promise where it takes long. */
export type Probe = (x: number) => Promise<number | null>;

/** Where a function changes sign: its values at both ends. */
export interface Bracket {
  readonly a: number;
  readonly b: number;
  readonly fa: number;
  readonly fb: number;
}

/** The spacing of doubles, relative. */
const EPSILON = 2.220446049250313e-16;

/**
 * A zero of a continuous function between two points where it has different signs, to the last digits of a double; of a
 * function that jumps, the place of a jump over 0. Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding
 * the zero of a nonlinear function without using derivatives", Advances in Engineering Software 28 (1997): an inverse
 * quadratic step where the last three points allow one, else a bisection. (Libraries for this are a page each and long
 * unattended.)
 * @param f defined between the ends; where it is not after all, the search ends there
 */
export async function zeroIn(f: Probe, bracket: Bracket): Promise<number> {
  const { a, b, fa, fb } = await narrowed(f, bracket, 2 * EPSILON, Number.MIN_VALUE);
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}

/**
 * The bracket made narrower, until its ends are as near to each other as is asked, relative to the better one and
 * absolutely, or one end is a zero; the sign changes between them still.
 */
export async function narrowed(
  f: Probe,
  { a, b, fa, fb }: Bracket,
  relative: number,
  absolute: number,
): Promise<Bracket> {
  let [x1, f1, x2, f2] = [a, fa, b, fb];
  for (let step = 0.5; ; ) {
    const x = x1 + step * (x2 - x1);
    const value = await f(x);
    if (value === null) return { a: x1, b: x2, fa: f1, fb: f2 };
    let [x3, f3] = [x2, f2];
    if (Math.sign(value) === Math.sign(f1)) [x3, f3] = [x1, f1];
    else [x2, f2] = [x1, f1];
    [x1, f1] = [x, value];
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const least = (relative * Math.abs(best) + absolute) / Math.abs(x2 - x1);
    if (least > 0.5 || f1 === 0 || x1 === x2) return { a: x1, b: x2, fa: f1, fb: f2 };
    step = Math.min(1 - least, Math.max(least, stepTo(x1, f1, x2, f2, x3, f3)));
  }
}

/** The next step from the first point towards the second, as a share of the way. */
function stepTo(x1: number, f1: number, x2: number, f2: number, x3: number, f3: number): number {
  const xi = (x1 - x2) / (x3 - x2);
  const phi = (f1 - f2) / (f3 - f2);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  const quadratic = (f1 / (f2 - f1)) * (f3 / (f2 - f3));
  return quadratic + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2));
}

/** The golden ratio, by which each step shortens the interval. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Where a function comes nearest to 0 between two points, if it has one such place; golden-section search (Kiefer,
 * "Sequential minimax search for a maximum", Proceedings of the AMS 4, 1953).
 * @param steps 40 of them shorten the interval to 1e-8 of itself, where a smooth minimum is flat to the last digit
 * @returns the best point seen, the ends not among them, or null where there is no value at all
 */
export async function nearestToZero(f: Probe, a: number, b: number, steps = 40): Promise<number | null> {
  let [low, high] = [a, b];
  let best: { x: number; distance: number } | null = null;
  const distanceAt = async (x: number): Promise<number> => {
    const value = await f(x);
    const distance = value === null ? Infinity : Math.abs(value);
    if (distance < (best?.distance ?? Infinity)) best = { x, distance };
    return distance;
  };
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [await distanceAt(left), await distanceAt(right)];
  for (let i = 0; i < steps; i++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = await distanceAt(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = await distanceAt(right);
    }
  }
  return (best as { x: number } | null)?.x ?? null;
}
