import { describe, expect, test } from 'vitest';
import { kernel } from '../../../../src/engine/montecarlo/kernel.ts';
import { drawCounts, LAWS } from '../../../../src/engine/montecarlo/sampler/counts.ts';
import { stream } from '../../../../src/engine/montecarlo/streams.ts';
import { sized } from '../../../cases.ts';
import { BAD_LUCK, binomialMass, chiSquare, chiSquareTail, negativeBinomialMass, poissonMass } from '../../goodness.ts';
import { drawCount } from '../draw-count.ts';

const DRAWS = sized(20_000, 50_000);

interface Case {
  readonly name: string;
  readonly law: keyof typeof LAWS;
  readonly n: number;
  readonly number: number;
  readonly mass: (k: number) => number;
  readonly mean: number;
  readonly variance: number;
  readonly most: number;
}

const binomial = (n: number, number: number): Case => {
  const [mean, variance] = [n * number, n * number * (1 - number)];
  const mass = binomialMass(n, number);
  return { name: `binomial(${n}, ${number})`, law: 'binomial', n, number, mass, mean, variance, most: n };
};

const poisson = (n: number, number: number): Case => {
  const mean = n * number;
  const mass = poissonMass(mean);
  const name = `poisson(${n} x ${number})`;
  return { name, law: 'poisson', n, number, mass, mean, variance: mean, most: Infinity };
};

const geometric = (n: number, number: number): Case => {
  const [mean, variance] = [n * number, n * number * (1 + number)];
  const mass = negativeBinomialMass(n, number);
  const most = mean === 0 ? 0 : Infinity;
  return { name: `${n} x geometric(${number})`, law: 'geometric', n, number, mass, mean, variance, most };
};

/** One draw. */
const once = ({ law, n, number }: Case, uniform: number): number => drawCount(law, n, number, uniform);
const drawer = (at: Case) => (uniform: number) => once(at, uniform);

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
const windowOf = ({ mean, variance, most }: Case): [number, number] => {
  const reach = 12 * Math.sqrt(variance) + (most === Infinity ? 15 + 20 * (variance / (mean + 1)) : 15);
  return [Math.max(0, Math.floor(mean - reach)), Math.min(most, Math.ceil(mean + reach))];
};

const distance = (at: Case, draw: () => number): number =>
  chiSquare(Float64Array.from({ length: DRAWS }, draw), at.mass, ...windowOf(at));

describe('draws follow the exact probabilities', () => {
  // Every case is tried two ways.
  const limit = BAD_LUCK / (2 * CASES.length);

  test.each(TRIED)('$name', (at) => {
    const numbers = stream('7', 0, at.name);
    const draw = drawer(at);
    expect(distance(at, () => draw(numbers.next()))).toBeGreaterThan(limit);
  });

  test.each(TRIED)('$name, drawn from once', (at) => {
    const numbers = stream('8', 0, at.name);
    expect(distance(at, () => once(at, numbers.next()))).toBeGreaterThan(limit);
  });
});

test('a geometric number of mean 1e9, too wide to add up, is spread as 1 - e^-x', () => {
  const numbers = stream('7', 0, 'wide');
  const cells = new Float64Array(64);
  for (let i = 0; i < DRAWS; i++)
    cells[Math.floor(64 * -Math.expm1(-drawCount('geometric', 1, 1e9, numbers.next()) / (1e9 + 0.5)))]++;
  const distance = cells.reduce((sum, seen) => sum + (seen - DRAWS / 64) ** 2 / (DRAWS / 64), 0);
  expect(chiSquareTail(distance, 63)).toBeGreaterThan(BAD_LUCK);
});

describe('the check can fail', () => {
  const limit = BAD_LUCK / (2 * CASES.length);

  test.each([binomial(150, 0.3), binomial(1e6, 0.3), poisson(150, 0.7), geometric(1000, 1)])(
    '$name is told from one whose numbers are 1% off',
    (at) => {
      const numbers = stream('7', 0, at.name);
      const draw = drawer({ ...at, number: at.number * 1.01 });
      expect(distance(at, () => draw(numbers.next()))).toBeLessThan(limit);
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
    const draw = drawer(at);
    const rounds = sized(40_000, 400_000);
    let [sum, single] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      const uniform = numbers.next();
      sum += draw(uniform) - at.mean;
      single += once(at, uniform) - at.mean;
    }
    // P(|z| > 6) = 2e-9, for fewer than 40 cases that are tried two ways.
    for (const off of [sum, single]) {
      expect(Math.abs(off / rounds) / Math.sqrt(at.variance / rounds)).toBeLessThan(6);
    }
  });
});

