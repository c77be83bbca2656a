import { describe, expect, test } from 'vitest';
import { BinomialLaw } from '../../../../src/engine/montecarlo/sampler/binomial.ts';
import {
  binomialSampler,
  type CountSampler,
  drawOnce,
  geometricSampler,
  poissonSampler,
} from '../../../../src/engine/montecarlo/sampler/counts.ts';
import type { CountLaw } from '../../../../src/engine/montecarlo/sampler/law.ts';
import { NegativeBinomialLaw } from '../../../../src/engine/montecarlo/sampler/negative-binomial.ts';
import { PoissonLaw } from '../../../../src/engine/montecarlo/sampler/poisson.ts';
import { stream } from '../../../../src/engine/montecarlo/streams.ts';
import { sized } from '../../../cases.ts';
import { BAD_LUCK, binomialMass, chiSquare, chiSquareTail, negativeBinomialMass, poissonMass } from '../../goodness.ts';

const DRAWS = sized(20_000, 50_000);

interface Case {
  readonly name: string;
  readonly n: number;
  readonly sampler: () => CountSampler;
  readonly law: CountLaw;
  readonly mass: (k: number) => number;
  readonly mean: number;
}

const binomial = (n: number, p: number): Case => {
  const law = new BinomialLaw(n, p);
  const sampler = () => binomialSampler(p);
  return { name: `binomial(${n}, ${p})`, n, sampler, law, mass: binomialMass(n, p), mean: n * p };
};

const poisson = (n: number, mean: number): Case => {
  const law = new PoissonLaw(n * mean);
  const sampler = () => poissonSampler(mean);
  return { name: `poisson(${n} x ${mean})`, n, sampler, law, mass: poissonMass(n * mean), mean: n * mean };
};

const geometric = (n: number, mean: number): Case => {
  const law = new NegativeBinomialLaw(n, mean);
  const sampler = () => geometricSampler(mean);
  const mass = negativeBinomialMass(n, mean);
  return { name: `${n} x geometric(${mean})`, n, sampler, law, mass, mean: n * mean };
};

const SHARES = [0, 1e-9, 0.01, 0.3, 0.5, 0.75, 0.999, 1];
const MEANS = [0, 1e-6, 0.01, 0.5, 1, 3.7, 10, 100, 1000, 1100, 1e4, 1e6, 1e9];
const CASES: readonly Case[] = [
  ...[0, 1, 2, 10, 100, 1e4, 1e6, 1e9].flatMap((n) => SHARES.map((p) => binomial(n, p))),
  ...MEANS.map((mean) => poisson(1, mean)),
  ...[0, 5, 150, 40_000].map((n) => poisson(n, 0.7)),
  geometric(1e9, 1e-9),
  geometric(1e9, 1e-5),
  ...[0, 1, 2, 30, 1000, 1e6].flatMap((n) => [0, 1e-6, 0.3, 1, 20, 100].map((mean) => geometric(n, mean))),
];

/** In the quick run one in five, which leaves some of every law, size and share. */
const TRIED = sized(
  CASES.filter((_, i) => i % 5 === 0),
  CASES,
);

/** Where the law has its probability, but for much less than one draw. */
const windowOf = ({ law }: Case): [number, number] => {
  const reach = 12 * Math.sqrt(law.variance) + (law.most === Infinity ? 15 + 20 * (law.variance / (law.mode + 1)) : 15);
  return [Math.max(0, Math.floor(law.mode - reach)), Math.min(law.most, Math.ceil(law.mode + reach))];
};

const distance = (at: Case, draw: () => number): number =>
  chiSquare(Float64Array.from({ length: DRAWS }, draw), at.mass, ...windowOf(at));

describe('draws follow the exact probabilities', () => {
  // Every case is tried three ways at most.
  const limit = BAD_LUCK / (3 * CASES.length);

  test.each(TRIED)('$name', (at) => {
    const numbers = stream('7', 0, at.name);
    const sampler = at.sampler();
    expect(distance(at, () => sampler.draw(at.n, numbers))).toBeGreaterThan(limit);
  });

  test.each(TRIED)('$name, drawn from once', (at) => {
    const numbers = stream('8', 0, at.name);
    expect(distance(at, () => drawOnce(at.law, numbers))).toBeGreaterThan(limit);
  });

  test.each(TRIED.filter(({ law }) => law.variance > 10))('$name, by rejection', (at) => {
    const numbers = stream('9', 0, at.name);
    expect(distance(at, () => at.law.drawLarge(numbers))).toBeGreaterThan(limit);
  });
});

test('a geometric number of mean 1e9, too wide to add up, is spread as 1 - e^-x', () => {
  const numbers = stream('7', 0, 'wide');
  const sampler = geometricSampler(1e9);
  const cells = new Float64Array(64);
  for (let i = 0; i < DRAWS; i++) cells[Math.floor(64 * -Math.expm1(-sampler.draw(1, numbers) / (1e9 + 0.5)))]++;
  const distance = cells.reduce((sum, seen) => sum + (seen - DRAWS / 64) ** 2 / (DRAWS / 64), 0);
  expect(chiSquareTail(distance, 63)).toBeGreaterThan(BAD_LUCK);
});

