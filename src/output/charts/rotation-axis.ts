import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { capitalised } from '../format/label.ts';
import { periodOf } from '../format/period-words.ts';
import { type ChartPart, WIDTH } from './chart.ts';
import { textWidth } from './text-width.ts';

/** More labels than this get in one another's way. */
const MOST_LABELS = 12;

/** Pixels of a letter's size in a label, and between two labels. */
const FONT = 12;
const GAP = 16;

/** Steps between labels in which people count. */
const STEPS: Readonly<Record<string, readonly number[]>> = {
  month: [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200],
  quarter: [1, 2, 4, 8, 20, 40, 80, 200, 400, 1200],
  week: [1, 2, 4, 13, 26, 52, 104, 260, 520, 1040],
  day: [1, 2, 7, 14, 28, 56, 91, 182, 364, 1092],
};
const PLAIN_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** A rotation as it is called in tables: "Jan 2027", or its number. */
export const rotationNameOf = ({ period, start }: Scenario, rotation: number): string =>
  rotationName(rotation, period, start);

/** Rotations from left to right, as many of them labelled as there is room for; data calls them `rotation`. */
export function rotationAxis(scenario: Scenario): ChartPart {
  return {
    field: 'rotation',
    type: 'ordinal',
    sort: null,
    title: capitalised(periodOf(scenario)),
    axis: { labelAngle: 0, labelOverlap: true, labelSeparation: GAP / 2, grid: false, values: labelled(scenario) },
  };
}

/** Numbers at round places (5, 10, 15), dates from the first one on (Jan 2027, Jan 2028). */
function labelled(scenario: Scenario): string[] {
  const { rotations, period, start } = scenario;
  const widest = Math.max(...[1, rotations].map((t) => textWidth(rotationNameOf(scenario, t)) * FONT));
  const most = Math.min(MOST_LABELS, WIDTH / (widest + GAP));
  const dated = period !== undefined && start !== undefined;
  const steps = (dated && STEPS[period]) || PLAIN_STEPS;
  const step = steps.find((candidate) => rotations / candidate <= most) ?? steps[steps.length - 1];
  const first = dated ? 1 : step;
  const shown: string[] = [];
  for (let t = first; t <= rotations; t += step) shown.push(rotationNameOf(scenario, t));
  return shown;
}