describe('lanes side by side', () => {
  const numbers = [0, 0.3, 0.7, 0.99, 1];
  const lanes = [0, 1, 7, 40, 300, 1e6].flatMap((count) => numbers.map((number) => ({ count, number })));

  test.each(['binomial', 'poisson', 'geometric'] as const)(
    '%s: each lane draws with its own numbers, from one number of the stream',
    (law) => {
      const from = stream('1', 2, 'lanes');
      const counts = Float64Array.of(99, ...lanes.map(({ count }) => count));
      const own = Float64Array.of(99, 99, ...lanes.map(({ number }) => number));
      const drawn = new Float64Array(3 + lanes.length).fill(-1);
      const uniforms = from.forRuns(lanes.length);
      const inTurn = lanes.map(({ count, number }, r) => drawCount(law, count, number, uniforms[r]));
      drawCounts(LAWS[law], counts, 1, own, 2, 1, drawn, 3, lanes.length, uniforms);
      expect([...drawn]).toEqual([-1, -1, -1, ...inTurn]);
      // What is drawn may go where the counts were.
      drawCounts(LAWS[law], counts, 1, own, 2, 1, counts, 1, lanes.length, uniforms);
      expect([...counts]).toEqual([99, ...inTurn]);
    },
  );

  // More lanes than the kernel takes at a time, and one more; laws near the normal one and small ones among each other.
  test.each(['binomial', 'poisson', 'geometric'] as const)('%s: any number of lanes draw as each by itself', (law) => {
    const many = 2 * kernel().lanes + 1;
    const uniforms = stream('1', 3, 'many').forRuns(many);
    const counts = Float64Array.from(uniforms, (_, r) => r % 170);
    const own = Float64Array.from(uniforms, (_, r) => (r % 11) / 10);
    const inTurn = counts.map((count, r) => drawCount(law, count, own[r], uniforms[r]));
    for (const lanes of [1, 2, 3, many - 2, many - 1, many]) {
      const drawn = new Float64Array(many).fill(-1);
      drawCounts(LAWS[law], counts, 0, own, 0, 1, drawn, 0, lanes, uniforms);
      expect(drawn.subarray(0, lanes)).toEqual(inTurn.subarray(0, lanes));
      expect(drawn.subarray(lanes).every((count) => count === -1)).toBe(true);
    }
  });

  test.each(['binomial', 'poisson', 'geometric'] as const)(
    '%s: one number for all lanes is that number for each',
    (law) => {
      const uniforms = stream('1', 4, 'shared').forRuns(1500);
      const counts = Float64Array.from(uniforms, (_, r) => r % 90);
      for (const number of [0, 0.04, 0.5, 0.9, 1]) {
        const [shared, each] = [new Float64Array(1500), new Float64Array(1500)];
        drawCounts(LAWS[law], counts, 0, Float64Array.of(7, number), 1, 0, shared, 0, 1500, uniforms);
        drawCounts(LAWS[law], counts, 0, new Float64Array(1500).fill(number), 0, 1, each, 0, 1500, uniforms);
        expect(shared).toEqual(each);
      }
    },
  );
});

const VARIANCES = [4, 4.3, 5, 6, 7.7, 9, 12, 16, 25, 60, 200, 1000];
/** Laws that are near the normal one, most of them hardly. */
const NEAR_NORMAL: readonly Case[] = [
  ...[0.001, 0.03, 0.1, 0.2, 0.3, 0.45, 0.5, 0.6, 0.8, 0.97].flatMap((p) =>
    VARIANCES.map((variance) => binomial(Math.ceil(variance / (p * (1 - p))), p)),
  ),
  ...VARIANCES.map((variance) => poisson(1, variance)),
  ...[0.01, 0.3, 1, 4, 20].flatMap((mean) =>
    [10, 12, 20, 60].map((even) => {
      const variance = Math.max(even * (1 + 2 * mean) ** 2, 0.4 * even * (1 + 2 * mean) ** (8 / 3));
      return geometric(Math.ceil(variance / (mean * (1 + mean))), mean);
    }),
  ),
];

describe('the smallest count is drawn whose cumulative probability is above the uniform', () => {
  // Uniforms so near to the step from a count to the next that a sampler which takes its guess for granted where it must not
  // draws the wrong one of them. The probabilities here have eight digits, where counts are in the hundreds of thousands.
  test.each(NEAR_NORMAL)('$name, on both sides of every step', (at) => {
    const [from, to] = windowOf(at);
    const masses = Array.from({ length: to - from + 1 }, (_, i) => at.mass(from + i));
    const above = masses.map(() => 0);
    for (let i = masses.length - 2; i >= 0; i--) above[i] = above[i + 1] + masses[i + 1];
    const wrong: string[] = [];
    let below = 0;
    for (const [i, mass] of masses.entries()) {
      below += mass;
      const tail = Math.min(below, above[i]);
      if (tail < 1e-8) continue;
      const step = below < 0.5 ? below : 1 - above[i];
      const drawn = [step - 1e-7 * tail, step + 1e-7 * tail].map((uniform) => once(at, uniform));
      if (drawn[0] !== from + i || drawn[1] !== from + i + 1) wrong.push(`${from + i}: ${drawn}`);
    }
    expect(wrong).toEqual([]);
  });
});

