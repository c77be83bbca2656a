import { JOURNEY_KEYS, SERIES_KEYS } from '../../model/metric/catalogue.ts';
import type { Bands, RotationResult, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandCells, bandColumns } from '../band-csv.ts';
import type { Cell, Sheet } from '../sheet.ts';
import { membersSheet } from './members.ts';
import type { View } from './views.ts';

/**
 * A simulation as a sheet: a row per rotation with every figure that JSON has for it, or with how members came and went, or
 * the journey, a row per stage.
 */
export function simulationSheet(scenario: Scenario, simulation: Simulation, view: View): Sheet {
  if (view === 'journey') return { header: ['stage', ...JOURNEY_KEYS], batches: batchesOf(stepsOf(simulation)) };
  if (view === 'members') return membersSheet(scenario, simulation);
  return { header: rotationColumns(simulation), batches: batchesOf(rowsOf(simulation)) };
}

/** One row at a time: all of them may take more memory than there is. */
function* batchesOf(rows: Iterable<readonly Cell[]>): Generator<(readonly Cell[])[]> {
  for (const row of rows) yield [row];
}

function* stepsOf({ journey }: Simulation): Generator<Cell[]> {
  for (const step of journey ?? []) yield [step.stage, ...JOURNEY_KEYS.map((key) => step[key])];
}

function* rowsOf({ rotations }: Simulation): Generator<Cell[]> {
  for (const row of rotations) yield rowOf(row);
}

/** The columns of a sheet with a row per rotation. */
export const rotationColumns = (simulation: Simulation): string[] => [
  'rotation',
  ...figureNames(simulation),
  ...bandColumns(bandsOf(simulation.rotations[0])),
];

/** The bands of a rotation. Where nobody is in anybody's way the gain is who was referred, and so is its band. */
export function bandsOf({ bands }: RotationResult): Bands | undefined {
  if (!bands || bands.gain) return bands;
  const names = (name: string): string[] => (name === 'referred' ? [name, 'gain'] : [name]);
  return Object.fromEntries(Object.entries(bands).flatMap(([name, band]) => names(name).map((one) => [one, band])));
}

/** The names of the figures of a rotation, in the order of the columns. */
function figureNames({ rotations: [first] }: Simulation): string[] {
  const stages = Object.entries(first.stages).flatMap(([id, { origins }]) => [
    id,
    ...Object.keys(origins).map((origin) => `${id}.${origin}`),
    `${id}.returning`,
  ]);
  return [...stages, ...Object.keys(first.active).map((id) => `active.${id}`), ...SERIES_KEYS];
}

function rowOf(row: RotationResult): Cell[] {
  const { rotation, stages, active } = row;
  const cells: Cell[] = [rotation];
  for (const { arrivals, origins, returning } of Object.values(stages)) {
    cells.push(arrivals, ...Object.values(origins), returning);
  }
  cells.push(...Object.values(active), ...SERIES_KEYS.map((key) => row[key]), ...bandCells(bandsOf(row)));
  return cells;
}
