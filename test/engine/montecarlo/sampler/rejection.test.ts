import { expect, test } from 'vitest';
import {
  PARTS,
  surelyAbove,
  surelyBelow,
  transformOf,
} from '../../../../src/engine/montecarlo/sampler/transformed-rejection.ts';
import { binomialMass, negativeBinomialMass, poissonMass } from '../../goodness.ts';

// What makes rejection exact: the hat lies nowhere below the law. Without it a draw would be a little off, too little
// for a test of the draws themselves.

const binomials = [20, 21, 25, 33, 40, 57, 100, 300, 1000, 3500, 1e5, 1e7].flatMap((n) =>
  [10 / n, 10.3 / n, 10.5 / n, 10.9 / n, 11.5 / n, 0.01, 0.1, 0.2, 0.3, 0.37, 0.45, 0.5]
    .filter((p) => n * p >= 10 && p <= 0.5)
    .map((p) => ({ name: `binomial(${n}, ${p})`, n, p, mean: n * p, mass: binomialMass(n, p) })),
);
const poissons = [10, 10.2, 10.5, 10.8, 11.7, 13, 16.9, 22.2, 30, 64.5, 100, 300, 1024.5, 1e5, 1e7].map((mean) => {
  return { name: `poisson(${mean})`, n: Infinity, p: 0, mean, mass: poissonMass(mean) };
});

const negative = [0.001, 0.03, 0.1, 0.3, 0.7, 1, 2.5, 10, 100, 1000].flatMap((each) =>
  [10, 10.3, 11, 12.5, 15, 25, 60, 300, 1000].map((normality) => {
    const n = Math.ceil((normality * (1 + 2 * each) ** 2) / (each * (1 + each)));
    const name = `${n} x geometric(${each})`;
    return { name, n, p: -each, mean: n * each, mass: negativeBinomialMass(n, each) };
  }),
);

/** Points at which the hat is looked at. */
const POINTS = 20_000;

test.each([...binomials, ...poissons, ...negative])(
  '$name lies under its hat, and between its squeezes',
  ({ n, p, mean, mass }) => {
    const { a, b, centre, height, narrow } = transformOf(mean, p);
    let [highest, below, above] = [0, Infinity, Infinity];
    for (let i = 1; i < POINTS; i++) {
      const x = i / POINTS - 0.5;
      const edge = 0.5 - Math.abs(x);
      const count = Math.floor(((2 * a) / edge + b) * x + centre);
      const inUnits = count < 0 || (p >= 0 && count > n) ? 0 : mass(count) * Math.sqrt(2 * Math.PI);
      const share = (inUnits * (a / (edge * edge) + b)) / height;
      const part = Math.floor((i / POINTS) * PARTS);
      highest = Math.max(highest, share);
      below = Math.min(below, share - Math.max(0, surelyBelow(part, narrow)));
      above = Math.min(above, surelyAbove(part, narrow) - share);
    }
    expect(highest).toBeLessThanOrEqual(1);
    expect(highest).toBeGreaterThan(0.9); // or most of the hat would be idle
    expect(below).toBeGreaterThanOrEqual(0);
    expect(above).toBeGreaterThanOrEqual(0);
  },
);
