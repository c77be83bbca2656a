import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricValue } from '../../../src/analysis/metric-value.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { WhatIf } from '../../../src/analysis/what-if/what-if.ts';
import { InputError } from '../../../src/model/errors.ts';
import { hasRotations, type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { metricNames } from '../../../src/model/metric/names.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { numberFields } from '../../../src/model/scenario/fields.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { dotted } from '../../../src/model/scenario/suggest.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';

const read = (scenario: unknown, changes: { path: string; value: number }[] = []): Scenario =>
  readScenario(JSON.stringify(scenario), {
    changes: changes.map(({ path, value }) => ({ flag: `--set ${path}=${value}`, set: path, value })),
  });

const metricOf = (name: string, scenario: Scenario): Metric => {
  const metric = readMetric(name, metricIds(scenario));
  if ('fault' in metric) throw new Error(metric.fault);
  return metric;
};

/** What may be written at a number of the scenario, whatever stands there. */
const valuesFor = (scenario: Scenario, path: string): number[] => {
  const field = numberFields(scenario).find((one) => dotted(scenario, one.path) === path);
  if (field?.spec.form === 'whole') return [1, 2, 3];
  return field?.spec.range.max === 1 ? [0, 0.3, 0.75, 1] : [0.5, 1, 3.25, 40];
};

/** The numbers of a scenario that a path can name, each once. */
const pathsIn = (scenario: Scenario): string[] => [
  ...new Set(
    numberFields(scenario)
      .filter(({ path }) => path[0] !== 'expect' && path[0] !== 'levers')
      .map(({ path }) => dotted(scenario, path)),
  ),
];

/** The result, or null where a lever does not fit or people cannot be counted. */
const unlessInvalid = <T>(run: () => T): T | null => {
  try {
    return run();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
};

/** True for a number that a lever may change. */
const isVariable = (scenario: Scenario, path: string): boolean =>
  numberFields(scenario).some((field) => field.spec.form === 'quantity' && dotted(scenario, field.path) === path);

/** A number of the file, and two others, in turn. */
const points = fc.record({
  at: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  picks: fc.array(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 5 }),
});

test('a point that does not fit leaves nothing behind for the next', () => {
  const raw = {
    rotations: 2,
    channels: [{ id: 'ads', budget: 100, cost: 2 }],
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.3 }],
  };
  const scenario = read(raw);
  const whatIf = new WhatIf(scenario, [], ['channels.ads.cost', 'stages.b.conversion'], [metricOf('b', scenario)]);
  expect(whatIf.at([2, 0.3])).toEqual([15]);
  expect(() => whatIf.at([0, 0.5])).toThrow(InputError);
  expect(whatIf.at([2, 0.5])).toEqual([25]);
});

test('levers that undo each other still stop a share at 1 in between', () => {
  const path = 'stages.b.conversion';
  const raw = {
    rotations: 1,
    channels: [{ id: 'ads', volume: 100 }],
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.3 }],
    levers: [
      { id: 'up', changes: [{ path, multiply: 1.25 }] },
      { id: 'down', changes: [{ path, multiply: 0.8 }] },
    ],
  };
  const scenario = read(raw);
  const switches = ['up', 'down'].map((lever) => ({ lever, from: 1 }));
  const whatIf = new WhatIf(scenario, switches, [path], [metricOf('b', scenario)]);
  expect(whatIf.at([0.375])).toEqual([37.5]);
  // 0.9 x 1.25 is cut to 1, of which 0.8 is left.
  expect(whatIf.at([0.9])).toEqual([80]);
});

/** Changes of every kind to a number, as one lever from rotation 1 or 2. */
const LEVERS = [{ multiply: 1.25 }, { add: 0.125 }, { to: 0.5 }, { multiply: [1, 1.5, 0.5] }, { add: '10%' }];

describe('a what-if is the scenario with its numbers written so, to the last bit', () => {
  let [tried, compared, remade, refused] = [0, 0, 0, 0];

  test.each([
    { money: true, on: false },
    { linear: true, on: false },
    { on: false },
    { money: true, on: true },
    { on: true },
  ])('on random scenarios %j', ({ on, ...options }) => {
    fc.assert(
      fc.property(scenarios(options), points, (drawn, { at, picks }) => {
        const known = pathsIn(drawn);
        const changeable = known.filter((path) => isVariable(drawn, path));
        const levers = at.map((n, i) => ({
          id: `lever${i}`,
          cost: n % 7,
          changes: [{ path: changeable[(n + i) % changeable.length], ...LEVERS[n % LEVERS.length] }],
        }));
        const raw = (on && changeable.length > 0 ? { ...drawn, levers } : drawn) as Scenario;
        const switches = (raw.levers ?? []).map(({ id }, i) => ({ lever: id, from: 1 + (i % 2) }));
        const paths = [...new Set(at.map((i) => known[i % known.length]))];
        const valid = (values: number[]): Scenario | null => {
          try {
            return read(
              raw,
              paths.map((path, i) => ({ path, value: values[i] })),
            );
          } catch (error) {
            if (error instanceof InputError) return null;
            throw error;
          }
        };
        const rows = picks.map((pick) => paths.map((path, i) => valuesFor(raw, path).at(pick[i] % 3) as number));
        const base = rows.map(valid).find((scenario) => scenario !== null);
        tried++;
        if (!base) {
          refused++;
          return;
        }
        const metrics = metricNames(metricIds(base)).map((name) => metricOf(name, base));
        const summed = metrics
          .filter(({ subject }) => subject.kind === 'arrivals' || subject.kind === 'returning')
          .map(({ name }) => metricOf(`total:${name}`, base));
        const series = [...metrics.filter(({ subject }) => hasRotations(subject)), ...summed];
        const counts = series.filter(({ subject }) => subject.kind !== 'series');
        const groups = [metrics, series, counts].map((group) => {
          return { group, whatIf: new WhatIf(base, switches, paths, group) };
        });
        for (const values of rows) {
          const scenario = valid(values);
          if (!scenario) continue;
          const simulation = unlessInvalid(() => simulate(scenario, { with: switches }));
          if (!simulation) continue;
          for (const { group, whatIf } of groups) {
            const expected = group.map((metric) => metricValue(simulation, metric) ?? null);
            expect(whatIf.at(values)).toEqual(expected);
            compared += expected.length;
          }
          remade++;
        }
      }),
      { numRuns: cases(on ? 100 : 120) },
    );
  });

  test('enough of them', () => {
    expect(compared).toBeGreaterThan(40 * tried);
    expect(remade).toBeGreaterThan(tried);
    expect(refused).toBeLessThan(tried / 5);
  });
});
