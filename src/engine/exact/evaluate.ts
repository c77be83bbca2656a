import { Complex } from './complex-series.ts';
import { probabilitiesBehind } from './fft.ts';
import type { Totals } from './product.ts';
import { rootsOfUnity, writeRoots } from './roots-of-unity.ts';
import type { Steps } from './steps.ts';
import type { Window } from './window.ts';
import { workOfTransforms } from './work.ts';

/** Roots worked on at once, fewer where they would take more than 16 MB. */
const BLOCK = 128;
const ROOM = 1 << 21;

/**
 * The probabilities of the values in a window, for each rotation of the totals: their generating functions at roots of
 * unity, half of them by symmetry, block by block, and back. What lies outside a window comes in modulo the size.
 * @param size a power of 2, and no less than the length of any window
 */
export function* spectraOf(totals: Totals, windows: readonly Window[], size: number): Steps<Float64Array[]> {
  const unity = rootsOfUnity(size);
  const count = Math.floor(size / 2) + 1;
  const most = totals.blockOf(BLOCK, Math.floor(ROOM / (2 * totals.size)));
  const block = Math.ceil(count / Math.ceil(count / most));
  const points = new Float64Array(2 * block);
  const numbers = new Complex(points, totals.size);
  const spectra = windows.map(() => ({ re: new Float64Array(count), im: new Float64Array(count) }));
  for (let first = 0; first < count; first += block) {
    const filled = Math.min(block, count - first);
    writeRoots(unity, first, filled, points);
    yield* totals.run(numbers, filled);
    for (const [index, { re, im }] of spectra.entries()) {
      const at = totals.slot(index) * numbers.width;
      re.set(numbers.store.subarray(at, at + filled), first);
      im.set(numbers.store.subarray(at + block, at + block + filled), first);
    }
  }
  const probabilities: Float64Array[] = [];
  for (const [index, { re, im }] of spectra.entries()) {
    probabilities.push(unrolled(probabilitiesBehind(re, im, unity), windows[index]));
    yield workOfTransforms(1, size);
  }
  return probabilities;
}

/** From the remainders modulo the size to the values of the window. */
function unrolled(remainders: Float64Array, { low, high }: Window): Float64Array {
  const size = remainders.length;
  const probabilities = new Float64Array(high - low + 1);
  for (let i = 0, from = low % size; i < probabilities.length; i++, from = from + 1 < size ? from + 1 : 0) {
    probabilities[i] = remainders[from];
  }
  return probabilities;
}
