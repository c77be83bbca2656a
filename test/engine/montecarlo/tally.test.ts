import { describe, expect, test } from 'vitest';
import { stream } from '../../../src/engine/montecarlo/streams.ts';
import { type SampledBand, Tally } from '../../../src/engine/montecarlo/tally.ts';

const BLOCK = 1000;

type Law = (u: () => number) => number;

const normal: Law = (u) => Math.sqrt(-2 * Math.log(1 - u())) * Math.cos(2 * Math.PI * u());

/** Values that look random and are the same in every run. */
function drawn(law: Law, count: number, seed = '1'): number[] {
  const from = stream(seed, 0, 'values');
  return Array.from({ length: count }, () => law(() => from.next()));
}

const blocksOf = (values: readonly number[]): Float64Array[] =>
  Array.from({ length: Math.ceil(values.length / BLOCK) }, (_, i) =>
    Float64Array.from(values.slice(i * BLOCK, (i + 1) * BLOCK)),
  );

function tallied(values: readonly number[], tally = new Tally()): Tally {
  for (const [i, part] of blocksOf(values).entries()) tally.add(i, part);
  return tally;
}

/** The band from grids: one laid out from the first block and, where that is too coarse, a second one. */
function onGrids(values: readonly number[]): { band: SampledBand; again: boolean } {
  const first = tallied(values, new Tally(tallied(values.slice(0, BLOCK)).firstGrid()));
  const grid = first.secondGrid();
  const band = (grid ? tallied(values, new Tally(grid)) : first).band();
  if (!band) throw new Error('no values');
  return { band, again: grid !== null };
}

/** The plain definitions, over sorted values. */
function plainly(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (percent: number): number => sorted[Math.ceil((percent * sorted.length) / 100) - 1];
  // From the median, which loses no digit of small deviations from a large number.
  const from = quantile(50);
  const apart = values.reduce((sum, value) => sum + (value - from), 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - from - apart) ** 2, 0);
  const [mean, sd] = [from + apart, Math.sqrt(squares / (values.length - 1))];
  return { mean, sd, p5: quantile(5), p50: quantile(50), p95: quantile(95) };
}

/** Means of blocks are rounded to their last place, and deviations are known no better. */
const roundingOf = ({ mean, sd }: { mean: number; sd: number }): number => 1e-9 * sd + 2 ** -52 * Math.abs(mean);

test('mean, deviation and quantiles of few values are those of the values', () => {
  // of 1, 2, 3, 4: mean 2.5, squares 5 / 3; 5 % and 50 % and 95 % are the 1st, 2nd and 4th
  const { sd, ...band } = tallied([4, 2, 1, 3]).band() ?? {};
  expect(band).toEqual({ mean: 2.5, p5: 1, p50: 2, p95: 4 });
  expect(sd).toBeCloseTo(Math.sqrt(5 / 3), 14);
  expect(tallied([7]).band()).toEqual({ mean: 7, sd: null, p5: 7, p50: 7, p95: 7 });
  expect(tallied([]).band()).toBeNull();
});

test('what always comes to the same has that mean, and no deviation', () => {
  for (const value of [0.1, 1e12 + 1 / 3, -7]) {
    const same = { mean: value, sd: 0, p5: value, p50: value, p95: value };
    expect(tallied(Array(3500).fill(value)).band()).toEqual(same);
    expect(onGrids(Array(3500).fill(value))).toEqual({ band: same, again: false });
  }
});

test('what lies outside two numbers is counted, and what is one of them is not', () => {
  expect(tallied([1, 2, 2.5, 3, 4, 70_000, -1, Number.NaN]).outside(2, 3)).toBe(4);
  expect(tallied([2, 3]).outside(2, 3)).toBe(0);
});

test('values that are undefined are left out', () => {
  expect(tallied([Number.NaN, 5, Number.NaN]).band()).toEqual({ mean: 5, sd: null, p5: 5, p50: 5, p95: 5 });
  expect(tallied([Number.NaN]).band()).toBeNull();
  const some = drawn((u) => (u() < 0.3 ? Number.NaN : 10 + normal(u)), 20_000);
  const defined = some.filter((value) => !Number.isNaN(value));
  expect(Math.abs(onGrids(some).band.p95 - plainly(defined).p95)).toBeLessThan(plainly(defined).sd / 1000);
});

