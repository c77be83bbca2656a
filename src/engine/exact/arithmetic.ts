import type { Law } from '../../model/plan/plan.ts';

/**
 * Numbers that a generating function can be evaluated with: values at points of the unit circle, at real points, or
 * the first two derivatives at 1. Each stands in `store` and is known by where it starts there. What is stored is the
 * difference of the generating function from 1: at z = 1 it is exactly 0, so that probabilities add up to 1, and near
 * it, where all that matters lies, no digits are lost however many people are multiplied.
 */
export interface Arithmetic extends Bringing {
  readonly store: Float64Array;
  /** How many elements of the store a number takes. */
  readonly width: number;
  /** Writes the variable z itself. */
  variable(to: number): void;
  /** h = 1. */
  clear(to: number): void;
  copy(to: number, from: number): void;
  /** h = 1 - share + share h: what happens with that probability, else nothing. */
  shrink(to: number, share: number): void;
  /** h = h + share (g - 1): another thing that may happen instead of nothing. */
  mix(to: number, share: number, from: number): void;
  /** h = h g: two independent things. */
  times(to: number, from: number): void;
  /** h = h / (1 + mean (1 - g)): a geometric number, on 0, 1, 2, ... */
  geometric(to: number, from: number, mean: number): void;
  /** Products over everybody who comes from outside. What is stored there is up to the arithmetic. */
  readonly totals: Bringing;
}

/** Multiplies h by the generating function of a number of people, each of whom leaves the marks of g. */
export interface Bringing {
  /** A whole number of them. */
  raise(to: number, from: number, people: number): void;
  /** One with this probability, else none. */
  perhaps(to: number, from: number, share: number): void;
  /** A Poisson number with this mean: exp(mean (g - 1)). */
  poisson(to: number, from: number, mean: number): void;
}

/** People of a channel, or initial members: for a fraction one more with that probability (section 7). */
export function bring(numbers: Bringing, to: number, from: number, law: Law, mean: number): void {
  const whole = law === 'poisson' ? 0 : Math.floor(mean);
  if (whole === 1) numbers.perhaps(to, from, 1);
  else if (whole > 0) numbers.raise(to, from, whole);
  if (mean === whole) return;
  if (law === 'poisson') numbers.poisson(to, from, mean);
  else numbers.perhaps(to, from, mean - whole);
}

/** People brought by one member in one rotation. */
export function refer(numbers: Arithmetic, to: number, from: number, law: Law, mean: number): void {
  if (law !== 'geometric') bring(numbers, to, from, law satisfies 'fixed' | 'poisson', mean);
  else if (mean > 0) numbers.geometric(to, from, mean);
}

/** The binary digits of a whole number up to 2^53 below its leading 1, the highest first. */
export function digitsBelowFirst(whole: number): boolean[] {
  const digits: boolean[] = [];
  for (let rest = whole; rest > 1; rest = Math.floor(rest / 2)) digits.unshift(rest % 2 === 1);
  return digits;
}
