import { type Arithmetic, type Bringing, digitsBelowFirst } from './arithmetic.ts';
import { expm1 } from './expm1.ts';
import { ln1p } from './logarithm.ts';

/**
 * Generating functions at real points z >= 0, for bounds; totals are logarithms. Past its radius of convergence a
 * generating function is infinite, and whatever comes of it Infinity or NaN: no bound.
 * @param points z - 1, several at once
 */
export function reals(points: Float64Array, size: number): Arithmetic {
  const width = points.length;
  const store = new Float64Array(width * size);
  const each = (to: number, from: number, next: (h: number, g: number) => number): void => {
    for (let i = 0; i < width; i++) store[to + i] = next(store[to + i], store[from + i]);
  };
  return {
    store,
    width,
    variable: (to) => store.set(points, to),
    clear: (to) => {
      store.fill(0, to, to + width);
    },
    copy: (to, from) => {
      store.copyWithin(to, from, from + width);
    },
    shrink: (to, share) => each(to, to, (h) => share * h),
    mix: (to, share, from) => each(to, from, (h, g) => h + share * g),
    times: (to, from) => each(to, from, product),
    raise: (to, from, people) => {
      const digits = digitsBelowFirst(people);
      each(to, from, (h, g) => product(h, power(g, digits)));
    },
    perhaps: (to, from, share) => each(to, from, (h, g) => product(h, share * g)),
    poisson: (to, from, mean) => each(to, from, (h, g) => product(h, expm1(mean * g))),
    geometric: (to, from, mean) =>
      each(to, from, (h, g) => product(h, mean * g < 1 ? (mean * g) / (1 - mean * g) : Infinity)),
    totals: logarithms(each),
  };
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
const logarithm = (g: number): number => ln1p(g < -1 + 1e-6 ? -1 + 1e-6 : g);

const logarithms = (each: (to: number, from: number, next: (h: number, g: number) => number) => void): Bringing => ({
  raise: (to, from, people) => each(to, from, (total, g) => total + people * logarithm(g)),
  perhaps: (to, from, share) => each(to, from, (total, g) => total + logarithm(share * g)),
  poisson: (to, from, mean) => each(to, from, (total, g) => total + mean * g),
});
