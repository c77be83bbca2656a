import type { Band } from './bands.ts';

/** A band from runs; one run alone says nothing of its deviation. */
export type SampledBand = Omit<Band, 'sd'> & { readonly sd: number | null };

/** Counts below this have a cell each, where there are few tallies. */
const DENSE = 65_536;

/** Beyond this many other values they are gathered in bins. */
const MOST_DISTINCT = 20_000;

/** Cells, and other values, that all tallies of a sample have together: 64 MB, and about 120 MB. */
const ALL_DENSE = 1 << 23;
const ALL_DISTINCT = 2_000_000;

/** Bins keep the sign, the exponent and this many bits of the fraction: half a bin is 2^-13 of a value, 0.012 %. */
const FRACTION_BITS = 12;

/** So much below a level is rounding, as for exact distributions. */
const ROUNDING = 1e-12;

/** What a tally is, as plain data that another thread can send. */
export interface TallyData {
  readonly dense: Float64Array;
  /** Value, times; value, times; ... */
  readonly others: Float64Array;
  readonly binned: boolean;
  /** By unit, of the other values: its number, the runs, the sums of deviations from the centre and of their squares. */
  readonly units: Float64Array;
}

/**
 * How often each value of a metric came up over the runs. Exact for counts below 65,536 and up to 20,000 other values
 * (fewer where there are more than 100 tallies); beyond, values stand for their bins, within 0.012 %. Memory is bounded by
 * that, but for a few numbers for each unit of runs. The order in which units are added makes no difference to any bit
 * of what it says.
 */
export class Tally {
  private readonly centre: number;
  private readonly mostDense: number;
  private readonly mostDistinct: number;
  private dense: Float64Array;
  private others = new Map<number, number>();
  private binned = false;
  private units: { unit: number; runs: number; sum: number; squares: number }[] = [];

  /**
   * @param centre a number near the mean, from which deviations are measured so that squares keep their digits
   * @param among how many tallies share the memory
   */
  constructor(centre: number, among = 1) {
    this.centre = centre;
    this.mostDense = Math.max(256, Math.min(DENSE, Math.floor(ALL_DENSE / among)));
    this.mostDistinct = Math.max(256, Math.min(MOST_DISTINCT, Math.floor(ALL_DISTINCT / among)));
    this.dense = new Float64Array(Math.min(256, this.mostDense));
  }

  /** Adds values of a unit of runs, in the order of the runs; NaN stands for a run in which the metric is undefined. */
  add(unit: number, values: Float64Array, runs: number): void {
    let { dense } = this;
    for (let r = 0; r < runs; r++) {
      const value = values[r];
      // Counts are most of what comes, and the sums of those follow from how often each came up.
      if ((value | 0) === value && value >= 0 && value < dense.length) dense[value]++;
      else {
        this.addOther(unit, value);
        dense = this.dense;
      }
    }
  }

  private addOther(unit: number, value: number): void {
    if (Number.isNaN(value)) return;
    this.count(value, 1);
    if (this.isDense(value)) return;
    const last = this.units.at(-1);
    const sums = last?.unit === unit ? last : { unit, runs: 0, sum: 0, squares: 0 };
    if (sums !== last) this.units.push(sums);
    const deviation = value - this.centre;
    sums.runs++;
    sums.sum += deviation;
    sums.squares += deviation * deviation;
  }

  merge({ dense, others, binned, units }: TallyData): void {
    if (binned) this.bin();
    for (const [value, times] of dense.entries()) if (times > 0) this.count(value, times);
    for (let i = 0; i < others.length; i += 2) this.count(others[i], others[i + 1]);
    for (let i = 0; i < units.length; i += 4) {
      this.units.push({ unit: units[i], runs: units[i + 1], sum: units[i + 2], squares: units[i + 3] });
    }
  }

  toData(): TallyData {
    return {
      dense: this.dense,
      others: Float64Array.from([...this.others].flat()),
      binned: this.binned,
      units: Float64Array.from(this.units.flatMap(({ unit, runs, sum, squares }) => [unit, runs, sum, squares])),
    };
  }

  /** Null when the metric was undefined in every run. */
  band(): SampledBand | null {
    const units = this.units.toSorted((a, b) => a.unit - b.unit);
    let [runs, sum, squares] = [0, 0, 0];
    for (const [value, times] of this.dense.entries()) {
      runs += times;
      sum += times * (value - this.centre);
      squares += times * (value - this.centre) * (value - this.centre);
    }
    for (const unit of units) {
      runs += unit.runs;
      sum += unit.sum;
      squares += unit.squares;
    }
    if (runs === 0) return null;
    const apart = sum / runs;
    const variance = Math.max(0, squares - sum * apart) / (runs - 1);
    const [p5, p50, p95] = this.quantiles(runs, [0.05, 0.5, 0.95]);
    return { mean: this.centre + apart, sd: runs > 1 ? Math.sqrt(variance) : null, p5, p50, p95 };
  }

  /** How many runs lie below one number or above the other. */
  outside(low: number, high: number): number {
    let runs = 0;
    for (const [value, times] of this.dense.entries()) if (value < low || value > high) runs += times;
    for (const [value, times] of this.others) if (value < low || value > high) runs += times;
    return runs;
  }

  private count(value: number, times: number): void {
    if (this.isDense(value)) {
      if (value >= this.dense.length) this.grow(value);
      this.dense[value] += times;
      return;
    }
    const key = this.binned ? binOf(value) : value;
    this.others.set(key, (this.others.get(key) ?? 0) + times);
    if (!this.binned && this.others.size > this.mostDistinct) this.bin();
  }

  private isDense(value: number): boolean {
    return value >= 0 && value < this.mostDense && Math.floor(value) === value;
  }

  private grow(value: number): void {
    let length = this.dense.length;
    while (length <= value) length *= 2;
    const larger = new Float64Array(Math.min(length, this.mostDense));
    larger.set(this.dense);
    this.dense = larger;
  }

  private bin(): void {
    if (this.binned) return;
    this.binned = true;
    const exact = this.others;
    this.others = new Map();
    for (const [value, times] of exact) this.count(value, times);
  }

  /** For each level, in rising order, the smallest value by which so many of the runs are counted. */
  private quantiles(runs: number, levels: readonly number[]): number[] {
    const dense = Array.from(this.dense, (times, value): [number, number] => [value, times]);
    const all = [...dense.filter(([, times]) => times > 0), ...this.others].sort(([a], [b]) => a - b);
    let i = 0;
    let counted = all[0][1];
    return levels.map((level) => {
      while (counted / runs < level - ROUNDING && i < all.length - 1) counted += all[++i][1];
      return all[i][0];
    });
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** The middle of the bin that a number falls into. */
function binOf(value: number): number {
  if (value === 0) return 0;
  bits.setFloat64(0, value);
  const kept = 20 - FRACTION_BITS;
  bits.setUint32(0, ((bits.getUint32(0) >>> kept) << kept) | (1 << (kept - 1)));
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}
