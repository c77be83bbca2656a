import type { Metric } from '../../model/metric.ts';
import type { Scenario } from '../../model/scenario.ts';
import { shownMetric } from '../metric-value.ts';
import { significant } from '../number.ts';
import { shortened } from '../plain.ts';
import { type Chart, chartOf, type Part } from './chart.ts';
import { BLUE, ORANGE } from './colours.ts';
import { axisFormat, metricTitle, unitTitle } from './metric-title.ts';

/** A row as the JSON document of `sensitivity` has it. */
export interface TornadoRow {
  readonly path: string;
  readonly low: number;
  readonly high: number;
  readonly metricLow: number | null;
  readonly metricHigh: number | null;
}

/** Pixels per number. */
const STEP = 30;
const LONGEST_PATH = 60;

const LOWER = 'Number lowered';
const RAISED = 'Number raised';

/**
 * Which number matters most: how far the metric moves when each is lowered and raised, in the order of the rows.
 * @param value the metric as the scenario stands; null where it has none
 */
export function tornadoChart(
  scenario: Scenario,
  rows: readonly TornadoRow[],
  metric: Metric,
  value: number | null,
): Chart {
  const values = rows.flatMap(({ path, low, high, metricLow, metricHigh }) => {
    const number = `${shortened(path, LONGEST_PATH)} (${significant(low)} to ${significant(high)})`;
    return [
      { number, side: LOWER, from: value, to: metricLow },
      { number, side: RAISED, from: value, to: metricHigh },
    ];
  });
  const shows = `What moves ${metric.name} most: each number lowered and raised alone`;
  const stands = value === null ? '' : ` As the scenario stands it is ${shownMetric(metric, value, scenario)}.`;
  const most = rows[0] === undefined ? '' : ` ${rows[0].path} moves it most.`;
  const description = `Tornado: ${metricTitle(scenario, metric)} as each number is lowered and raised.${stands}${most}`;
  return chartOf(
    { name: scenario.name, shows, description },
    { step: STEP },
    {
      layer: [bars(scenario, metric, values), ...(value === null ? [] : [centre(value)])],
    },
  );
}

function bars(scenario: Scenario, metric: Metric, values: readonly Part[]): Part {
  return {
    data: { values },
    mark: { type: 'bar', tooltip: true, height: { band: 0.7 } },
    encoding: {
      y: { field: 'number', type: 'ordinal', sort: null, title: null, axis: { labelLimit: 420, ticks: false } },
      x: {
        field: 'from',
        type: 'quantitative',
        title: unitTitle(scenario, metric),
        scale: { zero: false },
        axis: { format: axisFormat(metric) },
      },
      x2: { field: 'to' },
      color: { field: 'side', type: 'nominal', scale: { domain: [LOWER, RAISED], range: [ORANGE, BLUE] } },
    },
  };
}

/** The metric as the scenario stands. */
const centre = (value: number): Part => ({
  mark: { type: 'rule', strokeWidth: 1.5 },
  encoding: { x: { datum: value, type: 'quantitative' } },
});
