import { kernel } from '../kernel.ts';
import { drawGamma } from './gamma.ts';
import { drawGeometric } from './geometric.ts';
import { spare } from './spare.ts';

/**
 * The laws of what n people come to together, by p of each: how many do what each does with probability p; a Poisson
 * number; and the sum of geometric numbers, which is a binomial law with p below 0. With mean = n x the number of each,
 * the variance of all of them is mean (1 - p), and their other cumulants have the same formulas as well.
 */
export const LAWS = { binomial: 1, poisson: 0, geometric: -1 } as const;

/**
 * Draws for lanes side by side, each with a count n and a number of its own, by inversion: the smallest count whose
 * cumulative probability is above the uniform of the lane. So a larger uniform, or a larger number, never gives a smaller
 * count; but for sums of few and large geometric numbers.
 * @param law one of `LAWS`
 * @param n from `at` on; the draws may go where they are
 * @param numbers of one person: that of lane r is at `first + r * apart`
 * @param apart 1, or 0 where one number serves all lanes
 * @param into where the draws go, from `to` on
 * @param uniforms one for each lane
 */
export function drawCounts(
  law: number,
  n: Float64Array,
  at: number,
  numbers: Float64Array,
  first: number,
  apart: number,
  into: Float64Array,
  to: number,
  lanes: number,
  uniforms: Float64Array,
): void {
  const loops = kernel();
  for (let r = 0; r < lanes; r += loops.lanes) {
    const end = Math.min(lanes, r + loops.lanes);
    loops.people.set(n.subarray(at + r, at + end));
    loops.uniforms.set(uniforms.subarray(r, end));
    if (apart === 0) loops.numbers.fill(numbers[first], 0, end - r);
    else loops.numbers.set(numbers.subarray(first + r, first + end));
    const left = loops.drawCounts(law, end - r);
    const uneven = left > 0 ? drawUneven(end - r) : null;
    into.set(uneven ?? loops.counts.subarray(0, end - r), to + r);
  }
}

/** Which spare of a uniform makes the gamma quantity. */
const GAMMA = -1;

/**
 * The counts of the lanes that the kernel drew last, those that it left among them: how many a few people bring who each bring
 * a geometric number of the same large mean. One alone brings a geometric number, several a Poisson number whose mean has a
 * gamma law (Greenwood & Yule 1920).
 */
function drawUneven(lanes: number): Float64Array {
  // Copies, since the Poisson numbers are drawn where these stand.
  const { people, numbers, uniforms, counts: drawn } = kernel();
  const counts = drawn.slice(0, lanes);
  const places: number[] = [];
  const means: number[] = [];
  for (let r = 0; r < lanes; r++) {
    if (counts[r] >= 0) continue;
    if (people[r] === 1) {
      counts[r] = drawGeometric(numbers[r], uniforms[r]);
    } else {
      places.push(r);
      means.push(numbers[r] * drawGamma(people[r], spare(uniforms[r], GAMMA)));
    }
  }
  const sums = new Float64Array(places.length).fill(1);
  const own = Float64Array.from(places, (r) => uniforms[r]);
  drawCounts(LAWS.poisson, sums, 0, Float64Array.from(means), 0, 1, sums, 0, places.length, own);
  for (const [i, r] of places.entries()) counts[r] = sums[i];
  return counts;
}
