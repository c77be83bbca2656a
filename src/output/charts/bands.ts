import { rotationValue } from '../../analysis/metric-value.ts';
import { InputError } from '../../model/errors.ts';
import { expectedOf } from '../../model/metric/measure.ts';
import { hasRotations, type Metric, readMetric } from '../../model/metric/metric.ts';
import type { Simulation } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { metricTitle } from '../format/metric-label.ts';
import { shownMetric } from '../format/metric-value.ts';
import { spoken } from '../format/period-words.ts';
import { methodOf } from '../simulation/table.ts';
import { type Chart, type ChartPart, chartOf, HEIGHT } from './chart.ts';
import { BLUE, ORANGE, SKY } from './colours.ts';
import { DASHED, lineMark, lineStyles, SOLID } from './lines.ts';
import { metricAxis } from './metric-axis.ts';
import { rotationAxis, rotationNameOf } from './rotation-axis.ts';

/** What chance makes of one metric in one rotation; null where it has no value. */
interface BandRow {
  readonly rotation: number;
  readonly expected: number | null;
  readonly p5: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
}

/**
 * A metric over the rotations with what chance makes of it: the range that nine wheels in ten stay in, the median and
 * the expected value.
 * @param simulation with bands of the metric in its rotations
 * @param name a metric that every rotation has, such as `engage`; arrivals at the first stage by default
 * @throws InputError for any other metric
 */
export function bandsChart(scenario: Scenario, simulation: Simulation, name = scenario.stages[0].id): Chart {
  const metric = bandMetric(name, scenario);
  const rows = simulation.rotations.map(({ rotation, bands }): BandRow => {
    const { p5 = null, p50 = null, p95 = null } = bands?.[name] ?? {};
    const expected = rotationValue(simulation.rotations, { ...metric, when: rotation }) ?? null;
    return { rotation, expected, p5, p50, p95 };
  });
  if (rows.every(({ expected, p50 }) => expected === null && p50 === null)) {
    throw InputError.of(`${name} has no value in any rotation of this scenario, so there is nothing to draw`);
  }
  const caption = {
    shows: metricTitle(scenario, metric),
    method: methodOf(simulation),
    levers: simulation.scenario.with,
    description: describe(scenario, metric, rows),
  };
  return chartOf(scenario, caption, HEIGHT, { layer: [fan(scenario, metric, rows), lines(scenario, metric, rows)] });
}

/**
 * The metric that a person wants to see the bands of.
 * @throws InputError for one that not every rotation has, or that names one rotation
 */
export function bandMetric(name: string, scenario: Scenario): Metric {
  const metric = readMetric(name, metricIds(scenario));
  const flag = `--metric ${name}`;
  if ('fault' in metric) throw InputError.of(metric.fault, flag);
  if (!hasRotations(metric.subject)) {
    throw InputError.of(`${name} belongs to the whole run: the chart needs a metric that every rotation has`, flag);
  }
  if (metric.when === 'last') return metric;
  const bare = name.replace(/^total:|@\d+$/g, '');
  throw InputError.of(`the chart shows every rotation: write it as ${bare}`, flag);
}

const RANGE = '9 in 10: from 5% to 95%';
const LINES = [
  { label: 'Median', colour: BLUE, dash: SOLID, shape: 'circle' },
  { label: 'Expected', colour: ORANGE, dash: DASHED, shape: 'diamond' },
];

function fan(scenario: Scenario, metric: Metric, rows: readonly BandRow[]): ChartPart {
  const values = rows.map(({ rotation, p5, p95 }) => ({
    rotation: rotationNameOf(scenario, rotation),
    range: RANGE,
    low: p5,
    high: p95,
  }));
  // A single rotation has no area.
  const mark = rows.length > 1 ? { type: 'area' } : { type: 'bar', width: 40 };
  return {
    data: { values },
    mark: { ...mark, opacity: 0.35, tooltip: true },
    encoding: {
      x: rotationAxis(scenario),
      y: metricAxis(scenario, expectedOf(metric), 'low'),
      y2: { field: 'high' },
      fill: {
        field: 'range',
        type: 'nominal',
        scale: { domain: [RANGE], range: [SKY] },
        legend: { symbolType: 'square' },
      },
    },
  };
}

function lines(scenario: Scenario, metric: Metric, rows: readonly BandRow[]): ChartPart {
  const values = rows.flatMap(({ rotation, p50, expected }) => [
    { rotation: rotationNameOf(scenario, rotation), line: LINES[0].label, value: p50 },
    { rotation: rotationNameOf(scenario, rotation), line: LINES[1].label, value: expected },
  ]);
  return {
    data: { values },
    mark: lineMark(scenario),
    encoding: {
      x: rotationAxis(scenario),
      y: metricAxis(scenario, expectedOf(metric), 'value'),
      ...lineStyles(scenario, 'line', LINES),
    },
  };
}

function describe(scenario: Scenario, metric: Metric, rows: readonly BandRow[]): string {
  const last = rows[rows.length - 1];
  const shown = (value: number | null): string => shownMetric(metric, value, scenario);
  return (
    `Fan: ${metricTitle(scenario, metric)} with what chance makes of it. In ${spoken(scenario, last.rotation)}: ` +
    `expected ${shown(last.expected)}, median ${shown(last.p50)}, ` +
    `and nine in ten between ${shown(last.p5)} and ${shown(last.p95)}.`
  );
}
