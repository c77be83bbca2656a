import { describe, expect, test } from 'vitest';
import { beta, soughtBeta } from '../../../../src/engine/montecarlo/sampler/beta.ts';
import { piecesOf } from '../../../../src/engine/montecarlo/sampler/beta-pieces.ts';
import { BetaTail } from '../../../../src/engine/montecarlo/sampler/beta-tail.ts';
import { largeBeta } from '../../../../src/engine/montecarlo/sampler/large-beta.ts';
import { pert } from '../../../../src/engine/montecarlo/sampler/pert.ts';
import { stream } from '../../../../src/engine/montecarlo/streams.ts';
import { sized } from '../../../cases.ts';
import { BAD_LUCK, binomialMass, chiSquare } from '../../goodness.ts';

/** All sizes that have a table, even and skewed, and the smallest that has none. */
const LAWS = [
  [1, 1],
  [2, 4],
  [8, 2],
  [12, 388],
  [1, 399],
  [120, 280],
  [0.5, 0.5],
  [0.5, 300],
  [0.25, 0.25],
  [0.3, 3],
  [0.01, 7],
  [3e4, 7e4],
  [5, 1e6],
  [1e7, 3],
  [1e9, 2],
  [0.7, 1e9],
  [9e5, 2e6],
  [4e8, 9e8],
] as const;

const TAILS = [2 ** -53, 2 ** -52, 1e-15, 1e-13, 1e-10, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3];

/** Uniforms all over 0..1, the outermost with them. */
function uniforms(points: number): number[] {
  const inner = Array.from({ length: points }, (_, i) => (i + 0.5) / points);
  return [0, ...TAILS, ...inner, ...TAILS.map((u) => 1 - u)].sort((a, b) => a - b);
}

/**
 * What a share may be off, relative to it. The powers left out of a series come to 2e-15. The logit w of the uniform is
 * rounded by up to 2^-53 |w|, and so are the terms of the logarithm of the probability that a series starts from; ln x is at
 * most w/a steep, and is as large itself. The exponential turns the rounding of ln x, 2^-53 |ln x|, into a relative one.
 */
const errorOf = (x: number): number => 1e-15 * (10 + Math.abs(Math.log(x)));

const isNear = (found: number, exact: number): boolean =>
  found === exact || Math.abs(found - exact) <= errorOf(exact) * exact;

describe('the table of a beta law', () => {
  test.each(LAWS)('(%d, %d): every share is the one that is sought anew', (a, b) => {
    const [fast, sought] = [beta(a, b), soughtBeta(a, b)];
    const far = uniforms(sized(200, 5000)).filter((u) => !isNear(fast(u), sought(u)));
    expect(far).toEqual([]);
  });

  test.each([0.25, 0.5, 1, 3, 40, 1000, 1e6])('closed forms with a parameter of 1 and another of %d', (a) => {
    const [low, high] = [beta(a, 1), beta(1, a)];
    const far = uniforms(sized(200, 5000)).filter((u) => {
      if (u === 0) return false;
      return !isNear(low(u), Math.exp(Math.log(u) / a)) || !isNear(high(u), -Math.expm1(Math.log1p(-u) / a));
    });
    expect(far).toEqual([]);
  });

  test.each(LAWS)('(%d, %d): a larger uniform gives no smaller share, but for the rounding', (a, b) => {
    const quantile = beta(a, b);
    const falls = (us: readonly number[]) =>
      us.slice(1).filter((u, i) => quantile(u) < quantile(us[i]) * (1 - errorOf(quantile(u))));
    expect(falls(uniforms(sized(2000, 200_000)))).toEqual([]);
    const [lower, upper] = [new BetaTail(a, b), new BetaTail(b, a)];
    const whole = lower.atCentre() + upper.atCentre();
    // Uniforms one after the other, where a piece of the table meets the next.
    for (const { from } of piecesOf(lower, whole, 'share') ?? []) {
      const u = 1 / (1 + Math.exp(-from));
      expect(falls(Array.from({ length: 20 }, (_, i) => u * (1 + (i - 10) * 2 ** -52)))).toEqual([]);
    }
    for (const { from } of piecesOf(upper, whole, 'rest') ?? []) {
      const u = 1 - 1 / (1 + Math.exp(-from));
      expect(falls(Array.from({ length: 20 }, (_, i) => Math.min(u + (i - 10) * 2 ** -53, 1 - 2 ** -53)))).toEqual([]);
    }
  });

  test('large parameters meet the expansion that takes over from them', () => {
    const [a, b] = [6e8, 9e8];
    const deviation = Math.sqrt(b / a / (a + b)); // of x, relative to it
    const [fast, expanded] = [beta(a, b), largeBeta(a, b)];
    for (const u of uniforms(100)) {
      // A billionth of a deviation, and what a double can tell.
      expect(Math.abs(fast(u) / expanded(u) - 1)).toBeLessThan(1e-9 * deviation + 4 * 2 ** -52);
    }
  });
});

describe('draws', () => {
  const DRAWS = sized(20_000, 1_000_000);
  const CLASSES = 100;

  /** P(share < x) of whole parameters: a or more of a + b - 1 uniforms are below x (DLMF 8.17.5). */
  function below(a: number, b: number, x: number): number {
    const mass = binomialMass(a + b - 1, x);
    return Array.from({ length: b }, (_, i) => mass(a + i)).reduce((sum, p) => sum + p, 0);
  }

  test.each([
    ['of beta(2, 4)', 2, 4, beta(2, 4)],
    ['of beta(12, 28), 12 of 40 observed', 12, 28, beta(12, 28)],
    ['of beta(8, 2)', 8, 2, beta(8, 2)],
    ['of beta(1, 30)', 1, 30, beta(1, 30)],
    // 1 + 4 x 1/4 and 1 + 4 x 3/4, on 10..50.
    [
      'between 10 and 50, mostly 20',
      2,
      4,
      (
        (quantile) => (u: number) =>
          (quantile(u) - 10) / 40
      )(pert(10, 20, 50)),
    ],
  ] as const)('%s are below any level as often as the law says', (place, a, b, quantile) => {
    const from = stream('1', 0, place);
    const classes = Float64Array.from({ length: DRAWS }, () =>
      Math.min(CLASSES - 1, Math.floor(CLASSES * below(a, b, quantile(from.next())))),
    );
    expect(chiSquare(classes, () => 1 / CLASSES, 0, CLASSES - 1)).toBeGreaterThan(BAD_LUCK / 5);
  });
});
