import { type Arithmetic, digitsBelowFirst } from './arithmetic.ts';
import { halvings, TAYLOR } from './exponential-series.ts';

/**
 * Generating functions at points of the unit circle, several at once: first all real parts, then all imaginary ones.
 * Every point is worked on by itself, so that its bits do not depend on its neighbours.
 */
export class Complex implements Arithmetic {
  readonly store: Float64Array;
  readonly width: number;
  readonly totals = this;
  readonly #points: Float64Array;
  readonly #count: number;

  /** @param points z - 1, laid out as a number is; the caller may write others there */
  constructor(points: Float64Array, size: number) {
    this.#points = points;
    this.width = points.length;
    this.#count = points.length / 2;
    this.store = new Float64Array(this.width * size);
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
    const { store } = this;
    const count = this.#count;
    for (let i = 0; i < count; i++) {
      const x = share * store[from + i];
      const y = share * store[from + i + count];
      const re = store[to + i];
      const im = store[to + i + count];
      store[to + i] += x + (re * x - im * y);
      store[to + i + count] += y + (re * y + im * x);
    }
  }

  raise(to: number, from: number, people: number): void {
    const { store } = this;
    const count = this.#count;
    const digits = digitsBelowFirst(people);
    for (let i = 0; i < count; i++) {
      const x = store[from + i];
      const y = store[from + i + count];
      let re = x;
      let im = y;
      for (let k = 0; k < digits.length; k++) {
        const twice = re * (2 + re) - im * im;
        im *= 2 + 2 * re;
        re = twice;
        if (!digits[k]) continue;
        const next = re + x + (re * x - im * y);
        im += y + (re * y + im * x);
        re = next;
      }
      this.#multiply(to + i, re, im);
    }
  }

  poisson(to: number, from: number, mean: number): void {
    const { store } = this;
    const count = this.#count;
    // |g - 1| is at most 2 on the unit circle.
    const squarings = halvings(2 * mean);
    let scale = mean;
    for (let k = 0; k < squarings; k++) scale /= 2;
    for (let i = 0; i < count; i++) {
      const x = scale * store[from + i];
      const y = scale * store[from + i + count];
      let re = 0;
      let im = 0;
      for (let k = TAYLOR.length - 1; k >= 0; k--) {
        const next = TAYLOR[k] + re;
        re = x * next - y * im;
        im = x * im + y * next;
      }
      for (let k = 0; k < squarings; k++) {
        const twice = re * (2 + re) - im * im;
        im *= 2 + 2 * re;
        re = twice;
      }
      this.#multiply(to + i, re, im);
    }
  }

  /** 1 / (1 - w) - 1 = w / (1 - w), with w = mean (g - 1), whose real part is never above 0. */
  geometric(to: number, from: number, mean: number): void {
    const { store } = this;
    const count = this.#count;
    for (let i = 0; i < count; i++) {
      const x = mean * store[from + i];
      const y = mean * store[from + i + count];
      const size = (1 - x) * (1 - x) + y * y;
      this.#multiply(to + i, (x * (1 - x) - y * y) / size, y / size);
    }
  }

  #multiply(at: number, x: number, y: number): void {
    const { store } = this;
    const im = at + this.#count;
    const re = store[at];
    store[at] += x + (re * x - store[im] * y);
    store[im] += y + (re * y + store[im] * x);
  }
}
