import type { Unity } from './roots-of-unity.ts';

/**
 * The probabilities behind a generating function G known at the roots of unity number 0 to size / 2; the others are
 * its complex conjugates. p[n] = 1/size sum over k of G(w^k) w^(-kn): an inverse transform by decimation in time
 * (Cooley and Tukey, 1965). Our own, as the libraries take their roots from the engine's sin and cos.
 * @param re real parts of G - 1 @param im imaginary parts
 */
export function probabilitiesBehind(re: Float64Array, im: Float64Array, unity: Unity): Float64Array {
  const half = re.length - 1;
  const size = Math.max(1, 2 * half);
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  for (let k = 0, place = 0; k < size; k++) {
    const from = k <= half ? k : size - k;
    x[place] = 1 + re[from];
    y[place] = k <= half ? im[from] : -im[from];
    place = nextReversed(place, size);
  }
  for (let span = 1; span < size; span *= 2) butterflies(x, y, span, unity);
  for (let n = 0; n < size; n++) x[n] /= size;
  return x;
}

/** Counts up by one in bits that are read from right to left. */
function nextReversed(place: number, size: number): number {
  let bit = size >> 1;
  let rest = place;
  for (; rest & bit; bit >>= 1) rest ^= bit;
  return rest | bit;
}

/** Joins neighbouring transforms of length `span` to one of twice the length. */
function butterflies(x: Float64Array, y: Float64Array, span: number, { cos, sin }: Unity): void {
  const size = x.length;
  const stride = size / (2 * span);
  for (let k = 0; k < span; k++) {
    const c = cos[k * stride];
    const s = -sin[k * stride];
    for (let i = k; i < size; i += 2 * span) {
      const j = i + span;
      const re = c * x[j] - s * y[j];
      const im = c * y[j] + s * x[j];
      x[j] = x[i] - re;
      y[j] = y[i] - im;
      x[i] += re;
      y[i] += im;
    }
  }
}
