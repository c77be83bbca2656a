import { expect, test } from 'vitest';
import { type Measure, readMeasure } from '../../../src/model/metric/measure.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { sweepChart } from '../../../src/output/charts/sweep.ts';
import { tornadoChart } from '../../../src/output/charts/tornado.ts';
import { bundled, valuesOf } from './charts.ts';

const { scenario } = bundled('hundred-per-cycle');
const metric = readMeasure('gain@5', metricIds(scenario)) as Measure;
const row = (vary: Record<string, number>, gain: number | null) => ({ vary, metrics: { 'gain@5': gain } });

test('one number gives a line, and a value that is undefined a gap', () => {
  const chart = sweepChart(scenario, [row({ 'a.b': 0 }, 3), row({ 'a.b': 1 }, null), row({ 'a.b': 2 }, 5)], metric, []);
  expect(valuesOf(chart)).toEqual([
    { varied: 0, value: 3 },
    { varied: 1, value: null },
    { varied: 2, value: 5 },
  ]);
  expect(chart.title.subtitle).toBe('Gain in rotation 5 by a.b, expected values');
});

test('two numbers give a heat map with dark writing on light cells and light writing on dark ones', () => {
  const rows = [row({ a: 1, b: 1 }, 0), row({ a: 1, b: 2 }, 10), row({ a: 2, b: 1 }, null), row({ a: 2, b: 2 }, 4)];
  expect(valuesOf(sweepChart(scenario, rows, metric, [])).map(({ text, ink }) => [text, ink])).toEqual([
    ['0', 'dark'],
    ['10', 'light'],
    ['–', 'dark'],
    ['4', 'dark'],
  ]);
});

test.each([
  ['none', []],
  ['three', [row({ a: 1, b: 1, c: 1 }, 1)]],
])('no chart for %s', (_what, rows) => {
  expect(() => sweepChart(scenario, rows, metric, [])).toThrow(/one number or two/);
});

test('a tornado has both sides of every number, from the metric as it stands, in the order given', () => {
  const rows = [
    {
      path: 'stages.acquire.conversion',
      base: 0.3,
      low: 0.27,
      high: 0.33,
      metricLow: 41,
      metricHigh: 53,
      elasticity: 1,
    },
    { path: 'channels.paid.volume', base: 100, low: 90, high: 110, metricLow: null, metricHigh: 51, elasticity: null },
  ];
  const values = valuesOf(tornadoChart(scenario, { rows, value: 47, by: 0.1 }, metric, []), 0);
  expect(values.map(({ number, path, side, from, to }) => [number, path, side, from, to])).toEqual([
    ['Acquire: conversion (0.27 to 0.33)', 'stages.acquire.conversion', 'Number lowered', 47, 41],
    ['Acquire: conversion (0.27 to 0.33)', 'stages.acquire.conversion', 'Number raised', 47, 53],
    ['Paid: volume (90 to 110)', 'channels.paid.volume', 'Number lowered', 47, null],
    ['Paid: volume (90 to 110)', 'channels.paid.volume', 'Number raised', 47, 51],
  ]);
});
