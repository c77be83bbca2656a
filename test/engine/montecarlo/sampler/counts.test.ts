import { describe, expect, test } from 'vitest';
import { drawBinomial, drawBinomials } from '../../../../src/engine/montecarlo/sampler/binomial.ts';
import {
  binomialSampler,
  type CountSampler,
  geometricSampler,
  poissonSampler,
} from '../../../../src/engine/montecarlo/sampler/counts.ts';
import {
  binomialLaw,
  type CountLaw,
  negativeBinomialLaw,
  poissonLaw,
} from '../../../../src/engine/montecarlo/sampler/law.ts';
import {
  drawNegativeBinomial,
  drawNegativeBinomials,
} from '../../../../src/engine/montecarlo/sampler/negative-binomial.ts';
import { drawPoisson, drawPoissons } from '../../../../src/engine/montecarlo/sampler/poisson.ts';
import { type Stream, stream } from '../../../../src/engine/montecarlo/streams.ts';
import { sized } from '../../../cases.ts';
import { BAD_LUCK, binomialMass, chiSquare, chiSquareTail, negativeBinomialMass, poissonMass } from '../../goodness.ts';

const DRAWS = sized(20_000, 50_000);

/** One draw of a sampler. */
function drawOne(sampler: CountSampler, n: number, uniform: number): number {
  const drawn = Float64Array.of(n);
  sampler.drawEach(drawn, 0, drawn, 0, 1, { forRuns: () => Float64Array.of(uniform) } as unknown as Stream);
  return drawn[0];
}

interface Case {
  readonly name: string;
  readonly n: number;
  readonly sampler: () => CountSampler;
  /** One draw by the numbers themselves, without a table. */
  readonly single: (uniform: number) => number;
  readonly law: CountLaw;
  readonly mass: (k: number) => number;
  readonly mean: number;
}

const binomial = (n: number, p: number): Case => {
  const law = binomialLaw(n, p);
  const sampler = () => binomialSampler(p);
  const single = (uniform: number) => drawBinomial(n, p, uniform);
  return { name: `binomial(${n}, ${p})`, n, sampler, single, law, mass: binomialMass(n, p), mean: n * p };
};

const poisson = (n: number, mean: number): Case => {
  const law = poissonLaw(n * mean);
  const sampler = () => poissonSampler(mean);
  const single = (uniform: number) => drawPoisson(n * mean, uniform);
  return { name: `poisson(${n} x ${mean})`, n, sampler, single, law, mass: poissonMass(n * mean), mean: n * mean };
};

const geometric = (n: number, mean: number): Case => {
  const law = negativeBinomialLaw(n, mean);
  const sampler = () => geometricSampler(mean);
  const single = (uniform: number) => drawNegativeBinomial(n, mean, uniform);
  const mass = negativeBinomialMass(n, mean);
  return { name: `${n} x geometric(${mean})`, n, sampler, single, law, mass, mean: n * mean };
};

const SHARES = [0, 1e-9, 0.01, 0.3, 0.5, 0.75, 0.999, 1];
const MEANS = [0, 1e-6, 0.01, 0.5, 1, 3.7, 10, 15.99, 16, 16.5, 20.3, 35, 100, 1000, 1100, 1e4, 1e6, 1e9];
const CASES: readonly Case[] = [
  ...[0, 1, 2, 10, 100, 1e4, 1e6, 1e9].flatMap((n) => SHARES.map((p) => binomial(n, p))),
  ...MEANS.map((mean) => poisson(1, mean)),
  ...[0, 5, 150, 40_000].map((n) => poisson(n, 0.7)),
  geometric(1e9, 1e-9),
  geometric(1e9, 1e-5),
  ...[0, 1, 2, 30, 1000, 1e6].flatMap((n) => [0, 1e-6, 0.3, 1, 20, 100].map((mean) => geometric(n, mean))),
  // On both sides of a mean of 16, where inversion gives way to other methods.
  ...[32, 33, 100, 1e4, 1e6].flatMap((n) =>
    [15.99, 16, 16.4].flatMap((mean) => [mean / n, 1 - mean / n].map((p) => binomial(n, p))),
  ),
  // And where few people bring too uneven numbers for that of most.
  ...[39, 40, 41, 45, 47, 66, 67].flatMap((n) => [0.3, 1, 1000].map((mean) => geometric(n, mean))),
  ...[1, 2, 3, 10, 1000, 1e6].flatMap((n) => [15.99, 16, 20.3].map((mean) => geometric(n, mean / n))),
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
  // Every case is tried two ways.
  const limit = BAD_LUCK / (2 * CASES.length);

  test.each(TRIED)('$name', (at) => {
    const numbers = stream('7', 0, at.name);
    const sampler = at.sampler();
    expect(distance(at, () => drawOne(sampler, at.n, numbers.next()))).toBeGreaterThan(limit);
  });

  test.each(TRIED)('$name, drawn from once', (at) => {
    const numbers = stream('8', 0, at.name);
    expect(distance(at, () => at.single(numbers.next()))).toBeGreaterThan(limit);
  });
});