test('0 is 0, whichever of 0 and -0 came first', () => {
  for (const values of [
    [0, -0, -0],
    [-0, 0, -0],
  ]) {
    expect(tallied(values).band()).toEqual({ mean: 0, sd: 0, p5: 0, p50: 0, p95: 0 });
    expect(onGrids(values).band).toEqual({ mean: 0, sd: 0, p5: 0, p50: 0, p95: 0 });
  }
});

const LAWS: readonly [string, Law][] = [
  ['counts', (u) => Math.round(150 + 12 * normal(u))],
  ['counts about 10^12, of a deviation of 10^6', (u) => Math.round(1e12 + 1e6 * normal(u))],
  ['amounts of 2.3 milliards, of a deviation of 50,000, in cents', (u) => Math.round(2.34e11 + 5e6 * normal(u)) / 100],
  ['amounts about 0', normal],
  ['a deviation of a few units of the last place', (u) => 1e9 + 1e-6 * normal(u)],
  ['a heavy tail', (u) => Math.exp(2 * normal(u))],
  ['a tail without a deviation', (u) => (1 - u()) ** (-1 / 1.5)],
  ['a loss now and then that is out of all proportion', (u) => normal(u) - (u() < 0.002 ? 1e6 * u() : 0)],
  ['zero in nine of ten runs', (u) => (u() < 0.9 ? 0 : Math.exp(normal(u)))],
  ['zero in 99.99 % of runs', (u) => (u() < 0.9999 ? 0 : 5)],
  ['one of two, far apart', (u) => (u() < 0.5 ? 1e6 : -1e6) + Math.round(10 * u())],
];

describe('all values kept', () => {
  test.each(LAWS)('quantiles of %s are exact', (_, law) => {
    for (const count of [19, 20, 21, 999, 9500]) {
      const values = drawn(law, count);
      const { mean, sd, ...quantiles } = tallied(values).band() ?? plainly([0, 0]);
      const plain = plainly(values);
      expect(quantiles).toEqual({ p5: plain.p5, p50: plain.p50, p95: plain.p95 });
      // Deviations are from one of the values, which may be as far as sqrt(runs) deviations off.
      expect(Math.abs(mean - plain.mean)).toBeLessThanOrEqual(1e-12 * plain.sd + 4e-16 * Math.abs(mean));
      expect(Math.abs((sd ?? 0) - plain.sd)).toBeLessThanOrEqual(roundingOf(plain));
    }
  });

  test('of counts, amounts come to as much, whichever comes first and however they are spread over threads', () => {
    const counts = drawn((u) => Math.round(150 + 12 * normal(u)), 2000);
    const others = [drawn(normal, 1000), drawn((u) => Math.round(1e12 * u()), 1000), [Number.NaN, 3, -1e15, 1e21]];
    for (const other of others) {
      const values = [...counts, ...other];
      const { mean: _, sd: __, ...wanted } = plainly(values.filter((value) => !Number.isNaN(value)));
      expect(tallied(values).band()).toMatchObject(wanted);
      expect(tallied([...other, ...counts]).band()).toMatchObject(wanted);
      const parts = [new Tally(), new Tally()];
      for (const [i, part] of blocksOf(values).entries()) parts[i >> 1].add(i, part);
      for (const order of [parts, parts.toReversed()]) {
        const merged = new Tally();
        for (const part of order) merged.merge(structuredClone(part.toData()));
        expect(merged.band()).toEqual(tallied(values).band());
        expect(merged.errors()).toEqual(tallied(values).errors());
      }
    }
  });
});

