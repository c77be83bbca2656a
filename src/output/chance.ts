import { knownMetric, type Metric } from '../model/metric/metric.ts';
import type { BandResult, Bands, ChanceResult, GoalResult } from '../model/result.ts';
import { metricIds } from '../model/scenario/expect-faults.ts';
import { rotationName } from '../model/scenario/period.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { bandCells, bandColumns, bandNames } from './band-csv.ts';
import { metricLabel } from './format/metric-label.ts';
import { shownIn, shownRange } from './format/metric-value.ts';
import { chanceText, margin, plural } from './format/number.ts';
import { periodHeader } from './format/period-words.ts';
import { tableTitle } from './format/title.ts';
import type { Column, Grid } from './grid.ts';
import { type Sheet, sheetOf } from './sheet.ts';

/** The chances of the goals, and bands by rotation below them. */
export function chanceGrid(scenario: Scenario, result: ChanceResult): Grid {
  const figures = figuresOf(scenario, result.rotations[0]?.bands ?? {}, result.goals.map(metricOf));
  const about = ['chance', howOf(result), plural(scenario.rotations, 'rotation')];
  const hasAmounts = result.rotations[0]?.bands.cash !== undefined;
  return {
    title: tableTitle(scenario, about, result.scenario.with, hasAmounts),
    lead: result.goals.map((goal) => goalRemark(goal, result)),
    columns: [{ header: periodHeader(scenario), ids: ['rotation'], rank: 0 }, ...figures],
    rows: result.rotations.map(({ rotation, bands }) => [
      rotationName(rotation, scenario.period, scenario.start),
      ...figures.map(({ name, cell }) => (bands[name] ? cell(bands[name]) : '')),
    ]),
    total: null,
    remarks: [
      'In each cell: the median, as often missed as passed. In brackets: at most 5% of such wheels come to less, at most 5% to more.',
      ...result.notes,
    ],
  };
}

interface Figure extends Column {
  readonly name: string;
  readonly cell: (band: BandResult) => string;
}

/** The metric that a goal is about, without its rotation. */
const metricOf = ({ goal }: GoalResult): string => goal.split(' ')[0].replace(/^total:|@.*$/g, '');

/** What stays longest where room is short, after the first stage and what was asked about. */
const RANKS: Readonly<Record<string, number>> = { referred: 3, cash: 2 };

function figuresOf(scenario: Scenario, bands: Bands, asked: readonly string[]): Figure[] {
  const cellOf =
    (metric: Metric) =>
    (band: BandResult): string =>
      `${shownIn(band, metric, band.p50, scenario, 'bare')} (${shownRange(metric, band, scenario, 'bare')})`;
  const ids = metricIds(scenario);
  return Object.keys(bands).map((name, i) => {
    const metric = knownMetric(name, ids);
    return {
      name,
      ids: bandNames(name),
      header: metricLabel(scenario, metric),
      rank: i === 0 ? 0 : asked.includes(name) ? 1 : (RANKS[name] ?? i + 4),
      cell: cellOf(metric),
    };
  });
}

/** How the answers were found: "exact", or from how many runs. */
export function howOf(result: Pick<ChanceResult, 'method' | 'runs' | 'seed'>): string {
  const sampled = result.runs === undefined ? '' : sampledBy(result.runs, result.seed);
  if (result.method === 'monte-carlo') return sampled;
  return sampled === '' ? 'exact' : `exact (the rest: ${sampled})`;
}

/** "10,000 runs, seed 1". */
export const sampledBy = (runs: number, seed: string | undefined): string => `${plural(runs, 'run')}, seed ${seed}`;

function goalRemark({ goal, probability, method, standardError }: GoalResult, result: ChanceResult): string {
  const { runs = 0, seed, notes } = result;
  const [metric] = goal.split(' ');
  if (notes.some((note) => note.startsWith(`${metric} has no value in this`)))
    return `The chance of ${goal} cannot be said.`;
  if (method === 'exact') return `The chance of ${goal} is ${chanceText(probability)} (exact).`;
  const made = sampledBy(runs, seed);
  if (probability === 0) return `In none of ${made}: ${goal}.`;
  if (probability === 1) return `In all of ${made}: ${goal}.`;
  return `The chance of ${goal} is ${chanceText(probability)} (${made}; standard error ${margin(standardError ?? 0)}).`;
}

const GOAL_COLUMNS = ['goal', 'probability', 'method', 'standardError'];

/** Every column that a sheet or a table of chances may have. */
export const chanceColumns = (metrics: readonly string[], hasGoals: boolean): string[] => [
  ...['rotation', ...metrics.flatMap(bandNames)],
  ...(hasGoals ? GOAL_COLUMNS : []),
];

/** The goals as a sheet, or without goals the bands. */
export function chanceSheet({ goals, rotations }: ChanceResult): Sheet {
  if (goals.length === 0) {
    const header = ['rotation', ...bandColumns(rotations[0]?.bands)];
    return sheetOf(
      header,
      rotations.map(({ rotation, bands }) => [rotation, ...bandCells(bands)]),
    );
  }
  return sheetOf(
    GOAL_COLUMNS,
    goals.map(({ goal, probability, method, standardError }) => [goal, probability, method, standardError]),
  );
}
