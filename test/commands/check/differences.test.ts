import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agree, differencesBetween, toleranceOf } from '../../../src/commands/check/differences.ts';
import type { Snapshot } from '../../../src/commands/check/snapshot-format.ts';
import type { MetricValue } from '../../../src/model/result.ts';
import { worked } from '../../cli/example.ts';

type Numbers = Record<string, MetricValue>;

const withNumbers = (rotations: Numbers, summary: Numbers = {}): Snapshot => ({
  ...{ inputs: null, bands: new Map(), summary: new Map(Object.entries(summary)) },
  rotations: new Map(Object.entries(rotations)),
});

describe('numbers agree', () => {
  test.each<[MetricValue, MetricValue, number, boolean]>([
    [1, 1, 0, true],
    [1, 1 + 2e-16 * 2, 0, false],
    [100, 100 + 9e-8, 1e-9, true],
    [100, 100 + 2e-7, 1e-9, false],
    [-100, -100 - 9e-8, 1e-9, true],
    [1, -1, 0.5, false],
    // relative to the larger: 1 of 100
    [99, 100, 0.01, true],
    [100, 99, 0.01, true],
    [98.9, 100, 0.01, false],
    // nothing is near 0 but 0, however small
    [0, 0, 0, true],
    [0, -0, 0, true],
    [0, 1e-300, 1e-9, false],
    [0, 1e-300, 0.99, false],
    [1e-12, 1e-12 * (1 + 1e-10), 1e-9, true],
    [1e-12, 2e-12, 1e-9, false],
    [1e300, -1e300, 0.99, false],
    [null, null, 0, true],
    [null, 0, 0.99, false],
    [0, null, 0.99, false],
    [true, true, 0, true],
    [true, false, 0.99, false],
    ['acquire', 'acquire', 0, true],
    ['acquire', 'nurture', 0.99, false],
    ['1', 1, 0.99, false],
    [true, 1, 0.99, false],
  ])('%j and %j within %d: %j', (a, b, tolerance, same) => {
    expect(agree(a, b, tolerance)).toBe(same);
  });

  test('whichever comes first', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double({ min: 0, max: 0.9, noNaN: true }), (a, b, tolerance) => {
        expect(agree(a, b, tolerance)).toBe(agree(b, a, tolerance));
      }),
    );
  });
});

describe('differences', () => {
  const within = () => 1e-9;
  const metricsOf = (before: Snapshot, after: Snapshot) =>
    differencesBetween(before, after, within).map(({ metric }) => metric);

  test('have the figures of the run first, in their order, and what only one has last', () => {
    const before = withNumbers({ 'a@1': 100, 'f@1': 5 }, { npv: 10, kFactor: 1, 'rules.smooth': true, ltv: 7 });
    const after = withNumbers({ 'a@1': 500, 'g@1': null }, { npv: 11, kFactor: 3, 'rules.smooth': false, ltv: 7 });
    expect(differencesBetween(before, after, within)).toEqual([
      { metric: 'npv', snapshot: 10, actual: 11 },
      { metric: 'kFactor', snapshot: 1, actual: 3 },
      { metric: 'rules.smooth', snapshot: true, actual: false },
      { metric: 'a@1', snapshot: 100, actual: 500 },
      { metric: 'g@1', snapshot: null, actual: null, only: 'actual' },
      { metric: 'f@1', snapshot: 5, actual: null, only: 'snapshot' },
    ]);
  });

  test('have the series first that moved most for its own range, and of it the rotation that did', () => {
    const before = withNumbers({
      // runs from 1,000 to 1,010, and moves by half of that: less than 1 % of itself
      ...{ 'narrow@1': 1000, 'narrow@2': 1010 },
      // runs from 0 to 100, and moves by a tenth of that
      ...{ 'wide@1': 0, 'wide@2': 100 },
    });
    const after = withNumbers({ 'narrow@1': 1001, 'narrow@2': 1005, 'wide@1': 4, 'wide@2': 110 });
    expect(metricsOf(before, after)).toEqual(['narrow@2', 'narrow@1', 'wide@2', 'wide@1']);
  });

  test('measure a series that stood still by its size, and one without a value before the others', () => {
    const before = withNumbers({
      'flat@1': 50,
      'flat@2': 50,
      'slope@1': 0,
      'slope@2': 10,
      'none@1': null,
      'zero@1': 0,
    });
    const after = withNumbers({ 'flat@1': 60, 'flat@2': 50, 'slope@1': 0, 'slope@2': 13, 'none@1': 1, 'zero@1': 1e-9 });
    // 20 % of what it was against 30 % of its range
    expect(metricsOf(before, after)).toEqual(['none@1', 'zero@1', 'slope@2', 'flat@1']);
  });

  test('have the bands of a series after its own values, and show them where nothing else moved', () => {
    const bands = (p95: number, own: number, other: number): Snapshot => ({
      ...withNumbers({ 'a@1': 10, 'a@2': own, 'b@1': 0, 'b@2': other }),
      bands: new Map([
        ['a.p95@2', p95],
        ['b.p95@2', p95],
      ]),
    });
    expect(metricsOf(bands(30, 20, 10), bands(90, 21, 10))).toEqual(['b.p95@2', 'a@2', 'a.p95@2']);
  });

  test('take a figure of the journey for a series over its stages', () => {
    const journey = (net: number) => withNumbers({}, { 'journey.a.net': -1, 'journey.b.net': net, npv: net });
    expect(metricsOf(journey(1), journey(2))).toEqual(['npv', 'journey.b.net']);
  });
});

describe('a tolerance that a scenario sets', () => {
  const tolerance = toleranceOf(
    { ...worked, snapshot: { tolerance: { active: 0.2, gain: '1%', 'engage@2': 0.5, engage: 0.1, npv: 0 } } },
    1e-9,
  );

  test.each([
    ['gain', 0.01],
    ['gain@5', 0.01],
    ['gain.p95@5', 0.01],
    ['engage@2', 0.5],
    ['engage@3', 0.1],
    ['engage.p5@5', 0.1],
    ['npv', 0],
    ['engage.word-of-mouth@5', 1e-9],
    ['acquire@2', 1e-9],
    // of a stage that is called like a part of a band
    ['active.mean@2', 1e-9],
  ])('is for %s %d', (metric, share) => {
    expect(tolerance(metric)).toBe(share);
  });

  test('decides what differs', () => {
    const before = withNumbers({ 'gain@1': 100, 'acquire@1': 100 });
    const after = withNumbers({ 'gain@1': 100.9, 'acquire@1': 100.9 });
    expect(differencesBetween(before, after, tolerance).map(({ metric }) => metric)).toEqual(['acquire@1']);
  });
});
