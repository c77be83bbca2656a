import type { SensitivityRow } from '../../analysis/what-if/swings.ts';

/** Cells on either side of the middle. */
const REACH = 8;

/**
 * A bar for each effect around the value in the middle, all to one scale: to the left what lowers the metric, to the
 * right what raises it, drawn light for the lower end of the number and full for the higher. What has any effect has a
 * cell at least.
 */
export function tornado(
  effects: readonly Pick<SensitivityRow, 'metricLow' | 'metricHigh'>[],
  value: number | null,
): string[] {
  if (value === null) return effects.map(() => '');
  const offsets = effects.map(({ metricLow, metricHigh }) =>
    [metricLow, metricHigh].map((end) => (end ?? value) - value),
  );
  const most = offsets.flat().reduce((widest, offset) => Math.max(widest, Math.abs(offset)), 0);
  const cells = (offset: number): number =>
    offset === 0 ? 0 : Math.max(1, Math.round((Math.abs(offset) / most) * REACH));
  return offsets.map(([low, high]) => {
    const side = (sign: number): string[] => {
      const light = low * sign > 0 ? cells(low) : 0;
      const full = high * sign > 0 ? cells(high) : 0;
      return Array.from({ length: REACH }, (_, i) => cellAt(i, light, full));
    };
    return `${side(-1).reverse().join('')}│${side(1).join('').trimEnd()}`;
  });
}

/** Where both ends lie on one side, the shorter bar lies over the longer one. */
function cellAt(i: number, light: number, full: number): string {
  if (i < full && (i >= light || full <= light)) return '█';
  return i < light ? '░' : ' ';
}
