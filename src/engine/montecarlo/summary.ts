import { kernel } from './kernel.ts';
import { type Moments, momentsAbout } from './moments.ts';

/** What some values come to, of which none is NaN. */
export interface Summary extends Moments {
  readonly least: number;
  readonly largest: number;
  readonly areWhole: boolean;
}

/** @returns null where there is no value, or one that is not defined */
export function summaryOf(values: Float64Array): Summary | null {
  if (values.length === 0) return null;
  const { summarise, summary } = kernel();
  const from = values[0];
  summary.set([from, from, 0, 0]);
  let areWhole = true;
  eachPart(values, (count) => {
    areWhole = summarise(count, from) && areWhole;
  });
  const [least, largest, sum, squares] = summary;
  return Number.isNaN(sum) ? null : { least, largest, areWhole, ...momentsAbout(from, values.length, sum, squares) };
}

/** Puts values into the kernel, in parts that it takes at a time. */
export function eachPart(values: Float64Array, take: (count: number) => void): void {
  const { values: room } = kernel();
  for (let r = 0; r < values.length; r += room.length) {
    const part = values.length <= room.length ? values : values.subarray(r, r + room.length);
    room.set(part);
    take(part.length);
  }
}
