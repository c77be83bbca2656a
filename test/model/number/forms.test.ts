import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUncertain, quantityFaults, seriesOf } from '../../../src/model/number/forms.ts';
import { ABOVE_MINUS_ONE, AMOUNT, ANY, POSITIVE, type Range, SHARE } from '../../../src/model/number/range.ts';
import type { Quantity } from '../../../src/model/scenario/types.ts';

/** The values in rotations 1..n; a series of one value stands for all of them. */
function values(quantity: Quantity, range: Range, rotations: number): number[] {
  const series = seriesOf(quantity, range, rotations);
  return Array.from({ length: rotations }, (_, i) => series[series.length === 1 ? 0 : i] ?? Number.NaN);
}

const messages = (raw: unknown, range: Range, rotations = 3) =>
  quantityFaults(raw, range, rotations).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('what a number comes to, rotation by rotation', () => {
  test.each<[Quantity, Range, number[]]>([
    [0.3, SHARE, [0.3, 0.3, 0.3]],
    ['1/4', SHARE, [0.25, 0.25, 0.25]],
    [[0.1, '20%'], SHARE, [0.1, 0.2, 0.2, 0.2]],
    [[1, 2, 3, 4], AMOUNT, [1, 2]],
    [{ start: 100, growth: 0.5 }, AMOUNT, [100, 150, 225, 337.5]],
    [{ start: 100, growth: '50%' }, AMOUNT, [100, 150, 225, 337.5]],
    [{ growth: -0.5, start: 8 }, AMOUNT, [8, 4, 2, 1]],
    [{ start: 100, step: -20 }, AMOUNT, [100, 80, 60, 40]],
    [{ start: '10%', step: 0.25 }, SHARE, [0.1, 0.35, 0.6]],
    [{ repeat: [80, 100, 120] }, AMOUNT, [80, 100, 120, 80, 100, 120, 80]],
    [{ repeat: ['1/4', '50%'] }, SHARE, [0.25, 0.5, 0.25]],
    [{ repeat: [7] }, AMOUNT, [7, 7, 7]],
    [{ start: 100, growth: 1, season: [1, '50%'] }, AMOUNT, [100, 100, 400, 400]],
    [{ season: [0.5, 1, 2], step: 10, start: 100 }, AMOUNT, [50, 110, 240, 65, 140, 300]],
    [{ start: 100, step: 10, season: [1, 1, 1, 1, 1, 9] }, AMOUNT, [100, 110]],
    [{ exposures: 3, notice: 0.5, needed: 2 }, SHARE, [0.5, 0.5]],
    [{ got: 12, of: 400 }, SHARE, [0.03, 0.03]],
    [{ uniform: [0.25, 0.75] }, SHARE, [0.5, 0.5]],
    [{ uniform: ['25%', '3/4'] }, SHARE, [0.5, 0.5]],
    [{ pert: [1, 2, 9] }, AMOUNT, [3, 3]],
    [{ normal: [0.4, 0.1] }, SHARE, [0.4, 0.4]],
    [{ lognormal: [20, 5] }, AMOUNT, [20, 20]],
    [{ beta: [2, 6] }, SHARE, [0.25, 0.25]],
    [{ beta: [2, 6], times: 2 }, SHARE, [0.5, 0.5]],
    [{ beta: [2, 6], times: 5 }, SHARE, [1, 1]],
    [{ times: '50%', exposures: 3, notice: 0.5, needed: 2 }, SHARE, [0.25, 0.25]],
  ])('%j', (quantity, range, wanted) => {
    expect(quantityFaults(quantity, range, wanted.length)).toEqual([]);
    expect(values(quantity, range, wanted.length)).toEqual(wanted);
  });

  test('growth is repeated multiplication, to the last bit', () => {
    const third = 1.1 * 1.1;
    expect(values({ start: 1, growth: 0.1 }, AMOUNT, 4)).toEqual([1, 1.1, third, third * 1.1]);
  });

  test.each<[Quantity, Range, number]>([
    [{ normal: [5, 1] }, SHARE, 1],
    [{ normal: [-5, 1] }, SHARE, 0],
    [{ normal: [-5, 1] }, AMOUNT, 0],
    [{ uniform: [2, 4] }, SHARE, 1],
    [{ normal: [-5, 1] }, ANY, -5],
  ])('the mean of %j is clipped to its range', (quantity, range, mean) => {
    expect(quantityFaults(quantity, range, 1)).toEqual([]);
    expect(values(quantity, range, 1)).toEqual([mean]);
  });

  test('a longer run starts like a shorter one', () => {
    const number = fc.integer({ min: 0, max: 1000 });
    const forms = fc.oneof<fc.Arbitrary<Quantity>[]>(
      fc.array(number, { minLength: 1, maxLength: 5 }),
      fc.record({ start: number, growth: fc.double({ min: -1, max: 1, noNaN: true }) }),
      fc.record({ start: number, step: number }),
      fc.record({ repeat: fc.array(number, { minLength: 1, maxLength: 5 }) }),
      fc.record({ start: number, step: number, season: fc.array(number, { minLength: 1, maxLength: 5 }) }),
    );
    fc.assert(
      fc.property(forms, fc.integer({ min: 1, max: 10 }), (quantity, rotations) => {
        expect(values(quantity, ANY, rotations + 3).slice(0, rotations)).toEqual(values(quantity, ANY, rotations));
      }),
    );
  });
});

