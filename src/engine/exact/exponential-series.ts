/**
 * What exp(w) - 1 of a complex w is made of: halve w until it is small, take its Taylor series there, and square as many
 * times, (1 + e)^2 - 1 = 2e + e^2 (scaling and squaring; Higham, Functions of Matrices, 2008, section 10.3).
 */

/** Below this |w| the series is used. */
const SMALL = 0.25;

/** 1/1!, 1/2!, ..., 1/12!: the first term left out is at most SMALL^12 / 13! = 1e-17 of the first one. */
export const TAYLOR: readonly number[] = Array.from({ length: 12 }, (_, i) => {
  let factorial = 1;
  for (let k = 2; k <= i + 1; k++) factorial *= k;
  return 1 / factorial;
});

/** How often a number of this size has to be halved to come below `SMALL`. */
export function halvings(size: number): number {
  let count = 0;
  for (let rest = size; rest > SMALL && rest < Infinity; rest /= 2) count++;
  return count;
}
