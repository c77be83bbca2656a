import { describe, expect, test } from 'vitest';
import { kernel } from '../../../../src/engine/montecarlo/kernel.ts';
import { beta } from '../../../../src/engine/montecarlo/sampler/beta.ts';
import { lognormal } from '../../../../src/engine/montecarlo/sampler/lognormal.ts';
import { normal } from '../../../../src/engine/montecarlo/sampler/normal.ts';
import { pert } from '../../../../src/engine/montecarlo/sampler/pert.ts';
import { uniform } from '../../../../src/engine/montecarlo/sampler/uniform.ts';
import { whenLong } from '../../../cases.ts';

const { normalQuantile } = kernel();

const EDGES = [2 ** -53, 1e-9, 1e-6, 0.001, 0.999, 1 - 1e-6, 1 - 1e-9];
const LADDER = [...EDGES, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99].sort((a, b) => a - b);

/** The integral of f from a to b, by Simpson's rule. */
function integral(f: (x: number) => number, a: number, b: number, steps = 20_000): number {
  const h = (b - a) / steps;
  let sum = f(a) + f(b);
  for (let i = 1; i < steps; i++) sum += f(a + i * h) * (i % 2 === 1 ? 4 : 2);
  return (sum * h) / 3;
}

/** The mean of a quantity given by its quantiles, by as many midpoints. */
function meanOf(quantile: (u: number) => number, points: number): number {
  let sum = 0;
  for (let i = 0; i < points; i++) sum += quantile((i + 0.5) / points);
  return sum / points;
}

const increasing = (quantile: (u: number) => number) => {
  const values = [0, ...LADDER, 1 - 2 ** -53].map(quantile);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(values).toEqual([...values].sort((a, b) => a - b));
};

describe('uniform', () => {
  test('goes from low to high', () => {
    expect([0, 0.25, 0.5].map(uniform(2, 10))).toEqual([2, 4, 6]);
    expect(uniform(3, 3)(0.7)).toBeCloseTo(3, 14);
    increasing(uniform(-1e308, 1e308));
  });
});

describe('normal', () => {
  test('the percentage points of tables', () => {
    // Wichura (1988) gives these for a check, but for the first.
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 13);
  });

  test.each(LADDER)('the probability below the quantile of %d is that again', (u) => {
    const q = -Math.abs(normalQuantile(u));
    const density = (x: number) => Math.exp((q * q - x * x) / 2);
    const tail = (integral(density, q - 12, q) * Math.exp((-q * q) / 2)) / Math.sqrt(2 * Math.PI);
    expect(tail / Math.min(u, 1 - u)).toBeCloseTo(1, 9);
  });

  test('has its mean and deviation, and stands still without the latter', () => {
    const quantile = normal(7, 2);
    expect(meanOf(quantile, 1e5)).toBeCloseTo(7, 10);
    expect(meanOf((u) => (quantile(u) - 7) ** 2, 1e5)).toBeCloseTo(4, 3);
    expect(normal(7, 0)(0)).toBe(7);
    increasing(quantile);
  });
});

describe('lognormal', () => {
  whenLong(() => {
    test.each([
      [5, 2],
      [0.3, 0.05],
      [1e9, 1e8],
      [2, 3],
    ])('mean %d and deviation %d are those of the number itself', (mean, deviation) => {
      const quantile = lognormal(mean, deviation);
      expect(meanOf(quantile, 1e6) / mean).toBeCloseTo(1, 3);
      expect(Math.sqrt(meanOf((u) => (quantile(u) - mean) ** 2, 1e6)) / deviation).toBeCloseTo(1, 1);
      increasing(quantile);
    });
  });

  test('the median is mean / sqrt(1 + (deviation/mean)^2)', () => {
    expect(lognormal(5, 2)(0.5)).toBeCloseTo(5 / Math.sqrt(1 + 0.16), 14);
    expect(lognormal(3, 0)(0.1)).toBe(3);
  });

  test('the extremes of what a scenario may hold', () => {
    expect((lognormal(1, 1e-9)(0.975) - 1) / 1.959963984540054e-9).toBeCloseTo(1, 6);
    for (const u of LADDER) expect(lognormal(1e-300, 1e300)(u)).not.toBeNaN();
  });
});