test('observed counts and the five laws are uncertain, the rest is not', () => {
  const uncertain = [{ got: 1, of: 2 }, { uniform: [0, 1] }, { pert: [0, 1, 2] }, { beta: [1, 1] }];
  const certain = [
    1,
    '5%',
    [1, 2],
    { start: 1, growth: 0 },
    { repeat: [1, 2] },
    { exposures: 3, notice: 0.5, needed: 2 },
  ];
  expect([...uncertain, { normal: [0, 1] }, { lognormal: [1, 1] }].map(isUncertain)).not.toContain(false);
  expect(certain.map(isUncertain)).not.toContain(true);
});

describe('ranges', () => {
  test.each<[string, Range, number[], number[]]>([
    ['a share is 0 to 1', SHARE, [0, 1, 1e-12], [-1e-12, 1 + 1e-12, 3]],
    ['an amount is 0 or more', AMOUNT, [0, 1e300], [-1e-12]],
    ['half and market size are above 0', POSITIVE, [1e-12, 5], [0, -1]],
    ['a discount is above -1', ABOVE_MINUS_ONE, [-0.999, 0, 3], [-1, -2]],
    ['a step or an `add` is any number', ANY, [-1e300, 0], [Infinity, Number.NaN]],
  ])('%s', (_name, range, inside, outside) => {
    for (const value of inside) expect(messages(value, range), String(value)).toEqual([]);
    for (const value of outside) expect(messages(value, range), String(value)).toHaveLength(1);
  });

  test.each<[unknown, Range, string[]]>([
    [3, SHARE, [': must be a share between 0 and 1, got 3 (did you mean 3%?)']],
    [100, SHARE, [': must be a share between 0 and 1, got 100 (did you mean 100%?)']],
    [101, SHARE, [': must be a share between 0 and 1, got 101']],
    [-0.1, SHARE, [': must be a share between 0 and 1, got -0.1']],
    [[0.1, 3, 0.2], SHARE, ['1: must be a share between 0 and 1 in rotation 2, got 3 (did you mean 3%?)']],
    [{ start: 0.5, growth: 1 }, SHARE, [': must be a share between 0 and 1, but comes to 2 in rotation 3']],
    [{ start: 0.5, step: -0.5 }, SHARE, [': must be a share between 0 and 1, but comes to -0.5 in rotation 3']],
    [
      { repeat: [0.1, 3] },
      SHARE,
      ['repeat.1: must be a share between 0 and 1 in rotation 2, got 3 (did you mean 3%?)'],
    ],
    [{ start: 0.4, step: 0.1, season: [1, 2] }, SHARE, []],
    [
      { start: 0.5, step: 0.25, season: [1, 2] },
      SHARE,
      [': must be a share between 0 and 1, but comes to 1.5 in rotation 2'],
    ],
    [
      { start: 5, step: 0, season: [1, 1, -1] },
      AMOUNT,
      [': must be a number of 0 or more, but comes to -5 in rotation 3'],
    ],
    [{ start: 1, growth: -2 }, AMOUNT, [': must be a number of 0 or more, but comes to -1 in rotation 2']],
    [
      { start: 1, growth: 1e200 },
      AMOUNT,
      [': must be a number of 0 or more, but grows beyond all bounds in rotation 3'],
    ],
  ])('%j: the message names the rotation and what to do', (raw, range, wanted) => {
    expect(messages(raw, range)).toEqual(wanted);
  });

  test('every value of a list that leaves its range is named', () => {
    expect(messages([3, 0.2, -1], SHARE)).toEqual([
      expect.stringMatching(/^0: .*rotation 1, got 3/),
      expect.stringMatching(/^2: .*rotation 3, got -1/),
    ]);
  });

  test('values past the last rotation may leave the range, yet have to be numbers', () => {
    expect(messages([0.1, 0.2, 0.3, 3], SHARE, 3)).toEqual([]);
    expect(messages([0.1, 0.2, 0.3, 3], SHARE, 4)).toEqual([expect.stringMatching(/^3: .*in rotation 4, got 3/)]);
    expect(messages([0.1, 0.2, 0.3, 'x'], SHARE, 3)).toEqual([expect.stringMatching(/^3: .*text "x"/)]);
    expect(messages({ start: 0.5, growth: 1 }, SHARE, 2)).toEqual([]);
    expect(messages({ repeat: [0.1, 0.2, 3] }, SHARE, 2)).toEqual([]);
    expect(messages({ start: 0.5, growth: 0, season: [1, 1, 3] }, SHARE, 2)).toEqual([]);
    expect(messages({ repeat: [0.1, 'x'] }, SHARE, 1)).toEqual([expect.stringMatching(/^repeat.1: .*text "x"/)]);
  });

  test('a share that falls by steps to 0 is still a share', () => {
    expect(messages({ start: 0.3, step: -0.1 }, SHARE, 4)).toEqual([]);
  });
});

