import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../../src/analysis/simulate.ts';
import {
  agree,
  differencesBetween,
  keeping,
  snapshotOf,
  speaksOfChance,
} from '../../../src/commands/check/snapshot.ts';
import { readSnapshot, type Snapshot, snapshotText } from '../../../src/commands/check/snapshot-format.ts';
import { SERIES_KEYS } from '../../../src/model/metric/catalogue.ts';
import { readMetric } from '../../../src/model/metric/metric.ts';
import type { MetricValue } from '../../../src/model/result.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarioArbitrary } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';
import { worked } from '../../cli/example.ts';

const withNumbers = (numbers: Record<string, MetricValue>): Snapshot => ({
  summary: new Map(),
  rotations: new Map(Object.entries(numbers)),
  bands: new Map(),
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
  test('come with the biggest relative change first, those that cannot be measured before, what only one has last', () => {
    const before = withNumbers({ 'a@1': 100, 'b@1': 1, 'c@1': 10, 'd@1': 0, 'e@1': null, 'f@1': 5, 'same@1': 7 });
    const after = withNumbers({ 'a@1': 101, 'b@1': 3, 'c@1': 4, 'd@1': 1e-9, 'e@1': 2, 'same@1': 7, 'g@1': null });
    expect(differencesBetween(before, after, 1e-9)).toEqual([
      { metric: 'd@1', snapshot: 0, actual: 1e-9 },
      { metric: 'e@1', snapshot: null, actual: 2 },
      { metric: 'b@1', snapshot: 1, actual: 3 },
      { metric: 'c@1', snapshot: 10, actual: 4 },
      { metric: 'a@1', snapshot: 100, actual: 101 },
      { metric: 'g@1', snapshot: null, actual: null, only: 'actual' },
      { metric: 'f@1', snapshot: 5, actual: null, only: 'snapshot' },
    ]);
  });

  test('are none between a snapshot and itself, written and read', () => {
    const scenario: Scenario = worked;
    const snapshot = snapshotOf(scenario, simulate(scenario), null);
    const back = readSnapshot(snapshotText(snapshot), 'x', 'x');
    expect(differencesBetween(back, snapshot, 0)).toEqual([]);
  });
});

describe('a snapshot of any scenario', () => {
  test('names every number by a metric that people may ask for', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const { summary, rotations } = snapshotOf(scenario, simulate(scenario), null);
        for (const name of [...summary.keys(), ...rotations.keys()]) {
          expect(readMetric(name, metricIds(scenario))).not.toHaveProperty('fault');
        }
      }),
      { numRuns: cases(20) },
    );
  });

  test('survives being written and read, to the last bit', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const snapshot = snapshotOf(scenario, simulate(scenario), null);
        const back = readSnapshot(snapshotText(snapshot), 'x', 'x');
        expect(differencesBetween(back, snapshot, 0)).toEqual([]);
      }),
      { numRuns: cases(20) },
    );
  });
});

test('holds the worked example, the summary and every rotation', () => {
  const { summary, rotations, bands } = snapshotOf(worked, simulate(worked), null);
  expect(summary.get('rules.smooth.onePointAdds')).toBeCloseTo(1.811287934808604, 12);
  expect(summary.get('rules.smooth.weakest')).toBe('acquire');
  expect(summary.get('npv')).toBeNull();
  // 100, then 10.125 referred, then 10.125 more by those who stayed and 10.125 x 10.125 % by those who came
  expect(rotations.get('engage@1')).toBe(100);
  expect(rotations.get('engage@2')).toBeCloseTo(110.125, 12);
  expect(rotations.get('gain@5')).toBeCloseTo(47.0766352346, 9);
  expect(rotations.get('engage.word-of-mouth@5')).toBeCloseTo(47.0766352346, 9);
  expect([...rotations.keys()].filter((name) => name.endsWith('@3')).length).toBe(rotations.size / 5);
  expect(bands.size).toBe(0);
});

test('more than a million numbers are refused, with what would do', () => {
  const stages = Array.from({ length: 40 }, (_, i) => ({ id: `s${i}`, ...(i > 0 && { conversion: 0.9 }) }));
  const scenario: Scenario = { rotations: 10_000, channels: [{ id: 'paid', volume: 1 }], stages };
  // a stage has its arrivals, those by the channel, and visits: 40 x 3, and the figures of the catalogue
  const most = Math.floor(1e6 / (120 + SERIES_KEYS.length));
  expect(() => snapshotOf(scenario, simulate(scenario), null)).toThrow(`run for ${most} rotations or fewer`);
});

describe('a scenario speaks of chance', () => {
  const [loop] = worked.loops;
  const { offspring: _, ...silent } = loop;

  test.each<[string, boolean, Partial<Scenario>]>([
    ['when it says how many one member brings', true, {}],
    ['not when it leaves that open', false, { loops: [silent] }],
    [
      'when it says how people arrive',
      true,
      { loops: [silent], channels: [{ id: 'p', volume: 1, arrival: 'poisson' }] },
    ],
    ['when a number is uncertain', true, { loops: [silent], channels: [{ id: 'p', volume: { uniform: [1, 2] } }] }],
    [
      'not when that number stands in a lever, which is off',
      false,
      { loops: [silent], levers: [{ id: 'l', changes: [{ path: 'channels.paid.volume', add: { uniform: [1, 2] } }] }] },
    ],
  ])('%s: %j', (_what, speaks, changes) => {
    expect(speaksOfChance({ ...worked, ...changes })).toBe(speaks);
  });
});

test('--update keeps agreeing values as the file has them', () => {
  const before = withNumbers({ 'a@1': 100, 'b@1': 5 });
  const after = withNumbers({ 'a@1': 100 * (1 + 1e-12), 'b@1': 6 });
  expect(keeping(before, after, 1e-9)).toEqual(withNumbers({ 'a@1': 100, 'b@1': 6 }));
});
