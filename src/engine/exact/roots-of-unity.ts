/** Cosine and sine of 2 pi k / size. */
export interface Unity {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/**
 * The roots of unity from k = 0 to half the size, by halving angles: between two neighbours, apart by twice the angle
 * d, lies their sum divided by 2 cos d. Square roots only, so that the bits are the same everywhere; the error stays
 * at a few units of 1e-16.
 * @param size a power of 2
 */
export function rootsOfUnity(size: number): Unity {
  const half = size / 2;
  if (size < 4) return { cos: Float64Array.of(1, -1).slice(0, size), sin: new Float64Array(size) };
  const cos = new Float64Array(half + 1);
  const sin = new Float64Array(half + 1);
  cos[0] = 1;
  sin[half / 2] = 1;
  cos[half] = -1;
  // 2 cos of the angle between a root and the new ones beside it, by the half-angle formula; it starts at 90 degrees.
  let chord = 0;
  for (let step = half / 2; step > 1; step /= 2) {
    chord = Math.sqrt(2 + chord);
    for (let k = step / 2; k < half; k += step) {
      cos[k] = (cos[k - step / 2] + cos[k + step / 2]) / chord;
      sin[k] = (sin[k - step / 2] + sin[k + step / 2]) / chord;
    }
  }
  return { cos, sin };
}

/** Writes z - 1 for `count` roots z from number `first` on, real parts before imaginary ones. */
export function writeRoots({ cos, sin }: Unity, first: number, count: number, to: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const [x, y] = [cos[first + i], sin[first + i]];
    // cos - 1 = -sin^2 / (1 + cos), without the digits that the difference loses near 1.
    to[i] = x > 0 ? -(y * y) / (1 + x) : x - 1;
    to[i + to.length / 2] = y;
  }
}
