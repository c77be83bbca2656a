import { anyOf, type Moments, momentsAbout } from './moments.ts';
import { quantilesAmong } from './quantile.ts';

/** All values of a metric: quantiles are exact. */
export class Values {
  private readonly parts: Float64Array[] = [];

  /** Adds values, leaving out NaN, and says what they come to. */
  add(values: Float64Array): Moments {
    const from = anyOf(values);
    let [runs, sum, squares] = [0, 0, 0];
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      runs++;
      const deviation = value - from;
      sum += deviation;
      squares += deviation * deviation;
    }
    this.parts.push(runs === values.length ? values.slice() : values.filter((value) => !Number.isNaN(value)));
    return momentsAbout(from, runs, sum, squares);
  }

  /** Takes the values of others, all of them defined. */
  merge(values: Float64Array): void {
    this.parts.push(values);
  }

  all(): Float64Array {
    const all = new Float64Array(this.parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  quantiles(levels: readonly number[]): number[] {
    return quantilesAmong(this.all(), levels);
  }

  /** How many lie below one number or above the other. */
  outside(low: number, high: number): number {
    let runs = 0;
    for (const part of this.parts) for (const value of part) if (value < low || value > high) runs++;
    return runs;
  }
}
