import { expect, test } from 'vitest';
import { stream } from '../../../src/engine/montecarlo/streams.ts';
import { drawCount } from './draw-count.ts';

const DRAWS = 20_000;

type Draw = (uniform: number) => number;

// What wheels share that are compared: the same random numbers go into draws of a slightly different law.
const PAIRS: readonly { name: string; one: Draw; other: Draw; mean: number; apart: number }[] = [
  ...[
    [20_000, 0.3, 0.33],
    [20_000, 0.48, 0.52],
    [20_000, 0.7, 0.72],
    [20, 0.3, 0.32],
    [20, 0.48, 0.52],
    [20, 0.7, 0.72],
  ].map(([n, p, q]) => ({
    name: `of ${n} the share ${p} and ${q}`,
    one: (uniform: number) => drawCount('binomial', n, p, uniform),
    other: (uniform: number) => drawCount('binomial', n, q, uniform),
    mean: n * (q - p),
    apart: n * (p * (1 - p) + q * (1 - q)),
  })),
  {
    name: 'Poisson numbers of mean 5000 and 5100',
    one: (uniform) => drawCount('poisson', 1, 5000, uniform),
    other: (uniform) => drawCount('poisson', 1, 5100, uniform),
    mean: 100,
    apart: 10_100,
  },
  {
    name: 'what 5000 people bring, each 1 or 1.02',
    one: (uniform) => drawCount('geometric', 5000, 1, uniform),
    other: (uniform) => drawCount('geometric', 5000, 1.02, uniform),
    mean: 100,
    apart: 5000 * (2 + 1.02 * 2.02),
  },
];

test.each(PAIRS)('$name go together, drawn from the same numbers', ({ one, other, mean, apart }) => {
  const from = stream('1', 0, 'law');
  let squares = 0;
  for (let i = 0; i < DRAWS; i++) {
    const uniform = from.next();
    squares += (other(uniform) - one(uniform) - mean) ** 2;
  }
  // Apart the variances would add up; the deviation is to be less than a fifth of that.
  expect(Math.sqrt(squares / DRAWS)).toBeLessThan(Math.sqrt(apart) / 5);
});