test('a geometric number of mean 1e9, too wide to add up, is spread as 1 - e^-x', () => {
  const numbers = stream('7', 0, 'wide');
  const sampler = geometricSampler(1e9);
  const cells = new Float64Array(64);
  for (let i = 0; i < DRAWS; i++)
    cells[Math.floor(64 * -Math.expm1(-drawOne(sampler, 1, numbers.next()) / (1e9 + 0.5)))]++;
  const distance = cells.reduce((sum, seen) => sum + (seen - DRAWS / 64) ** 2 / (DRAWS / 64), 0);
  expect(chiSquareTail(distance, 63)).toBeGreaterThan(BAD_LUCK);
});

describe('the check can fail', () => {
  const limit = BAD_LUCK / (2 * CASES.length);

  test.each([binomial(150, 0.3), binomial(1e6, 0.3), poisson(150, 0.7), geometric(1000, 1)])(
    '$name is told from one whose numbers are 1% off',
    (at) => {
      const numbers = stream('7', 0, at.name);
      const off = at.name.startsWith('binomial') ? binomialSampler(0.303) : poissonSampler(0.7 * 1.01);
      const wrong = at.name.includes('geometric') ? geometricSampler(1.01) : off;
      expect(distance(at, () => drawOne(wrong, at.n, numbers.next()))).toBeLessThan(limit);
    },
  );
});

describe('means are right', () => {
  const cases = [
    ...[20, 34, 150, 1000, 5000, 1e5, 1e7, 1e12].map((n) => binomial(n, 0.5)),
    ...[34, 150, 1000, 1e4, 1e12].flatMap((n) => [binomial(n, 0.3), binomial(n, 0.75)]),
    ...[1e12, 1e15].flatMap((n) => [3, 15.99, 16.01].map((mean) => binomial(n, mean / n))),
    ...[100, 5e3, 1e12].map((mean) => poisson(1, mean)),
    ...[100, 1e6, 1e12].map((n) => geometric(n, 1)),
    ...[15.99, 20, 1e5].map((mean) => geometric(1e15, mean / 1e15)),
  ];

  test.each(cases)('$name, within 6 standard errors', (at) => {
    const numbers = stream('10', 0, at.name);
    const sampler = at.sampler();
    const rounds = sized(40_000, 400_000);
    let [sum, single] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      const uniform = numbers.next();
      sum += drawOne(sampler, at.n, uniform) - at.mean;
      single += at.single(uniform) - at.mean;
    }
    // P(|z| > 6) = 2e-9, for fewer than 40 cases that are tried two ways.
    for (const off of [sum, single]) {
      expect(Math.abs(off / rounds) / Math.sqrt(at.law.variance / rounds)).toBeLessThan(6);
    }
  });
});

