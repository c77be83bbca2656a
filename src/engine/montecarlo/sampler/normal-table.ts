import exp from '@stdlib/math-base-special-exp';
import { normalQuantile, SMALLEST } from './normal.ts';

/** Parts of an octave of probabilities, and how many octaves below 1/2 have a series: what lies beyond is drawn seldom. */
const PARTS = 16;
const OCTAVES = 12;

/** A series has a row: its centre, and its coefficients up to this power. */
const DEGREE = 6;
const ROW = DEGREE + 2;

const ROOT_2PI = 2.5066282746310002;

/** By part of 0..1/2, which clz32 finds: made when first asked for. */
let rows: Float64Array | null = null;

/**
 * The standard normal quantiles of some uniforms, within 1e-11: what `normalQuantile` gives to the last digits, in a third of
 * its time. The probability in the nearer tail is found in a table of Taylor series, whose parts are as wide as it is small.
 * @param lanes whose uniforms, the first `count` of these
 * @param into where the quantiles go, from 0 on
 */
export function normalQuantiles(lanes: Int32Array, count: number, uniforms: Float64Array, into: Float64Array): void {
  rows ??= tabulated();
  const table = rows;
  for (let i = 0; i < count; i++) {
    const uniform = uniforms[lanes[i]];
    // Half a step of 2^-53 away from the uniform, so that both tails are alike, and neither is empty.
    const tail = 0.5 - Math.abs(uniform - (0.5 - SMALLEST));
    const word = (tail * 4294967296) >>> 0;
    const octave = Math.clz32(word);
    if (octave >= OCTAVES) {
      into[i] = normalQuantile(uniform);
      continue;
    }
    const row = (octave * PARTS + ((word << (octave + 1)) >>> 28)) * ROW;
    const t = tail - table[row];
    const tt = t * t;
    // Even and odd powers apart, which a processor sums at the same time.
    const even = table[row + 1] + tt * (table[row + 3] + tt * (table[row + 5] + tt * table[row + 7]));
    const odd = table[row + 2] + tt * (table[row + 4] + tt * table[row + 6]);
    // -1 below 1/2 and 1 above: half of all draws would go the other way from what a processor expects of a branch.
    into[i] = (even + t * odd) * (2 * ((uniform * 2) | 0) - 1);
  }
}

function tabulated(): Float64Array {
  const table = new Float64Array(OCTAVES * PARTS * ROW);
  for (let octave = 1, lowest = 1 / 4; octave < OCTAVES; octave++, lowest /= 2) {
    for (let part = 0; part < PARTS; part++) {
      const row = (octave * PARTS + part) * ROW;
      table[row] = lowest * (1 + (part + 0.5) / PARTS);
      table.set(seriesAt(table[row]), row + 1);
    }
  }
  return table;
}

/**
 * The Taylor series about a probability of z, the quantile of the tail above it: dz/dv = s = -root(2 pi) e^(z^2/2), so
 * that ds/dv = z s^2 (Steinbrecher & Shaw, "Quantile mechanics", European Journal of Applied Mathematics 19, 2008), and
 * every coefficient follows from those before it.
 */
function seriesAt(tail: number): Float64Array {
  const [z, s, zs] = Array.from({ length: 3 }, () => new Float64Array(DEGREE + 1));
  z[0] = -normalQuantile(tail);
  s[0] = -ROOT_2PI * exp((z[0] * z[0]) / 2);
  for (let k = 0; k < DEGREE; k++) {
    for (let i = 0; i <= k; i++) zs[k] += z[i] * s[k - i];
    for (let i = 0; i <= k; i++) s[k + 1] += (zs[i] * s[k - i]) / (k + 1);
    z[k + 1] = s[k] / (k + 1);
  }
  return z;
}
