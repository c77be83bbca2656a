import expm1 from '@stdlib/math-base-special-expm1';
import log1p from '@stdlib/math-base-special-log1p';
import { type Arithmetic, type Bringing, digitsBelowFirst } from './arithmetic.ts';

/**
 * Generating functions at real points z >= 0, for bounds; totals are logarithms. Past its radius of convergence a
 * generating function is infinite, and whatever comes of it Infinity or NaN: no bound.
 */
export class Reals implements Arithmetic {
  readonly store: Float64Array;
  readonly width: number;
  readonly totals: Bringing;
  readonly #points: Float64Array;

  /** @param points z - 1, several at once */
  constructor(points: Float64Array, size: number) {
    this.#points = points;
    this.width = points.length;
    this.store = new Float64Array(this.width * size);
    this.totals = logarithms(this.store, this.width);
  }

  variable(to: number): void {
    this.store.set(this.#points, to);
  }

  clear(to: number): void {
    this.store.fill(0, to, to + this.width);
  }

  copy(to: number, from: number): void {
    this.store.copyWithin(to, from, from + this.width);
  }

  shrink(to: number, share: number): void {
    const { store, width } = this;
    for (let i = to; i < to + width; i++) store[i] *= share;
  }

  mix(to: number, share: number, from: number): void {
    const { store, width } = this;
    for (let i = 0; i < width; i++) store[to + i] += share * store[from + i];
  }

  times(to: number, from: number): void {
    this.perhaps(to, from, 1);
  }

  perhaps(to: number, from: number, share: number): void {
    const { store, width } = this;
    for (let i = 0; i < width; i++) store[to + i] = product(store[to + i], share * store[from + i]);
  }

  raise(to: number, from: number, people: number): void {
    const { store, width } = this;
    const digits = digitsBelowFirst(people);
    for (let i = 0; i < width; i++) store[to + i] = product(store[to + i], power(store[from + i], digits));
  }

  poisson(to: number, from: number, mean: number): void {
    const { store, width } = this;
    for (let i = 0; i < width; i++) store[to + i] = product(store[to + i], expm1(mean * store[from + i]));
  }

  geometric(to: number, from: number, mean: number): void {
    const { store, width } = this;
    for (let i = 0; i < width; i++) {
      const more = mean * store[from + i];
      store[to + i] = product(store[to + i], more < 1 ? more / (1 - more) : Infinity);
    }
  }
}

const product = (h: number, g: number): number => h + g + h * g;

function power(g: number, digits: readonly boolean[]): number {
  let h = g;
  for (const digit of digits) {
    h *= 2 + h;
    if (digit) h = product(h, g);
  }
  return h;
}

/**
 * log(1 + g), but never of less than 1e-6, whose rounding error would show; a generating function taken for larger
 * than it is leaves a bound a bound.
 */
const logarithm = (g: number): number => log1p(g < -1 + 1e-6 ? -1 + 1e-6 : g);

function logarithms(store: Float64Array, width: number): Bringing {
  const add = (to: number, from: number, people: number, share: number): void => {
    for (let i = 0; i < width; i++) store[to + i] += people * logarithm(share * store[from + i]);
  };
  return {
    raise: (to, from, people) => add(to, from, people, 1),
    perhaps: (to, from, share) => add(to, from, 1, share),
    poisson: (to, from, mean) => {
      for (let i = 0; i < width; i++) store[to + i] += mean * store[from + i];
    },
  };
}
