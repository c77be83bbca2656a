import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricValue } from '../../../src/analysis/metric-value.ts';
import { unlessInvalid } from '../../../src/analysis/overflow.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { WhatIf } from '../../../src/analysis/what-if/what-if.ts';
import { InputError } from '../../../src/model/errors.ts';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { isUncertain } from '../../../src/model/number/forms.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { numberFields } from '../../../src/model/scenario/fields.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { dotted } from '../../../src/model/scenario/suggest.ts';
import type { Quantity, Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';
import { valueAt } from '../../reference/numbers.ts';

const metricOf = (name: string, scenario: Scenario): Metric => {
  const metric = readMetric(name, metricIds(scenario));
  if ('fault' in metric) throw new Error(metric.fault);
  return metric;
};

/** The scenario with the value of every rotation written out. */
const written = (scenario: Scenario, path: string, values: readonly number[]): Scenario =>
  readScenario(JSON.stringify(scenario), { changes: [{ flag: path, set: path, value: values }] });

const last = (scenario: Scenario, metrics: readonly Metric[]) => {
  const simulation = simulate(scenario);
  return metrics.map((metric) => metricValue(simulation, metric) ?? null);
};

test('a factor is every value of the number times it, on random scenarios and whatever form it has', () => {
  let compared = 0;
  const forms = new Set<string>();
  fc.assert(
    fc.property(scenarios(), fc.nat(), (drawn, pick) => {
      const fields = numberFields(drawn).filter(({ spec }) => spec.form === 'quantity');
      const { path, raw, spec } = fields[pick % Math.max(1, fields.length)] ?? {};
      if (path === undefined || spec === undefined) return;
      const scenario = readScenario(JSON.stringify(drawn));
      const quantity = raw as Quantity;
      const number = dotted(drawn, path);
      const metrics = scenario.stages.map(({ id }) => metricOf(`total:${id}`, scenario));
      const factors = [1, 0.5, 0.125, 0];
      const whatIf = new WhatIf(scenario, [], [`${number}*`], metrics);
      const inLanes = spec.range.open ? null : unlessInvalid(() => whatIf.atEach(factors.map((factor) => [factor])));
      for (const [i, factor] of factors.entries()) {
        if (spec.range.open && factor === 0) continue;
        const clipped = (value: number): number => Math.min(spec.range.max, Math.max(spec.range.min, value));
        const values = Array.from({ length: scenario.rotations }, (_, t) => clipped(valueAt(quantity, t + 1) * factor));
        let wanted: ReturnType<typeof last>;
        try {
          wanted = last(written(scenario, number, values), metrics);
        } catch (error) {
          // A budget whose cost is 0 in some rotation.
          if (error instanceof InputError) continue;
          throw error;
        }
        const found = whatIf.at([factor]);
        if (inLanes) expect(inLanes[i]).toEqual(found);
        for (const [m, value] of wanted.entries()) {
          const scale = Math.max(1, Number(value));
          expect(Math.abs(Number(found[m]) - Number(value))).toBeLessThan(1e-9 * scale);
          compared++;
        }
      }
      forms.add(isUncertain(quantity) ? 'uncertain' : typeof raw === 'object' && raw ? Object.keys(raw)[0] : 'one');
    }),
    { numRuns: cases(400) },
  );
  expect(compared).toBeGreaterThan(4 * forms.size);
  expect(forms.size).toBeGreaterThan(2);
});

const seasonal: Scenario = readScenario(`
  rotations: 4
  channels: [{ id: ads, volume: { start: 100, growth: 0, season: [1, 2] } }, { id: walk-in, volume: [10, 20, 30] }]
  stages: [{ id: a }, { id: b, conversion: { exposures: 2, notice: 0.5, needed: 1 } }]
`);

test('numbers inside a form vary one by one and together, each as it would be written', () => {
  const metrics = [metricOf('total:a', seasonal)];
  const paths = ['channels.ads.volume.season.2', 'channels.ads.volume.start', 'channels.walk-in.volume.3'];
  const whatIf = new WhatIf(seasonal, [], paths, metrics);
  // 2 x start + 2 x start x factor, and 10 + 20 + twice the last.
  const points = [
    [2, 100, 30],
    [0.5, 100, 30],
    [3, 10, 30],
    [3, 10, 0],
  ];
  const byHand = points.map(([factor, start, third]) => [2 * start + 2 * start * factor + 30 + 2 * third]);
  expect(whatIf.atEach(points)).toEqual(byHand);
  expect(points.map((values) => whatIf.at(values))).toEqual(byHand);
});

test('values that make no number together are an error at that point alone', () => {
  const paths = ['stages.b.conversion.exposures'];
  const whatIf = new WhatIf(seasonal, [], paths, [metricOf('b@1', seasonal)]);
  expect(whatIf.at([1])).toEqual([55]);
  expect(() => whatIf.at([1.5])).toThrow('stages.b.conversion does not fit together: exposures is a whole number');
  // Of three messages one is noticed with 7/8.
  expect(whatIf.at([3])[0]).toBeCloseTo(96.25, 12);
  const tooMuch = new WhatIf(seasonal, [], ['channels.ads.volume.start'], [metricOf('a', seasonal)]);
  expect(() => tooMuch.at([-1])).toThrow('must be a number of 0 or more, but comes to -1 in rotation 1');
});
