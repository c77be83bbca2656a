import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricValue } from '../../src/analysis/metrics.ts';
import { simulate } from '../../src/analysis/simulate.ts';
import { unlessUncountable } from '../../src/analysis/uncountable.ts';
import { WhatIf } from '../../src/analysis/what-if.ts';
import { metricIds } from '../../src/model/assertions.ts';
import { InputError } from '../../src/model/errors.ts';
import { numberFields } from '../../src/model/fields.ts';
import { hasRotations, type Metric, metricNames, readMetric } from '../../src/model/metric.ts';
import { dotted } from '../../src/model/names.ts';
import { readScenario } from '../../src/model/read.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { scenarios } from '../arbitrary/scenario.ts';

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

/** A number of the file, and two others, in turn. */
const points = fc.record({
  at: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  picks: fc.array(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 5 }),
});

describe('a what-if is the scenario with its numbers written so, to the last bit', () => {
  let [compared, remade, refused] = [0, 0, 0];

  test.each([{ money: true }, { linear: true }, {}])('on random scenarios %j', (options) => {
    fc.assert(
      fc.property(scenarios(options), points, (raw, { at, picks }) => {
        const known = pathsIn(raw);
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
          return { group, whatIf: new WhatIf(base, [], paths, group) };
        });
        for (const values of rows) {
          const scenario = valid(values);
          if (!scenario) continue;
          const simulation = unlessUncountable(() => simulate(scenario));
          if (!simulation) continue;
          for (const { group, whatIf } of groups) {
            const expected = group.map((metric) => metricValue(simulation, metric) ?? null);
            expect(whatIf.at(values)).toEqual(expected);
            compared += expected.length;
          }
          remade++;
        }
      }),
      { numRuns: 150 },
    );
  });

  test('enough of them', () => {
    expect(compared).toBeGreaterThan(20_000);
    expect(remade).toBeGreaterThan(500);
    expect(refused).toBeLessThan(100);
  });
});
