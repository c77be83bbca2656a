import exp from '@stdlib/math-base-special-exp';

/** Parts of an octave of probabilities, and how many octaves below 1/2 have a series: what lies beyond is drawn seldom. */
const PARTS = 16;
const OCTAVES = 12;

/** A series has a row: its centre, and its coefficients up to this power. */
const DEGREE = 6;
const ROW = DEGREE + 2;

const ROOT_2PI = 2.5066282746310002;

/**
 * Taylor series of the standard normal quantile, for the kernel: a row for each part of each octave of 0..1/2, as the number of
 * zeros before a probability's binary digits and the digits after them tell it.
 * @param quantile the normal quantile itself
 */
export function normalSeries(quantile: (probability: number) => number): Float64Array {
  const table = new Float64Array(OCTAVES * PARTS * ROW);
  for (let octave = 1, lowest = 1 / 4; octave < OCTAVES; octave++, lowest /= 2) {
    for (let part = 0; part < PARTS; part++) {
      const row = (octave * PARTS + part) * ROW;
      const centre = lowest * (1 + (part + 0.5) / PARTS);
      table[row] = centre;
      table.set(seriesAt(-quantile(centre)), row + 1);
    }
  }
  return table;
}

/**
 * The Taylor series about a probability of z, the quantile of the tail above it: dz/dv = s = -root(2 pi) e^(z^2/2), so
 * that ds/dv = z s^2 (Steinbrecher & Shaw, "Quantile mechanics", European Journal of Applied Mathematics 19, 2008), and
 * every coefficient follows from those before it.
 */
function seriesAt(quantile: number): Float64Array {
  const [z, s, zs] = Array.from({ length: 3 }, () => new Float64Array(DEGREE + 1));
  z[0] = quantile;
  s[0] = -ROOT_2PI * exp((z[0] * z[0]) / 2);
  for (let k = 0; k < DEGREE; k++) {
    for (let i = 0; i <= k; i++) zs[k] += z[i] * s[k - i];
    for (let i = 0; i <= k; i++) s[k + 1] += (zs[i] * s[k - i]) / (k + 1);
    z[k + 1] = s[k] / (k + 1);
  }
  return z;
}
