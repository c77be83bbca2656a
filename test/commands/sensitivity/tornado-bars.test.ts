import { expect, test } from 'vitest';
import { tornado } from '../../../src/commands/sensitivity/tornado-bars.ts';

const effect = (metricLow: number | null, metricHigh: number | null) => ({ metricLow, metricHigh });

test('all bars have one scale, the longest reaching the edge', () => {
  expect(tornado([effect(90, 110), effect(95, 105)], 100)).toEqual(['░░░░░░░░│████████', '    ░░░░│████']);
});

test('what lowers the metric when it grows has its full end on the left', () => {
  expect(tornado([effect(104, 96)], 100)).toEqual(['████████│░░░░░░░░']);
});

test('where both ends lie on one side, the shorter bar is drawn over the longer', () => {
  expect(tornado([effect(102, 108), effect(94, 98)], 100)).toEqual(['        │░░██████', '  ░░░░██│']);
});

test('a small effect is seen, none is not', () => {
  expect(tornado([effect(0, 200), effect(100, 100.01), effect(100, 100)], 100).slice(1)).toEqual([
    '        │█',
    '        │',
  ]);
});

test('an end without a result has no bar, and a metric without a value none at all', () => {
  expect(tornado([effect(null, 110)], 100)).toEqual(['        │████████']);
  expect(tornado([effect(null, null)], null)).toEqual(['']);
});