// Further out than there are counts the expansion has to stop, and down to there it has to be right.
test.each(NEAR_NORMAL)('$name, at any distance from the middle', (at) => {
  const most = Math.min(at.most, Math.ceil(at.mean + 40 * Math.sqrt(at.variance)));
  const masses = Array.from({ length: most + 1 }, (_, k) => at.mass(k));
  const [below, above] = [masses.slice(), masses.slice()];
  for (let i = 1; i < masses.length; i++) below[i] += below[i - 1];
  for (let i = masses.length - 2; i >= 0; i--) above[i] += above[i + 1];
  const isClear = (sums: readonly number[], tail: number) => sums.every((sum) => Math.abs(sum / tail - 1) > 1e-5);
  const wrong: string[] = [];
  // Down to where neighbouring uniforms below 1 still differ by less than a millionth of the tail.
  for (let tail = 0.4; tail > 1e-10; tail *= 0.9) {
    const lowest = below.findIndex((sum) => sum > tail);
    const highest = above.findLastIndex((sum) => sum > tail);
    const drawn = [once(at, tail), once(at, 1 - tail)];
    if (isClear(below, tail) && drawn[0] !== lowest) wrong.push(`${tail}: ${drawn[0]} for ${lowest}`);
    if (isClear(above, tail) && drawn[1] !== highest) wrong.push(`1 - ${tail}: ${drawn[1]} for ${highest}`);
  }
  expect(wrong).toEqual([]);
});

describe('a larger number never makes a smaller draw', () => {
  const ladder = [0, 2 ** -53, 1e-12, 1e-6, ...Array.from({ length: 999 }, (_, i) => (i + 1) / 1000), 1 - 2 ** -53];

  // Where few people bring many each, a draw is made of two numbers.
  test.each(CASES.filter(({ law, n, mean }) => law !== 'geometric' || mean < 16 || n > 67))('$name', (at) => {
    const draws = ladder.map(drawer(at));
    expect(draws).toEqual([...draws].sort((a, b) => a - b));
    expect(draws.every((count) => count >= 0 && count <= at.most)).toBe(true);
  });

  test('and each count gets its share of the numbers: binomial(2, 1/4) changes at 9/16 and 15/16', () => {
    const at = drawer(binomial(2, 0.25));
    expect([0, 9 / 16 - 1e-15, 9 / 16 + 1e-15, 15 / 16 - 1e-15, 15 / 16 + 1e-15, 1 - 2 ** -53].map(at)).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});

// Sums of geometric numbers stay uneven up to there, where a search for the count would add up probabilities for ever.
test.each([
  [128501994762, 1e9, 0.3134259647906352],
  [1e12, 1e9, 1 - 2 ** -53],
  [1e15, 1e15, 0.5],
  [3e11, 1e8, 2 ** -53],
])('%d people who bring %d each come to a number', (people, mean, uniform) => {
  const count = drawCount('geometric', people, mean, uniform);
  expect(Math.abs(count / (people * mean) - 1)).toBeLessThan(1e-3);
});

test('golden: the first draws stay what they are', () => {
  const numbers = stream('42', 7, 'golden');
  const eight = (at: Case) => Array.from({ length: 8 }, () => once(at, numbers.next())).join();
  expect(eight(binomial(150, 0.3))).toMatchInlineSnapshot(`"47,44,47,43,49,38,41,46"`);
  expect(eight(poisson(40, 1))).toMatchInlineSnapshot(`"38,36,41,30,35,39,41,42"`);
  expect(eight(geometric(40, 0.5))).toMatchInlineSnapshot(`"16,22,19,21,22,24,13,18"`);
  expect(eight(binomial(1e9, 0.3))).toMatchInlineSnapshot(
    `"300013030,299977366,300014574,300003425,299984933,299998621,300001868,299995019"`,
  );
  expect(eight(poisson(1e9, 1))).toMatchInlineSnapshot(
    `"999996533,999961819,999989411,1000006747,1000044666,999989164,999995648,999950766"`,
  );
  expect(eight(geometric(1e9, 0.5))).toMatchInlineSnapshot(
    `"500001219,499984385,500019153,499987128,499995614,499981689,500006550,500010002"`,
  );
});