describe('on a grid', () => {
  test.each(LAWS)('quantiles of %s are within 1/1,000 of the deviation, and were seen', (_, law) => {
    for (const seed of ['1', '2']) {
      const values = drawn(law, 30_500, seed);
      const seen = new Set(values);
      const plain = plainly(values);
      const { band } = onGrids(values);
      for (const key of ['p5', 'p50', 'p95'] as const) {
        expect(Math.abs(band[key] - plain[key])).toBeLessThanOrEqual(plain.sd / 1000);
        expect(seen.has(band[key])).toBe(true);
      }
      expect(Math.abs((band.sd ?? 0) - plain.sd)).toBeLessThanOrEqual(roundingOf(plain));
    }
  });

  test('counts of a few hundred are exact', () => {
    const values = drawn((u) => Math.round(300 + 40 * normal(u)), 50_000);
    expect(onGrids(values).band).toMatchObject({ p5: plainly(values).p5, p50: plainly(values).p50 });
  });

  test('a first block that tells nothing of the others is made up for by a second drawing', () => {
    const late = [...Array(BLOCK).fill(Number.NaN), ...drawn((u) => 1e6 + normal(u), 20_000)];
    const calm = [...drawn((u) => 1000 * normal(u), BLOCK), ...drawn(normal, 20_000)];
    const drift = [...drawn(normal, BLOCK), ...drawn((u) => 50 + normal(u), 20_000)];
    for (const values of [late, calm, drift]) {
      const plain = plainly(values.filter((value) => !Number.isNaN(value)));
      const { band, again } = onGrids(values);
      expect(again).toBe(true);
      for (const key of ['p5', 'p50', 'p95'] as const) {
        expect(Math.abs(band[key] - plain[key])).toBeLessThanOrEqual(plain.sd / 1000);
      }
    }
  });

  test('memory does not grow with the runs', () => {
    const sizeOf = (runs: number): number => {
      const values = drawn(normal, runs);
      const { moments, kept } = tallied(values, new Tally(tallied(values.slice(0, BLOCK)).firstGrid())).toData();
      return moments.length + ('counts' in kept ? kept.counts.length : Number.NaN);
    };
    // 5 numbers for each power of 2 that the blocks are made of: 15 and 255 are made of 4 and 8.
    expect(sizeOf(255_000) - sizeOf(15_000)).toBe(5 * 4);
  });
});

test.each(LAWS)('any split of %s over threads, merged in any order, gives the same to the last bit', (_, law) => {
  const values = drawn(law, 9500);
  const grid = tallied(values.slice(0, BLOCK)).firstGrid();
  for (const make of [() => new Tally(), () => new Tally(grid)]) {
    const whole = tallied(values, make());
    const parts = [0, 1, 2].map(make);
    for (const [i, part] of blocksOf(values).entries()) parts[(i * 7) % 3].add(i, part);
    for (const order of [
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const merged = make();
      for (const i of order) merged.merge(structuredClone(parts[i].toData()));
      expect(merged.band()).toEqual(whole.band());
      expect(merged.outside(-1, 151)).toBe(whole.outside(-1, 151));
      expect(merged.secondGrid()).toEqual(whole.secondGrid());
    }
  }
});

describe('standard errors', () => {
  const values = drawn(normal, 40_000);

  test('are those of the laws of a normal sample', () => {
    const errors = tallied(values).errors();
    const n = values.length;
    // Of a quantile sqrt(p (1 - p) / n) over the density there; of the deviation 1 / sqrt(2 n).
    const atEnds = Math.sqrt((0.05 * 0.95) / n) / 0.10313564;
    const inTheMiddle = Math.sqrt(0.25 / n) / 0.39894228;
    const wanted = { mean: 1 / Math.sqrt(n), sd: 1 / Math.sqrt(2 * n), p5: atEnds, p50: inTheMiddle, p95: atEnds };
    // What lies between two order statistics 4 s apart, of some 174 values, has an error of 1 / sqrt(174): four of these.
    for (const [part, error] of Object.entries(wanted))
      expect(Math.abs((errors?.[part as keyof typeof wanted] ?? 0) / error - 1)).toBeLessThan(4 / Math.sqrt(174));
  });

  test('are nearly the same from a grid, and the same in whatever order blocks come', () => {
    const kept = tallied(values).errors();
    const grid = tallied(values, new Tally(tallied(values.slice(0, BLOCK)).firstGrid())).errors();
    for (const part of ['mean', 'sd', 'p5', 'p50', 'p95'] as const)
      expect(grid?.[part]).toBeCloseTo(kept?.[part] ?? Number.NaN, 3);
    const backwards = new Tally();
    for (const [i, part] of [...blocksOf(values).entries()].reverse()) backwards.add(i, part);
    expect(backwards.errors()).toEqual(kept);
  });

  test('of a count that no run of chance would make another one are 0', () => {
    const counts = values.map((value) => (value > 0 ? 1 : value > -1 ? 0 : -1));
    expect(tallied(counts).errors()).toMatchObject({ p5: 0, p95: 0 });
  });

  test('are unknown after one run, and there are none without a value', () => {
    expect(tallied([3]).errors()).toEqual({ mean: null, sd: null, p5: null, p50: null, p95: null });
    expect(tallied([Number.NaN]).errors()).toBeNull();
  });
});
