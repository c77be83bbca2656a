import type { Scenario } from '../../model/scenario/types.ts';
import type { ChartPart } from './chart.ts';

export const SOLID = [1, 0] as const;
export const DASHED = [6, 4] as const;
/** Dots are free for what lies behind. */
export const LONG_DASHED = [14, 4] as const;

/** Beyond this, points run into one another. */
const MOST_POINTS = 40;

const hasPoints = ({ rotations }: Scenario): boolean => rotations <= MOST_POINTS;

/** Encodings that tell lines apart by colour, dash and, where there are points, shape; one legend for all of them. */
export function lineStyles(scenario: Scenario, field: string, lines: readonly LineStyle[]): ChartPart {
  const domain = lines.map(({ label }) => label);
  const points = hasPoints(scenario);
  const by = (range: readonly unknown[]): ChartPart => {
    return { field, type: 'nominal', scale: { domain, range }, legend: points ? SHAPES : LONG };
  };
  return {
    color: by(lines.map(({ colour }) => colour)),
    strokeDash: by(lines.map(({ dash }) => dash)),
    ...(points ? { shape: by(lines.map(({ shape }) => shape)) } : {}),
  };
}

export interface LineStyle {
  readonly label: string;
  readonly colour: string;
  readonly dash: readonly [number, number];
  readonly shape: string;
}

/** Shapes in a legend without an outline, which dashes would fray. */
const SHAPES = { symbolStrokeWidth: 0 };

/** Lines in a legend, long enough to show their dashes. */
const LONG = { symbolSize: 700 };

/** The mark of lines that are told apart so. */
export const lineMark = (scenario: Scenario): ChartPart => ({
  type: 'line',
  strokeWidth: 2.5,
  point: hasPoints(scenario) && { size: 45, filled: true },
  tooltip: true,
});
