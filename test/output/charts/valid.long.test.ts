import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, test } from 'vitest';
import { type Measure, readMeasure } from '../../../src/model/metric/measure.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { type Chart, saysOf } from '../../../src/output/charts/chart.ts';
import { sweepChart } from '../../../src/output/charts/sweep.ts';
import { THEMES, themed } from '../../../src/output/charts/theme.ts';
import { tornadoChart } from '../../../src/output/charts/tornado.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';
import { bundled, chartsOf, HOSTILE, hostileScenario, simulated } from './charts.ts';

const NAMES = ['customer-lifecycle', 'hundred-once', 'hundred-per-cycle', 'lifecycle-marketing'].concat([
  ...['paid-only', 'referred-worth-more', 'shop-flywheel', 'value-journey'],
]);

/** Compiles as Vega-Lite does, and returns what it remarks. */
function compiled(chart: Chart): { vega: object; remarks: string[] } {
  const remarks: string[] = [];
  const note = (...texts: readonly unknown[]) => {
    remarks.push(texts.join(' '));
    return logger;
  };
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
  const { spec } = compile(chart as unknown as TopLevelSpec, { logger: logger as never });
  parse(spec, undefined, { ast: true });
  return { vega: spec, remarks };
}

/** The JSON Schema of Vega-Lite, which editors hold a chart to. */
const schema = JSON.parse(
  readFileSync(new URL('../../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url), 'utf8'),
);
const isVegaLite = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** A chart as it is read back from a .json. */
const written = (chart: Chart): unknown => JSON.parse(JSON.stringify(chart));

/** A sweep over one number and over two, with a gap, and a tornado. */
function othersOf(paths: readonly [string, string]): Chart[] {
  const { scenario } = bundled('hundred-per-cycle');
  const metric = readMeasure('gain@5', metricIds(scenario)) as Measure;
  const values = [0, 0.5, 1];
  const one = values.map((v) => ({ vary: { [paths[0]]: v }, metrics: { 'gain@5': v === 0.5 ? null : v } }));
  const two = values.flatMap((v) =>
    values.map((w) => ({ vary: { [paths[0]]: v, [paths[1]]: w }, metrics: { 'gain@5': v === w ? null : v - w } })),
  );
  const rows = paths.map((path) => ({
    path,
    base: 1,
    low: 0.9,
    high: 1.1,
    metricLow: 3,
    metricHigh: null,
    elasticity: null,
  }));
  return [
    sweepChart(scenario, one, metric, []),
    sweepChart(scenario, two, metric, []),
    tornadoChart(scenario, { rows, value: 5, by: 0.1 }, metric, []),
  ];
}

describe('Vega-Lite takes every chart without a remark', () => {
  test.each(NAMES)('of %s', (name) => {
    const { scenario, simulation } = bundled(name);
    for (const chart of chartsOf(scenario, simulation)) {
      expect(isVegaLite(written(chart)), saysOf(chart)).toBe(true);
      expect(compiled(themed(chart, 'light')).remarks).toEqual([]);
    }
  });

  test.each(THEMES)('in the theme %s', (theme) => {
    const { scenario, simulation } = bundled('value-journey');
    for (const chart of chartsOf(scenario, simulation)) {
      expect(isVegaLite(written(themed(chart, theme)))).toBe(true);
      expect(compiled(themed(chart, theme)).remarks).toEqual([]);
    }
  });

  test('of sweeps and sensitivities', () => {
    for (const chart of othersOf(['stages.acquire.conversion', 'channels.paid.volume'])) {
      expect(isVegaLite(written(chart)), saysOf(chart)).toBe(true);
      expect(compiled(themed(chart, 'light')).remarks).toEqual([]);
    }
  });

  test('of any scenario', () => {
    fc.assert(
      fc.property(scenarios(), (drawn) => {
        const { scenario, simulation } = simulated(drawn);
        for (const chart of chartsOf(scenario, simulation)) {
          expect(compiled(themed(chart, 'light')).remarks).toEqual([]);
        }
      }),
      { numRuns: cases(15) },
    );
  });
});

/** Every text in a Vega specification that would be run as an expression. */
function expressionsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /^(signal|expr|update|test|init|on|events)$/.test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => expressionsIn(part, Array.isArray(value) ? key : name));
}

/** Every field that a Vega specification reads. */
function fieldsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'field' && typeof part === 'string' ? [part] : fieldsIn(part),
  );
}

test('what is no chart is found out', () => {
  const { scenario, simulation } = bundled('hundred-per-cycle');
  const [chart] = chartsOf(scenario, simulation);
  expect(isVegaLite({ ...(written(chart) as object), mark: 'bars' })).toBe(false);
});

describe('texts of a scenario are never code', () => {
  const { scenario, simulation } = simulated(hostileScenario());
  const charts = [...chartsOf(scenario, simulation), ...othersOf(['__proto__', 'datum["x"].y'])];

  test.each(charts.map((chart, i) => [i, chart] as const))('in chart %i', (_i, chart) => {
    const { vega } = compiled(themed(chart, 'light'));
    const expressions = expressionsIn(vega);
    expect(expressions.length).toBeGreaterThan(0);
    for (const expression of expressions) {
      for (const text of HOSTILE) if (text !== 'datum["x"]') expect(expression).not.toContain(text);
      // Vega's own expressions read fields as datum["people"]: a field of ours, never x or y.
      expect(expression).not.toMatch(/datum\["[xy]"\]|alert/);
    }
    for (const field of fieldsIn(vega)) expect(field).toMatch(/^[a-z0-9_]+$/i);
  });
});
