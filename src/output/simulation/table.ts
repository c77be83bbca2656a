import type { Insight } from '../../analysis/explanation.ts';
import type { Simulation } from '../../model/result.ts';
import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { amount, count, plural, share } from '../format/number.ts';
import { periodHeader } from '../format/period-words.ts';
import { tableTitle } from '../format/title.ts';
import type { Grid } from '../grid.ts';
import { figuresOf } from './columns.ts';
import { remarksOn } from './sentences.ts';
import type { View } from './views.ts';

/** The table of a simulation, with the sentences below it. */
export function simulationGrid(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): Grid {
  const table =
    view === 'journey' ? journeyTable(scenario, simulation) : rotationTable(scenario, simulation, insight, view);
  const about = [methodOf(simulation), plural(scenario.rotations, 'rotation')];
  return {
    title: tableTitle(scenario, about, simulation.scenario.with, view === 'money' || view === 'journey'),
    ...table,
    remarks: remarksOn(scenario, simulation, insight, view),
  };
}

type Table = Pick<Grid, 'columns' | 'rows' | 'total'>;

function rotationTable(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): Table {
  const figures = figuresOf(scenario, simulation, insight, view);
  return {
    columns: [{ header: periodHeader(scenario), rank: 0 }, ...figures],
    rows: simulation.rotations.map((row) => [
      rotationName(row.rotation, scenario.period, scenario.start),
      ...figures.map((figure) => figure.cell(row)),
    ]),
    total: ['Total', ...figures.map((figure) => figure.total)],
  };
}

/** One prospect on the way, a row per stage. */
function journeyTable(scenario: Scenario, { journey }: Simulation): Table {
  const money = (value: number): string => amount(value, scenario.currency);
  return {
    columns: [
      { header: 'Stage', rank: 0, text: true },
      { header: 'Reach', rank: 1 },
      { header: 'Cost', rank: 3 },
      { header: 'Revenue', rank: 4 },
      { header: 'Net', rank: 0 },
      { header: 'Step', rank: 2 },
    ],
    rows: (journey ?? []).map(({ stage, reach, cost, revenue, net, step }) => [
      labelOf(scenario, 'stages', stage),
      share(reach),
      ...[cost, revenue, net, step].map(money),
    ]),
    total: null,
  };
}

/** How the numbers came about: "expected values, exact bands", or from how many runs. */
export function methodOf({ method, runs, seed }: Pick<Simulation, 'method' | 'runs' | 'seed'>): string {
  if (method === 'expected') return 'expected values';
  const sampled = runs === undefined ? '' : `${count(runs)} runs, seed ${seed}`;
  if (method === 'monte-carlo') return `expected values, bands from ${sampled}`;
  return `expected values, exact bands${sampled === '' ? '' : ` (amounts: ${sampled})`}`;
}