describe('beta', () => {
  const laws = [
    [1, 1],
    [2, 4],
    [12, 388],
    [86, 276],
    [388, 12],
    [5, 1],
    [1.5, 4.5],
    [0.5, 0.5],
    [0.05, 3],
    [3e4, 7e4],
    [5, 1e6],
    [9.9e5, 2e6],
    [1.1e6, 2e6],
    [1e9, 4e9],
  ];

  test.each(laws)('(%d, %d): the probability below a quantile is its level again', (a, b) => {
    const quantile = beta(a, b);
    const centre = Math.log(a / b);
    const deviation = Math.sqrt(1 / a + 1 / b);
    // Over the logit the density has no poles: x^a (1 - x)^b, here relative to its peak.
    const softplus = (y: number) => Math.max(0, y) + Math.log1p(Math.exp(-Math.abs(y)));
    const density = (y: number) => {
      return Math.exp(a * (softplus(-centre) - softplus(-y)) + b * (softplus(centre) - softplus(y)));
    };
    const [from, to] = [centre - 9 * deviation - 40 / a, centre + 9 * deviation + 40 / b];
    const steps = Math.max(20_000, 40 * Math.ceil(to - from));
    const whole = integral(density, from, to, steps);
    for (const u of [0.001, 0.05, 0.3, 0.5, 0.8, 0.99]) {
      const x = quantile(u);
      const y = Math.log(x) - Math.log1p(-x);
      expect(integral(density, from, y, steps) / whole / u).toBeCloseTo(1, 7);
    }
    increasing(quantile);
  });

  test('closed forms: u^(1/a) for b = 1, and the arc sine law', () => {
    for (const u of LADDER) {
      expect(beta(5, 1)(u) / u ** 0.2).toBeCloseTo(1, 13);
      expect(beta(0.5, 0.5)(u) / Math.sin((Math.PI * u) / 2) ** 2).toBeCloseTo(1, 12);
      expect(beta(1, 1)(u) / u).toBeCloseTo(1, 13);
    }
  });

  test('no parameters are too extreme for an answer', () => {
    const sizes = [1e-300, 1e-9, 1, 1e9, 1e300];
    for (const a of sizes) {
      for (const b of sizes) {
        const shares = [0, 1e-9, 0.5, 1 - 2 ** -53].map(beta(a, b));
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }
    }
  });

  test('the mean is a / (a + b)', () => {
    expect(meanOf(beta(12, 388), 2000)).toBeCloseTo(0.03, 5);
    expect(meanOf(beta(2, 4), 2000)).toBeCloseTo(1 / 3, 5);
  });
});

describe('pert', () => {
  test('the mean is (min + 4 mode + max)/6', () => {
    expect(meanOf(pert(10, 20, 60), 2000)).toBeCloseTo((10 + 80 + 60) / 6, 2);
    expect(meanOf(pert(0, 0, 1), 2000)).toBeCloseTo(1 / 6, 4);
  });

  test('with the mode in the middle it is beta(3, 3), even about it', () => {
    expect(pert(0, 0.5, 1)(0.3)).toBe(beta(3, 3)(0.3));
    expect(pert(0, 5, 10)(0.2) + pert(0, 5, 10)(0.8)).toBeCloseTo(10, 12);
  });

  test('stays within its ends, which may be the same', () => {
    increasing(pert(1, 2, 5));
    expect(pert(1, 2, 5)(0)).toBeGreaterThanOrEqual(1);
    expect(pert(1, 2, 5)(1 - 2 ** -53)).toBeLessThanOrEqual(5);
    expect(pert(2, 2, 2)(0.9)).toBe(2);
  });
});
