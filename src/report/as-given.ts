import type { Simulation } from '../model/result.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { arrivalsChart } from '../output/charts/arrivals.ts';
import { bandsChart } from '../output/charts/bands.ts';
import type { Chart, ChartPart } from '../output/charts/chart.ts';
import { journeyChart } from '../output/charts/journey.ts';
import { moneyChart } from '../output/charts/money.ts';

/** A scenario and what it came to. */
export interface Side {
  readonly scenario: Scenario;
  readonly simulation: Simulation;
}

/** How the wheel as given is drawn: in grey behind lines, in ink across bars. */
const BEHIND = 'var(--given)';
const DOTTED = { strokeWidth: 1.5, strokeDash: [2, 3] };
const THIN = { strokeWidth: 0.8 };
const ACROSS = { type: 'tick', color: 'var(--ink)', thickness: 2, opacity: 1, tooltip: true };

/** Arrivals by origin; a stroke across each bar is where it ended as given, once that is another place. */
export function arrivalsBeside(now: Side, given: Side, isChanged: boolean): Chart {
  const chart = arrivalsChart(now.scenario, now.simulation);
  const { data, mark, encoding, ...rest } = chart;
  const { x, y, ...colours } = encoding as Record<string, ChartPart>;
  const before = rowsOf(arrivalsChart(given.scenario, given.simulation));
  const totals = new Map<unknown, number>();
  for (const { rotation, people } of before) totals.set(rotation, (totals.get(rotation) ?? 0) + Number(people));
  const values = [...totals].map(([rotation, people]) => ({ rotation, people, origin: 'As given' }));
  return {
    ...rest,
    encoding: { x },
    layer: [
      { data, mark, encoding: { y, ...colours } },
      {
        data: { values: isChanged ? values : [] },
        mark: ACROSS,
        encoding: { y: { ...y, stack: null } },
      },
    ],
  } as Chart;
}

/** Money, with the figures as given in grey. */
export function moneyBeside(now: Side, given: Side, isChanged: boolean): Chart {
  const chart = moneyChart(now.scenario, now.simulation);
  const before = rowsOf(moneyChart(given.scenario, given.simulation));
  return withLines(chart, isChanged ? before : [], 'amount', { field: 'figure', type: 'nominal' }, DOTTED);
}

/** What chance makes of a metric, with the expected values and the edges of the range as given in grey. */
export function bandsBeside(now: Side, given: Side, isChanged: boolean, metric: string): Chart {
  const chart = bandsChart(now.scenario, now.simulation, metric);
  const { layer } = bandsChart(given.scenario, given.simulation, metric);
  const expected = dataOf(layer, 1).filter(({ line }) => line === 'Expected');
  const edges = dataOf(layer, 0)
    .filter(({ low }) => low !== null)
    .flatMap(({ rotation, low, high }) => [
      { rotation, edge: '5%, as given', value: low },
      { rotation, edge: '95%, as given', value: high },
    ]);
  const dotted = withLines(chart, isChanged ? expected : [], 'value', null, DOTTED);
  return withLines(dotted, isChanged ? edges : [], 'value', { field: 'edge', type: 'nominal' }, THIN);
}

/** The journey, with a stroke at each stage where the net stood as given, once that is another place. */
export function journeyBeside(now: Side, given: Side, isChanged: boolean): Chart {
  const chart = journeyChart(now.scenario, now.simulation);
  const layer = chart.layer as ChartPart[];
  const bars = layer.find(({ encoding }) => encoding !== undefined && 'x2' in (encoding as ChartPart)) as {
    encoding: Record<string, ChartPart>;
  };
  const { y, x } = bars.encoding;
  const values = rowsOf(journeyChart(given.scenario, given.simulation));
  // A height in pixels, since a chart that fits its width may not count steps.
  const height = (chart.height as { step: number }).step * values.length;
  return {
    ...chart,
    height,
    layer: [
      ...layer,
      { data: { values: isChanged ? values : [] }, mark: ACROSS, encoding: { y, x: { ...x, field: 'net' } } },
    ],
  };
}

/** Lines below all that a chart draws itself. */
function withLines(
  chart: Chart,
  values: readonly ChartPart[],
  field: string,
  detail: ChartPart | null,
  look: ChartPart,
): Chart {
  const layer = chart.layer as ChartPart[];
  const encoding = layer[1].encoding as Record<string, ChartPart>;
  const line = {
    data: { values },
    mark: { type: 'line', color: BEHIND, opacity: 1, ...look },
    encoding: { x: encoding.x, y: { ...encoding.y, field }, ...(detail ? { detail } : {}) },
  };
  return { ...chart, layer: [line, ...layer] };
}

const rowsOf = ({ data }: Chart): ChartPart[] => (data as { values: ChartPart[] }).values;

const dataOf = (layers: unknown, i: number): ChartPart[] =>
  ((layers as ChartPart[])[i].data as { values: ChartPart[] } | undefined)?.values ?? [];