test.each<[unknown, string]>([
  [[], ': is an empty list'],
  [[[0.1]], '0: must be a number in rotation 1, got [0.1]'],
  [{}, ': is not a form that a number can take'],
  [{ start: 1 }, '{start, growth}, {start, step}'],
  [{ start: 1, growth: 0, step: 0 }, ': is not a form'],
  [{ repeat: [] }, 'repeat: is an empty list: write the values that come in turn'],
  [{ repeat: 5 }, 'repeat: must be a list, got 5'],
  [{ repeat: [[1]] }, 'repeat.0: must be a number in rotation 1, got [1]'],
  [{ repeat: [1], season: [1] }, ': is not a form'],
  [{ season: [1, 2] }, 'either of these with a season'],
  [{ seasn: [1], start: 1, growth: 0 }, '(did you mean season for "seasn"?)'],
  [{ start: 1, growth: 0, season: [] }, 'season: is an empty list: write a factor for each rotation of a season'],
  [{ start: 1, growth: 0, season: 2 }, 'season: must be a list, got 2'],
  [{ start: 1, step: 0, season: [1, 'x'] }, 'season.1: needs numbers, got the text "x"'],
  [{ start: [1], step: 0 }, 'start: needs numbers, got [1]'],
  [{ start: { uniform: [0, 1] }, growth: 0 }, 'start: needs numbers, got {"uniform":[0,1]}'],
  [{ beta: ['x', 1] }, 'beta.0: needs numbers, got the text "x"'],
  [{ exposures: 2.5, notice: 0.1, needed: 1 }, 'exposures is a whole number'],
  [{ exposures: 3, notice: 1.1, needed: 1 }, 'notice is a share'],
  [{ exposures: 3, notice: 0.1, needed: -1 }, 'needed is a whole number'],
  [{ uniform: [0, 1], times: -1 }, 'times: must be a number of 0 or more, got -1'],
  [{ repeat: [1], times: 2 }, ': is not a form'],
  [{ got: 0, of: 400 }, 'got is above 0 and below of'],
  [{ got: 400, of: 400 }, 'got is above 0 and below of'],
  [{ uniform: [2, 1] }, 'uniform is [low, high]'],
  [{ uniform: 2 }, 'uniform is [low, high]'],
  [{ pert: [1, 3, 2] }, 'pert is [min, mode, max]'],
  [{ normal: [1, -1] }, 'sd of 0 or more'],
  [{ normal: [1] }, 'normal is [mean, sd]'],
  [{ lognormal: [0, 1] }, 'mean above 0'],
  [{ beta: [1, 0] }, 'both above 0'],
])('%j is an error that says what fits', (raw, words) => {
  expect(messages(raw, ANY)).toEqual([expect.stringContaining(words)]);
});