describe('the check can fail', () => {
  const limit = BAD_LUCK / (3 * CASES.length);

  test.each([binomial(150, 0.3), binomial(1e6, 0.3), poisson(150, 0.7), geometric(1000, 1)])(
    '$name is told from one whose numbers are 1% off',
    (at) => {
      const numbers = stream('7', 0, at.name);
      const off = at.name.startsWith('binomial') ? binomialSampler(0.303) : poissonSampler(0.7 * 1.01);
      const wrong = at.name.includes('geometric') ? geometricSampler(1.01) : off;
      expect(distance(at, () => wrong.draw(at.n, numbers))).toBeLessThan(limit);
    },
  );
});

describe('means are right', () => {
  const cases = [
    ...[20, 34, 150, 1000, 5000, 1e5, 1e7, 1e12].map((n) => binomial(n, 0.5)),
    ...[34, 150, 1000, 1e4, 1e12].flatMap((n) => [binomial(n, 0.3), binomial(n, 0.75)]),
    ...[100, 5e3, 1e12].map((mean) => poisson(1, mean)),
    ...[100, 1e6].map((n) => geometric(n, 1)),
  ];

  test.each(cases)('$name, within 6 standard errors', (at) => {
    const numbers = stream('10', 0, at.name);
    const sampler = at.sampler();
    const rounds = sized(40_000, 400_000);
    let sum = 0;
    for (let i = 0; i < rounds; i++) sum += sampler.draw(at.n, numbers) - at.mean;
    // P(|z| > 6) = 2e-9, for fewer than 30 cases.
    expect(Math.abs(sum / rounds) / Math.sqrt(at.law.variance / rounds)).toBeLessThan(6);
  });
});

describe('one number of the stream makes one draw', () => {
  const sampled = CASES.map((at) => ({ ...at, draw: at.sampler() }));

  test.each(sampled)('$name', ({ name, n, draw }) => {
    const [numbers, untouched] = [stream('1', 2, name), stream('1', 2, name)];
    for (let i = 0; i < 300; i++) {
      draw.draw(n, numbers);
      untouched.next();
    }
    expect(numbers.next()).toBe(untouched.next());
  });
});

/** A stream that gives what a test wants. */
const only = (uniform: number) => {
  const numbers = stream('1', 1, 'only');
  return Object.assign(Object.create(numbers), { next: () => uniform }) as typeof numbers;
};

describe('a larger number never makes a smaller draw', () => {
  const tabulated = CASES.filter(({ law }) => law.variance <= 1024);
  const ladder = [0, 2 ** -53, 1e-12, 1e-6, ...Array.from({ length: 999 }, (_, i) => (i + 1) / 1000), 1 - 2 ** -53];

  test.each(tabulated)('$name', ({ n, sampler }) => {
    const draw = sampler();
    const draws = ladder.map((uniform) => draw.draw(n, only(uniform)));
    expect(draws).toEqual([...draws].sort((a, b) => a - b));
  });

  test('and each count gets its share of the numbers: binomial(2, 1/4) changes at 9/16 and 15/16', () => {
    const sampler = binomialSampler(0.25);
    const at = (uniform: number) => sampler.draw(2, only(uniform));
    expect([0, 9 / 16 - 1e-15, 9 / 16 + 1e-15, 15 / 16 - 1e-15, 15 / 16 + 1e-15, 1 - 2 ** -53].map(at)).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});

describe('draws do not depend on what was drawn before', () => {
  test('counts that share a slot drive each other out without a trace', () => {
    const [often, seldom] = [binomialSampler(0.3), binomialSampler(0.3)];
    const [a, b] = [stream('3', 0, 'x'), stream('3', 0, 'x')];
    const counts = Array.from({ length: 500 }, (_, i) => (i % 3) * 1024 + (i % 5));
    const draws = counts.map((n) => often.draw(n, a));
    expect(counts.map((n) => (n > 2048 ? seldom.draw(n, b) : binomialSampler(0.3).draw(n, b)))).toEqual(draws);
  });

  test('golden: the first draws stay what they are', () => {
    const numbers = stream('42', 7, 'golden');
    const [share, few, brought] = [binomialSampler(0.3), poissonSampler(1), geometricSampler(0.5)];
    const eight = (sampler: CountSampler, n: number) =>
      Array.from({ length: 8 }, () => sampler.draw(n, numbers)).join();
    expect(eight(share, 150)).toMatchInlineSnapshot(`"47,47,49,41,44,46,40,46"`);
    expect(eight(few, 40)).toMatchInlineSnapshot(`"38,42,41,34,46,46,33,41"`);
    expect(eight(brought, 40)).toMatchInlineSnapshot(`"19,18,28,19,20,24,19,21"`);
    expect(eight(share, 1e9)).toMatchInlineSnapshot(
      `"299998100,299996742,299989299,300013752,299995872,300002713,300006298,299983272"`,
    );
    expect(eight(few, 1e9)).toMatchInlineSnapshot(
      `"999958205,999938080,999973879,1000028778,999979908,1000027879,999974468,999950112"`,
    );
    expect(eight(brought, 1e9)).toMatchInlineSnapshot(
      `"500021757,499987010,500013646,500077992,499977722,500020265,499989882,500030246"`,
    );
  });
});
