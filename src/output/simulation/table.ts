import type { Insight } from '../../analysis/explanation.ts';
import { JOURNEY_KEYS, type JourneyKey } from '../../model/metric/catalogue.ts';
import type { Simulation } from '../../model/result.ts';
import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { amount, plural, share } from '../format/number.ts';
import { periodHeader } from '../format/period-words.ts';
import { tableTitle } from '../format/title.ts';
import type { Column, Grid } from '../grid.ts';
import { columnIdsOf, type Figure, figuresNamed, figuresOf } from './columns.ts';
import { membersTable } from './members.ts';
import { remarksOn } from './sentences.ts';
import type { View } from './views.ts';

/**
 * The table of a simulation, with the sentences below it.
 * @param asked names of columns, as CSV has them, that it has to have; undefined for those of the view
 * @throws InputError for a name that no column has
 */
export function simulationGrid(
  scenario: Scenario,
  simulation: Simulation,
  insight: Insight,
  view: View,
  asked?: readonly string[],
): Grid {
  if (view === 'journey') {
    const title = titleOf(scenario, withoutBands(simulation), true);
    return {
      title,
      ...journeyTable(scenario, simulation),
      remarks: remarksOn(scenario, simulation, insight, view),
    };
  }
  if (view === 'members') {
    const title = titleOf(scenario, withoutBands(simulation), false);
    return { title, ...membersTable(scenario, simulation), remarks: remarksOn(scenario, simulation, insight, view) };
  }
  const figures = asked
    ? figuresNamed(asked, scenario, simulation, insight, view)
    : figuresOf(scenario, simulation, insight, view);
  const table = rotationTable(scenario, simulation, figures);
  const isMoney = view === 'money' || figures.some((figure) => figure.isMoney);
  return {
    title: titleOf(scenario, simulation, isMoney),
    ...table,
    remarks: remarksOn(scenario, simulation, insight, view),
  };
}

/** For a table that shows none. */
const withoutBands = (simulation: Simulation): Simulation => ({ ...simulation, method: 'expected' });

type Table = Pick<Grid, 'columns' | 'rows' | 'total'>;

function rotationTable(scenario: Scenario, simulation: Simulation, figures: readonly Figure[]): Table {
  return {
    columns: [
      { header: periodHeader(scenario), ids: ['rotation'], rank: 0 },
      ...figures.map((figure) => ({ ...figure, ids: columnIdsOf(figure, simulation) })),
    ],
    rows: simulation.rotations.map((row) => [
      rotationName(row.rotation, scenario.period, scenario.start),
      ...figures.map((figure) => figure.cell(row)),
    ]),
    total: ['Total', ...figures.map((figure) => figure.total)],
  };
}

/** One prospect on the way, a row per stage. */
function journeyTable(scenario: Scenario, { journey }: Simulation): Table {
  const text = (key: JourneyKey, value: number): string =>
    key === 'reach' ? share(value) : amount(value, scenario.currency);
  return {
    columns: [
      { header: 'Stage', ids: ['stage'], rank: 0, text: true },
      ...JOURNEY_KEYS.map((key) => ({ ids: [key], ...JOURNEY_COLUMNS[key] })),
    ],
    rows: (journey ?? []).map((step) => [
      labelOf(scenario, 'stages', step.stage),
      ...JOURNEY_KEYS.map((key) => text(key, step[key])),
    ]),
    total: null,
  };
}

const JOURNEY_COLUMNS: Readonly<Record<JourneyKey, Column>> = {
  reach: { header: 'Reach', rank: 1 },
  cost: { header: 'Cost', rank: 3 },
  revenue: { header: 'Revenue', rank: 4 },
  net: { header: 'Net', rank: 0 },
  step: { header: 'Step', rank: 2 },
};

function titleOf(scenario: Scenario, simulation: Simulation, isMoney: boolean): string {
  const about = [methodOf(simulation), plural(scenario.rotations, 'rotation')];
  return tableTitle(scenario, about, simulation.scenario.with, isMoney);
}

/** How the numbers came about: "expected values, exact bands", or from how many runs. */
export function methodOf({ method, runs, seed }: Pick<Simulation, 'method' | 'runs' | 'seed'>): string {
  if (method === 'expected') return 'expected values';
  const sampled = runs === undefined ? '' : `${plural(runs, 'run')}, seed ${seed}`;
  if (method === 'monte-carlo') return `expected values, bands from ${sampled}`;
  return `expected values, exact bands${sampled === '' ? '' : ` (amounts: ${sampled})`}`;
}
