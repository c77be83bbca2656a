import { describe, expect, test } from 'vitest';
import { BinomialLaw } from '../../../../src/engine/montecarlo/sampler/binomial.ts';
import { PoissonLaw } from '../../../../src/engine/montecarlo/sampler/poisson.ts';
import { binomialMass, negativeBinomialMass, poissonMass } from '../../goodness.ts';

// What makes rejection exact: the hat lies nowhere below the law. Without it a draw would be a little off, too little
// for a test of the draws themselves.

describe('transformed rejection', () => {
  const binomials = [20, 40, 100, 300, 1000, 3500, 1e5, 1e7].flatMap((n) =>
    [0.01, 0.1, 0.3, 0.5]
      .filter((p) => n * p >= 10)
      .map((p) => ({ name: `binomial(${n}, ${p})`, law: new BinomialLaw(n, p), mass: binomialMass(n, p) })),
  );
  const poissons = [10, 11.7, 16.9, 30, 64.5, 100, 300, 1024.5, 1e5, 1e7].map((mean) => {
    return { name: `poisson(${mean})`, law: new PoissonLaw(mean), mass: poissonMass(mean) };
  });

  test.each([...binomials, ...poissons])('$name lies under its hat, and above its squeeze', ({ law, mass }) => {
    const { a, b, centre, squeeze, height, absolute } = law.transform();
    const peak = absolute ? 1 : mass(law.mode);
    let [highest, lowest] = [0, Infinity];
    for (let i = -9999; i < 10_000; i++) {
      const u = i / 20_000;
      const edge = 0.5 - Math.abs(u);
      const count = Math.floor(((2 * a) / edge + b) * u + centre);
      const accepted = count < 0 || count > law.most ? 0 : ((mass(count) / peak) * (a / (edge * edge) + b)) / height;
      highest = Math.max(highest, accepted);
      if (edge >= 0.07) lowest = Math.min(lowest, accepted);
    }
    expect(highest).toBeLessThanOrEqual(1);
    expect(highest).toBeGreaterThan(0.9); // or most of the hat would be idle
    expect(lowest).toBeGreaterThanOrEqual(squeeze);
  });
});

describe('rejection under a plateau and two tails', () => {
  const laws = [1, 2, 3, 30, 1000].flatMap((n) => [0.01, 0.3, 1, 20, 100].map((mean) => ({ n, mean })));

  test.each(laws)('$n x geometric($mean) lies under its hat', ({ n, mean }) => {
    const mass = negativeBinomialMass(n, mean);
    const mode = n === 1 ? 0 : Math.floor((n - 1) * mean);
    const peak = mass(mode);
    let highest = 0;
    for (let k = 0; k < mode + 30 / peak; k++) {
      const hat = peak * Math.min(1, Math.exp(1 - peak * Math.abs(k - mode)));
      highest = Math.max(highest, mass(k) / hat);
    }
    expect(highest).toBeLessThan(1 + 1e-9);
  });
});
