import { UNCERTAINTY } from '../../analysis/what-if/step.ts';
import { type SensitivityRow, swingOf } from '../../analysis/what-if/swings.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { inTitle, shortened } from '../format/escape.ts';
import { measureCalled, measureTitle, shownMeasure } from '../format/measure-text.ts';
import { percentOf, significant } from '../format/number.ts';
import { numberLabels } from '../format/number-label.ts';
import { isShareAt } from '../format/written-number.ts';
import { type Chart, type ChartPart, chartOf, EXPECTED } from './chart.ts';
import { BLUE, ORANGE } from './colours.ts';
import { metricAxis } from './metric-axis.ts';

/** Pixels per number. */
const STEP = 30;
const LONGEST_LABEL = 60;

const LOWER = 'Number lowered';
const RAISED = 'Number raised';

/** More bars than this nobody looks at. */
export const MOST_BARS = 30;

/** The numbers that move the metric, or may: those of which one end is unknown. */
export const moving = (rows: readonly SensitivityRow[]): SensitivityRow[] => rows.filter((row) => swingOf(row) !== 0);

/** What a tornado is drawn of. */
export interface TornadoSwings {
  readonly rows: readonly SensitivityRow[];
  readonly value: number | null;
  /** How far each number was moved; or as far as it is uncertain, from its 5 % to its 95 % value. */
  readonly by: number | typeof UNCERTAINTY;
}

/**
 * Which number matters most: how far the metric moves when each is lowered and raised, those that move it most first.
 * @param levers that are on
 * @param found how the values were found
 */
export function tornadoChart(
  scenario: Scenario,
  { rows, value, by }: TornadoSwings,
  measure: Measure,
  levers: readonly string[],
  found = EXPECTED,
): Chart {
  const shown = moving(rows).slice(0, MOST_BARS);
  const labels = numberLabels(
    scenario,
    shown.map(({ path }) => path),
  );
  const values = shown.flatMap(({ path, low, high, metricLow, metricHigh }, i) => {
    const number = `${shortened(labels[i], LONGEST_LABEL)} (${significant(low)} to ${significant(high)})`;
    return [
      { number, path, side: LOWER, from: value, to: metricLow },
      { number, path, side: RAISED, from: value, to: metricHigh },
    ];
  });
  const stands = value === null ? '' : ` As the scenario stands it is ${shownMeasure(measure, value, scenario)}.`;
  const most = rows[0] === undefined ? '' : ` ${rows[0].path} moves it most.`;
  const description = `Tornado: ${measureTitle(scenario, measure)} as each number is lowered and raised.${stands}${most}`;
  const method = `${moved(scenario, shown, by)}, ${found}`;
  return chartOf(
    scenario,
    {
      shows: `What moves ${inTitle(measureCalled(measure, scenario))} most`,
      method,
      levers,
      description,
    },
    { step: STEP },
    {
      layer: [bars(scenario, measure, values), ...(value === null ? [] : [centre(value)])],
    },
  );
}

/** How the numbers were moved. */
function moved(scenario: Scenario, rows: readonly SensitivityRow[], by: TornadoSwings['by']): string {
  if (by === UNCERTAINTY) return 'each uncertain number alone from its 5% to its 95% value';
  const odds = rows.some(({ path }) => isShareAt(path, scenario)) ? ', shares by their odds' : '';
  return `each number alone ±${percentOf(by)}${odds}`;
}

function bars(scenario: Scenario, measure: Measure, values: readonly ChartPart[]): ChartPart {
  return {
    data: { values },
    // All of the data: the path of a number is what one types.
    mark: { type: 'bar', tooltip: { content: 'data' }, height: { band: 0.7 } },
    encoding: {
      y: { field: 'number', type: 'ordinal', sort: null, title: null, axis: { labelLimit: 420, ticks: false } },
      x: metricAxis(scenario, measure, 'from'),
      x2: { field: 'to' },
      color: { field: 'side', type: 'nominal', scale: { domain: [LOWER, RAISED], range: [ORANGE, BLUE] } },
    },
  };
}

/** The metric as the scenario stands. */
const centre = (value: number): ChartPart => ({
  mark: { type: 'rule', strokeWidth: 1.5 },
  encoding: { x: { datum: value, type: 'quantitative' } },
});
