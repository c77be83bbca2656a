import { expect, test } from 'vitest';
import { configOf } from '../../../src/output/charts/theme.ts';

test('on a telephone of 360 pixels, labels leave two thirds of a chart to its bars', () => {
  const { axis, legend } = configOf('light', true) as { axis: { labelLimit: number }; legend: { direction: string } };
  expect(axis.labelLimit).toBeLessThanOrEqual(360 / 3);
  expect(legend.direction).toBe('vertical');
});
