import { numberIn } from '../../analysis/metric-value.ts';
import { InputError } from '../../model/errors.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { inTitle } from '../format/escape.ts';
import { capitalised } from '../format/label.ts';
import { measureTitle, shownMeasure } from '../format/measure-text.ts';
import { variedHeading } from '../format/number-label.ts';
import { spoken } from '../format/period-words.ts';
import { type Caption, type Chart, type ChartPart, chartOf, EXPECTED, HEIGHT, NUMBERS } from './chart.ts';
import { BLUE, RAMP } from './colours.ts';
import { axisFormat, metricAxis, unitTitle } from './metric-axis.ts';

/** A row as the JSON document of `sweep` has it. */
export interface SweepDocumentRow {
  readonly vary: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, MetricValue>>;
}

/**
 * What a metric comes to as numbers of the scenario change: a line for one number, a heat map for two.
 * @param metric one of those that the rows have
 * @param levers that are on in all rows
 * @param method how it was found
 * @throws InputError for rows of none, or of more than two numbers
 */
export function sweepChart(
  scenario: Scenario,
  rows: readonly SweepDocumentRow[],
  measure: Measure,
  levers: readonly string[],
  method = EXPECTED,
): Chart {
  const paths = Object.keys(rows[0]?.vary ?? {});
  const kind = paths.length === 1 ? 'Line' : 'Heat map';
  const caption = { ...captionOf(scenario, measure, paths, kind, method), levers, method };
  if (paths.length === 1) return lineChart(scenario, rows, measure, paths[0], caption);
  if (paths.length === 2) return heatMap(scenario, rows, measure, [paths[0], paths[1]], caption);
  throw InputError.of(`a chart shows one number or two that vary, and here are ${paths.length}`);
}

/** How many cells of a heat map, and points of a line, are told one by one. */
const MOST_MARKED = 60;
const MOST_CELLS_WITH_TEXT = 100;

/** Which rotation a metric is of, where it says so. */
function whenOf(scenario: Scenario, { by, metric: { when } }: Measure): string {
  if (by !== 'expected' || when === 'last') return '';
  return when === 'total' ? ' in all' : ` in ${spoken(scenario, when)}`;
}

function captionOf(
  scenario: Scenario,
  measure: Measure,
  paths: readonly string[],
  kind: string,
  method: string,
): Pick<Caption, 'shows' | 'description'> {
  const shows = `${measureTitle(scenario, measure)}${whenOf(scenario, measure)} by ${paths.map((path) => inTitle(variedHeading(scenario, path))).join(' and ')}`;
  return { shows, description: `${kind}: ${shows}, ${method}.` };
}

function lineChart(
  scenario: Scenario,
  rows: readonly SweepDocumentRow[],
  measure: Measure,
  path: string,
  caption: Caption,
): Chart {
  const values = rows.map(({ vary, metrics }) => ({ varied: vary[path], value: numberIn(metrics[measure.name]) }));
  return chartOf(scenario, caption, HEIGHT, {
    data: { values },
    mark: {
      type: 'line',
      color: BLUE,
      strokeWidth: 2.5,
      point: values.length <= MOST_MARKED && { color: BLUE, size: 45, filled: true },
      tooltip: true,
    },
    encoding: {
      x: {
        field: 'varied',
        type: 'quantitative',
        title: variedHeading(scenario, path),
        scale: { zero: false, nice: false },
        axis: { format: NUMBERS, grid: false, tickCount: 10 },
      },
      y: metricAxis(scenario, measure, 'value', capitalised(unitTitle(scenario, measure))),
    },
  });
}

function heatMap(
  scenario: Scenario,
  rows: readonly SweepDocumentRow[],
  measure: Measure,
  [down, across]: readonly [string, string],
  caption: Caption,
): Chart {
  const found = rows.flatMap(({ metrics }) => numberIn(metrics[measure.name]) ?? []);
  const middle = found.length > 0 ? (Math.min(...found) + Math.max(...found)) / 2 : 0;
  const values = rows.map(({ vary, metrics }) => {
    const value = numberIn(metrics[measure.name]);
    const text = shownMeasure(measure, value, scenario);
    return {
      down: vary[down],
      across: vary[across],
      value,
      text,
      ink: value !== null && value > middle ? 'light' : 'dark',
    };
  });
  const axes = {
    x: {
      field: 'across',
      type: 'ordinal',
      sort: null,
      title: variedHeading(scenario, across),
      axis: { labelAngle: 0, labelOverlap: true },
    },
    y: {
      field: 'down',
      type: 'ordinal',
      sort: null,
      title: variedHeading(scenario, down),
      axis: { labelOverlap: true },
    },
  };
  return chartOf(scenario, caption, HEIGHT, {
    data: { values },
    encoding: axes,
    layer: [cells(scenario, measure), ...(values.length <= MOST_CELLS_WITH_TEXT ? [CELL_TEXTS] : [])],
  });
}

function cells(scenario: Scenario, measure: Measure): ChartPart {
  return {
    mark: { type: 'rect', tooltip: true },
    encoding: {
      color: {
        field: 'value',
        type: 'quantitative',
        scale: { range: RAMP, zero: false, nice: false },
        legend: {
          title: capitalised(unitTitle(scenario, measure)),
          orient: 'right',
          direction: 'vertical',
          format: axisFormat(measure),
        },
      },
    },
  };
}

/** The values in their cells, dark on light and light on dark. */
const CELL_TEXTS: ChartPart = {
  mark: { type: 'text' },
  encoding: {
    text: { field: 'text', type: 'nominal' },
    color: {
      field: 'ink',
      type: 'nominal',
      scale: { domain: ['dark', 'light'], range: ['#111111', '#FFFFFF'] },
      legend: null,
    },
  },
};
