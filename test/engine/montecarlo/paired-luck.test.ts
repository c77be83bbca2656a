import { describe, expect, test } from 'vitest';
import { BinomialLaw } from '../../../src/engine/montecarlo/sampler/binomial.ts';
import { PoissonLaw } from '../../../src/engine/montecarlo/sampler/poisson.ts';
import { pairedStream, stream } from '../../../src/engine/montecarlo/streams.ts';
import { BAD_LUCK, binomialMass, chiSquare, poissonMass } from '../goodness.ts';

const DRAWS = 20_000;

test('a paired stream gives the same numbers as any other, and other spare ones', () => {
  const [paired, single] = [pairedStream('1', 3, 'paid'), stream('1', 3, 'paid')];
  for (let i = 0; i < 600; i++) expect(paired.next()).toBe(single.next());
  expect(paired.spare()).not.toBe(single.spare());
});

test('the spare numbers of a draw are the same, however many the draws before took', () => {
  const [greedy, modest] = [pairedStream('1', 0, 'paid'), pairedStream('1', 0, 'paid')];
  greedy.next();
  for (let i = 0; i < 7; i++) greedy.spare();
  modest.next();
  expect(greedy.next()).toBe(modest.next());
  const spares = (from: typeof greedy) => Array.from({ length: 5 }, () => from.spare());
  const [some, others] = [spares(greedy), spares(modest)];
  expect(some).toEqual(others);
  expect(new Set(some).size).toBe(5);
});

describe('large counts drawn from paired streams', () => {
  const laws = [
    { name: 'binomial(20000, 0.3)', law: new BinomialLaw(20_000, 0.3), mass: binomialMass(20_000, 0.3), mean: 6000 },
    { name: 'binomial(20000, 0.7)', law: new BinomialLaw(20_000, 0.7), mass: binomialMass(20_000, 0.7), mean: 14_000 },
    { name: 'poisson(5000)', law: new PoissonLaw(5000), mass: poissonMass(5000), mean: 5000 },
  ];

  test.each(laws)('$name keeps its law', ({ law, mass, mean }) => {
    const from = pairedStream('1', 0, 'law');
    const draws = Float64Array.from({ length: DRAWS }, () => law.drawLarge(from));
    const reach = 9 * Math.sqrt(law.variance);
    expect(chiSquare(draws, mass, Math.floor(mean - reach), Math.ceil(mean + reach))).toBeGreaterThan(BAD_LUCK);
  });

  test.each([
    [0.3, 0.33],
    [0.48, 0.52],
    [0.7, 0.72],
  ])('go together: of 20,000 the share %d and %d', (p, q) => {
    const [one, other] = [p, q].map((share) => {
      const from = pairedStream('1', 0, 'law');
      const law = new BinomialLaw(20_000, share);
      return Float64Array.from({ length: DRAWS }, () => law.drawLarge(from));
    });
    const mean = 20_000 * (q - p);
    const variance = one.reduce((sum, count, r) => sum + (other[r] - count - mean) ** 2, 0) / DRAWS;
    // Apart the variances would add up; the deviation is to be a fifth of that, or less.
    const apart = 20_000 * (p * (1 - p) + q * (1 - q));
    expect(Math.sqrt(variance)).toBeLessThan(Math.sqrt(apart) / 5);
  });
});
