import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noticeProbability } from '../../../src/model/number/exposures.ts';

test.each([
  { exposures: 1, notice: 0.3, needed: 1, probability: 0.3 },
  { exposures: 3, notice: 0.5, needed: 2, probability: 0.5 },
  { exposures: 2, notice: 0.1, needed: 1, probability: 0.19 },
  { exposures: 4, notice: 0.5, needed: 3, probability: 5 / 16 },
  { exposures: 10, notice: 0.1, needed: 1, probability: 0.6513215599 },
  // 1 - 0.8^7 - 7 x 0.2 x 0.8^6 - 21 x 0.04 x 0.8^5
  { exposures: 7, notice: 0.2, needed: 3, probability: 1 - 0.2097152 - 0.3670016 - 0.2752512 },
])(
  'of $exposures messages, each noticed with $notice, at least $needed: $probability',
  ({ exposures, notice, needed, probability }) => {
    expect(noticeProbability(exposures, notice, needed)).toBeCloseTo(probability, 12);
  },
);

test.each([
  { why: 'none is needed', exposures: 5, notice: 0.2, needed: 0, probability: 1 },
  { why: 'none is sent and none is needed', exposures: 0, notice: 0.2, needed: 0, probability: 1 },
  { why: 'none is sent', exposures: 0, notice: 0.2, needed: 1, probability: 0 },
  { why: 'more are needed than sent', exposures: 3, notice: 0.9, needed: 4, probability: 0 },
  { why: 'nobody notices anything', exposures: 3, notice: 0, needed: 1, probability: 0 },
  { why: 'everybody notices everything', exposures: 3, notice: 1, needed: 3, probability: 1 },
])('exactly $probability when $why', ({ exposures, notice, needed, probability }) => {
  expect(noticeProbability(exposures, notice, needed)).toBe(probability);
});

test('half of a million messages, give or take the one in the middle', () => {
  // The middle term is 1 / sqrt(pi n / 2) (1 - 1/(4n) + ...), by Stirling's series.
  const middle = (1 / Math.sqrt((Math.PI * 1e6) / 2)) * (1 - 1 / 4e6);
  expect(noticeProbability(1e6, 0.5, 500_000)).toBeCloseTo(0.5 + middle / 2, 9);
});

test('a rare notice among many messages does not vanish', () => {
  // 1 - (1 - 1e-9)^1000 = 1e-6 - 1000 x 999 / 2 x 1e-18 + ...
  expect(noticeProbability(1000, 1e-9, 1) / (1e-6 - 4.995e-13)).toBeCloseTo(1, 9);
});

test('agrees with counting every possible outcome', () => {
  const exposures = fc.integer({ min: 0, max: 8 });
  const needed = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(exposures, fc.double({ min: 0, max: 1, noNaN: true }), needed, (n, notice, k) => {
      expect(noticeProbability(n, notice, k)).toBeCloseTo(counted(n, notice, k), 12);
    }),
  );
});

/** The probabilities of all 2^n outcomes with at least `needed` noticed, added up. */
function counted(exposures: number, notice: number, needed: number): number {
  if (exposures === 0) return needed <= 0 ? 1 : 0;
  return notice * counted(exposures - 1, notice, needed - 1) + (1 - notice) * counted(exposures - 1, notice, needed);
}