describe('lanes side by side', () => {
  const numbers = [0, 0.3, 0.7, 0.99, 1];
  const lanes = [0, 1, 7, 40, 1e6].flatMap((count) => numbers.map((number) => ({ count, number })));
  const loops = [
    { name: 'binomial', loop: drawBinomials, single: drawBinomial },
    { name: 'poisson', loop: drawPoissons, single: (n: number, mean: number, u: number) => drawPoisson(n * mean, u) },
    { name: 'negative binomial', loop: drawNegativeBinomials, single: drawNegativeBinomial },
  ];

  test.each(loops)('$name: each lane draws with its own numbers, from one number of the stream', ({ loop, single }) => {
    const [from, beside] = [stream('1', 2, 'lanes'), stream('1', 2, 'lanes')];
    const counts = Float64Array.of(99, ...lanes.map(({ count }) => count));
    const own = Float64Array.of(99, 99, ...lanes.map(({ number }) => number));
    const drawn = new Float64Array(3 + lanes.length).fill(-1);
    const inTurn = () => lanes.map(({ count, number }) => single(count, number, beside.next()));
    const all = Int32Array.from(lanes.keys());
    loop(all, all.length, counts, 1, own, 2, drawn, 3, from.forRuns(all.length));
    expect([...drawn]).toEqual([-1, -1, -1, ...inTurn()]);
    // What is drawn may go where the counts were.
    loop(all, all.length, counts, 1, own, 2, counts, 1, from.forRuns(all.length));
    expect([...counts]).toEqual([99, ...inTurn()]);
    expect(from.next()).toBe(beside.next());
  });

  test('a sampler takes one number of the stream for each', () => {
    const [from, beside] = [stream('1', 2, 'lanes'), stream('1', 2, 'lanes')];
    const counts = Float64Array.from(lanes, ({ count }) => count);
    binomialSampler(0.3).drawEach(counts, 0, counts, 0, lanes.length, from);
    const sampler = binomialSampler(0.3);
    expect([...counts]).toEqual(lanes.map(({ count }) => drawOne(sampler, count, beside.next())));
    expect(from.next()).toBe(beside.next());
  });
});

describe('a larger number never makes a smaller draw', () => {
  const tabulated = CASES.filter(({ law, n }) => law.variance <= 1024 && n < 1024);
  const ladder = [0, 2 ** -53, 1e-12, 1e-6, ...Array.from({ length: 999 }, (_, i) => (i + 1) / 1000), 1 - 2 ** -53];

  test.each(tabulated)('$name', ({ n, sampler }) => {
    const draw = sampler();
    const draws = ladder.map((uniform) => drawOne(draw, n, uniform));
    expect(draws).toEqual([...draws].sort((a, b) => a - b));
  });

  test.each(CASES.filter(({ mean, law }) => Math.min(mean, law.most - mean) < 16))(
    '$name, drawn from once',
    ({ single }) => {
      const draws = ladder.map(single);
      expect(draws).toEqual([...draws].sort((a, b) => a - b));
    },
  );

  test('and each count gets its share of the numbers: binomial(2, 1/4) changes at 9/16 and 15/16', () => {
    const sampler = binomialSampler(0.25);
    const at = (uniform: number) => drawOne(sampler, 2, uniform);
    expect([0, 9 / 16 - 1e-15, 9 / 16 + 1e-15, 15 / 16 - 1e-15, 15 / 16 + 1e-15, 1 - 2 ** -53].map(at)).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});

describe('draws do not depend on what was drawn before', () => {
  test('tables that are made in another order, or not at all, leave no trace', () => {
    const often = binomialSampler(0.3);
    const [a, b] = [stream('3', 0, 'x'), stream('3', 0, 'x')];
    const counts = Array.from({ length: 500 }, (_, i) => (i % 3) * 1024 + (i % 5));
    const draws = counts.map((n) => drawOne(often, n, a.next()));
    expect(counts.map((n) => drawOne(binomialSampler(0.3), n, b.next()))).toEqual(draws);
  });

  test('golden: the first draws stay what they are', () => {
    const numbers = stream('42', 7, 'golden');
    const [share, few, brought] = [binomialSampler(0.3), poissonSampler(1), geometricSampler(0.5)];
    const eight = (sampler: CountSampler, n: number) =>
      Array.from({ length: 8 }, () => drawOne(sampler, n, numbers.next())).join();
    expect(eight(share, 150)).toMatchInlineSnapshot(`"47,44,47,43,49,38,41,46"`);
    expect(eight(few, 40)).toMatchInlineSnapshot(`"38,36,41,30,35,39,41,42"`);
    expect(eight(brought, 40)).toMatchInlineSnapshot(`"18,19,22,20,21,22,15,16"`);
    expect(eight(share, 1e9)).toMatchInlineSnapshot(
      `"300014691,299970285,300016528,300003843,300004836,299998461,300002088,299994400"`,
    );
    expect(eight(few, 1e9)).toMatchInlineSnapshot(
      `"999996128,999955598,999988098,1000007566,1000054867,999987820,999995134,1000013632"`,
    );
    expect(eight(brought, 1e9)).toMatchInlineSnapshot(
      `"500001357,499982446,500048853,499985524,499995092,499979422,500007351,500011246"`,
    );
  });
});
