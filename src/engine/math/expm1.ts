/**
 * exp(w) - 1 by halving w until it is small, its Taylor series there, and as many squarings: (1 + e)^2 - 1 = 2e + e^2
 * (scaling and squaring; Higham, Functions of Matrices, 2008, section 10.3). The engine squares anyway, and a library
 * for the real and the complex case would be 40 kB.
 */

/** Below this |w| the series is used. */
export const SMALL = 0.25;

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

/** exp(w) - 1 for real w: relative error about 1e-15 where |w| is moderate, Infinity past the largest double. */
export function expm1(w: number): number {
  if (w > 800) return Infinity;
  if (w < -800) return -1;
  const count = halvings(Math.abs(w));
  let small = w;
  for (let k = 0; k < count; k++) small /= 2;
  let sum = 0;
  for (let k = TAYLOR.length - 1; k >= 0; k--) sum = small * (TAYLOR[k] + sum);
  for (let k = 0; k < count; k++) sum *= 2 + sum;
  return sum;
}
