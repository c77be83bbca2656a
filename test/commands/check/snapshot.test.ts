import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplingHere } from '../../../src/analysis/chance/one-thread.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { differencesBetween } from '../../../src/commands/check/differences.ts';
import { changedInputs } from '../../../src/commands/check/inputs.ts';
import { keeping, snapshotOf, speaksOfChance, taken } from '../../../src/commands/check/snapshot.ts';
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
  inputs: null,
  summary: new Map(),
  rotations: new Map(Object.entries(numbers)),
  bands: new Map(),
});

const exactly = () => 0;

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
        expect(differencesBetween(back, snapshot, exactly)).toEqual([]);
        expect(changedInputs(back.inputs ?? new Map(), snapshot.inputs ?? new Map())).toEqual([]);
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
  expect(keeping(before, after, () => 1e-9)).toEqual(withNumbers({ 'a@1': 100, 'b@1': 6 }));
});

test('--update keeps a number of the scenario as the file has it where only its writing changed', () => {
  const before: Snapshot = {
    ...withNumbers({}),
    inputs: new Map<string, unknown>([
      ['a', '30%'],
      ['b', [1, 2]],
    ]),
  };
  const after: Snapshot = {
    ...withNumbers({}),
    inputs: new Map<string, unknown>([
      ['a', 0.3],
      ['b', [1, 3]],
      ['c', 5],
    ]),
  };
  expect(keeping(before, after, () => 0).inputs).toEqual(
    new Map<string, unknown>([
      ['a', '30%'],
      ['b', [1, 3]],
      ['c', 5],
    ]),
  );
  expect(keeping(withNumbers({}), after, () => 0).inputs).toEqual(after.inputs);
});

describe('a scenario that names metrics for its snapshot', () => {
  const pause = async () => {};
  const snapshotWith = (metrics: string[], changes: Partial<Scenario> = {}) => {
    const scenario: Scenario = { ...worked, ...changes, snapshot: { metrics } };
    return taken(scenario, simulate(scenario), samplingHere(pause), pause);
  };

  test('has these only, in its order, beside the inputs', async () => {
    const metrics = ['gain@5', 'acquire', 'total:engage', 'rules.smooth.weakest'];
    const { inputs, summary, rotations, bands } = await snapshotWith(metrics);
    expect([...summary]).toEqual([
      ['gain@5', expect.closeTo(47.0766, 4)],
      // of the last rotation: 30 % of 147.0766
      ['acquire', expect.closeTo(44.123, 4)],
      // 500 bought, 112.03 referred
      ['total:engage', expect.closeTo(612.031, 2)],
      ['rules.smooth.weakest', 'acquire'],
    ]);
    expect([rotations.size, bands.size]).toEqual([0, 0]);
    expect(inputs?.get('stages.acquire.conversion')).toBe(0.3);
  });

  test('may name measures of chance, found exactly', async () => {
    const metrics = ['p5:engage', 'engage', 'p95:engage@5', 'sd:engage', 'chance of gain@5 at least 47'];
    const { summary, bands } = await snapshotWith(metrics);
    // the published example
    expect([...summary]).toEqual([
      ['p5:engage', 135],
      ['engage', expect.closeTo(147.0766, 4)],
      ['p95:engage@5', 160],
      ['sd:engage', expect.closeTo(7.51711, 5)],
      ['chance of gain@5 at least 47', expect.closeTo(0.5185, 4)],
    ]);
    expect(bands.size).toBe(0);
  });

  test('has those that come from runs with how many and which, the same each time', async () => {
    const market = { rotations: 2, market: { size: 2000 } };
    const first = await snapshotWith(['p50:engage', 'npv'], market);
    expect([...first.bands]).toEqual([
      ['bands.runs', 10_000],
      ['bands.seed', '1'],
    ]);
    expect(first.summary.get('p50:engage')).toEqual(expect.any(Number));
    expect(await snapshotWith(['p50:engage', 'npv'], market)).toEqual(first);
  });

  test.each(['gain@9', 'p5:gain@9', 'chance of gain@9 at least 1'])('hears of %s, beyond the run', async (metric) => {
    await expect(snapshotWith([metric])).rejects.toThrow(`snapshot.metrics has ${metric}, beyond the last rotation, 5`);
  });
});
