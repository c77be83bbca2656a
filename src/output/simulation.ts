import type { Insight } from '../analysis/outlook.ts';
import { rotationName } from '../model/period.ts';
import type { RotationResult, Simulation } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Column, Grid } from './grid.ts';
import { labelOf } from './label.ts';
import { change, count, NOTHING, share } from './number.ts';
import { remarksOn } from './remarks.ts';
import type { View } from './views.ts';

/** One column of a view: what it says in a row, and in the row of totals. */
interface Figure extends Column {
  readonly cell: (row: RotationResult) => string;
  readonly total: string;
}

/** The table of a simulation, with the sentences below it. */
export function simulationGrid(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): Grid {
  const figures = view === 'origins' ? originFigures(scenario, simulation) : stageFigures(scenario, simulation);
  const { rotations } = simulation;
  const named = (row: RotationResult): string => rotationName(row.rotation, scenario.period, scenario.start);
  return {
    title: titleOf(scenario, simulation),
    columns: [{ header: firstHeader(scenario), rank: 0 }, ...figures],
    rows: rotations.map((row) => [named(row), ...figures.map((figure) => figure.cell(row))]),
    total: ['Total', ...figures.map((figure) => figure.total)],
    remarks: remarksOn(scenario, simulation, insight),
  };
}

function titleOf({ name, rotations }: Scenario, simulation: Simulation): string {
  const levers = simulation.scenario.with;
  const parts = [
    name || 'Scenario',
    'expected values',
    `${rotations} rotation${rotations === 1 ? '' : 's'}`,
    ...(levers.length > 0 ? [`with ${levers.join(', ')}`] : []),
  ];
  return parts.join(' · ');
}

const firstHeader = ({ period }: Scenario): string => capitalised(period ?? 'rotation');

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const sum = (rows: readonly RotationResult[], value: (row: RotationResult) => number): number =>
  rows.reduce((total, row) => total + value(row), 0);

/** Arrivals at every stage, with the gain beside the first. First, gain, customer and last stage stay longest. */
function stageFigures(scenario: Scenario, { rotations }: Simulation): Figure[] {
  const { stages } = scenario;
  const last = stages.length - 1;
  const customer = stages.findIndex((stage) => stage.id === scenario.customer);
  const figures = stages.map(({ id }, s): Figure => {
    const arrivals = (row: RotationResult): number => row.stages[id].arrivals;
    return {
      header: labelOf(scenario, 'stages', id),
      rank: s === 0 ? 0 : s === last ? 2 : s === customer ? 3 : 3 + s,
      cell: (row) => count(arrivals(row)),
      total: count(sum(rotations, arrivals)),
    };
  });
  return [...figures.slice(0, 1), gainFigure(scenario, rotations), ...figures.slice(1)];
}

/** The gain, which is – as long as nobody could yet have been referred. */
function gainFigure(scenario: Scenario, rotations: readonly RotationResult[]): Figure {
  const loops = (scenario.loops ?? []).filter((loop) => loop.type === 'referral').map((loop) => loop.id);
  const brought = (row: RotationResult): boolean =>
    row.gain !== 0 || scenario.stages.some(({ id }) => loops.some((loop) => row.stages[id].origins[loop] > 0));
  const first = rotations.findIndex(brought);
  const begun = (row: RotationResult): boolean => first !== -1 && row.rotation > first;
  return {
    header: 'Gain',
    rank: 1,
    cell: (row) => (begun(row) ? change(row.gain) : NOTHING),
    total: first === -1 ? NOTHING : change(sum(rotations, (row) => row.gain)),
  };
}

/** Arrivals at the first stage by channel and loop, with the share that came by referral. */
function originFigures(scenario: Scenario, { rotations }: Simulation): Figure[] {
  const [first] = scenario.stages;
  const stage = (row: RotationResult) => row.stages[first.id];
  const referrals = (scenario.loops ?? []).filter((loop) => loop.type === 'referral');
  const origins = [
    ...(scenario.channels ?? []).map(({ id }) => ({ id, label: labelOf(scenario, 'channels', id) })),
    ...referrals.map(({ id }) => ({ id, label: labelOf(scenario, 'loops', id) })),
  ];
  const all = sum(rotations, (row) => stage(row).arrivals);
  return [
    {
      header: labelOf(scenario, 'stages', first.id),
      rank: 0,
      cell: (row) => count(stage(row).arrivals),
      total: count(all),
    },
    ...origins.map(({ id, label }, i): Figure => {
      const people = (row: RotationResult): number => stage(row).origins[id];
      return { header: label, rank: 2 + i, cell: (row) => count(people(row)), total: count(sum(rotations, people)) };
    }),
    {
      header: 'Referred',
      rank: 1,
      cell: (row) => share(row.referredShare),
      total: share(all > 0 ? sum(rotations, (row) => row.referred) / all : null),
    },
  ];
}

/** The header of the CSV table: one row per rotation, every figure that JSON has for it. */
export function simulationColumns({ rotations: [first] }: Simulation): string[] {
  const stages = Object.entries(first.stages).flatMap(([id, { origins }]) => [
    id,
    ...Object.keys(origins).map((origin) => `${id}.${origin}`),
    `${id}.returning`,
  ]);
  return ['rotation', ...stages, ...Object.keys(first.active).map((id) => `active.${id}`), ...SERIES];
}

const SERIES = [
  ...(['referred', 'gain', 'referredShare', 'revenue', 'cost', 'spend', 'profit', 'cash'] as const),
  ...(['cac', 'mediaCac', 'keepCost'] as const),
];

/** One row of that table. */
export function simulationRow(row: RotationResult): (number | null)[] {
  const stages = Object.values(row.stages).flatMap((stage) => [
    stage.arrivals,
    ...Object.values(stage.origins),
    stage.returning,
  ]);
  return [row.rotation, ...stages, ...Object.values(row.active), ...SERIES.map((key) => row[key])];
}
