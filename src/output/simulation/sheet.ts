import { JOURNEY_KEYS, SERIES_KEYS } from '../../model/metric/catalogue.ts';
import type { RotationResult, Simulation } from '../../model/result.ts';
import { bandCells, bandColumns } from '../band-csv.ts';
import { type Cell, columnsMeant, type Sheet } from '../sheet.ts';
import type { View } from './views.ts';

/**
 * A simulation as a sheet: a row per rotation with every figure that JSON has for it, or the journey, a row per stage.
 * @param asked names of columns; undefined for all
 * @throws InputError for a name that no column has
 */
export function simulationSheet(simulation: Simulation, view: View, asked?: readonly string[]): Sheet {
  const header = view === 'journey' ? ['stage', ...JOURNEY_KEYS] : columnsOf(simulation);
  const rows = view === 'journey' ? stepsOf(simulation) : rowsOf(simulation);
  if (asked === undefined) return { header, batches: batchesOf(rows, header.keys()) };
  const [key] = header;
  const chosen = [key, ...columnsMeant(asked, header, key)];
  const places = chosen.map((name) => header.indexOf(name));
  return { header: chosen, batches: batchesOf(rows, places) };
}

/** Some cells of each row, one row at a time: all of them may take more memory than there is. */
function* batchesOf(rows: Iterable<readonly Cell[]>, places: Iterable<number>): Generator<Cell[][]> {
  const kept = [...places];
  for (const row of rows) yield [kept.map((i) => row[i])];
}

function* stepsOf({ journey }: Simulation): Generator<Cell[]> {
  for (const step of journey ?? []) yield [step.stage, ...JOURNEY_KEYS.map((key) => step[key])];
}

function* rowsOf({ rotations }: Simulation): Generator<Cell[]> {
  for (const row of rotations) yield rowOf(row);
}

const columnsOf = (simulation: Simulation): string[] => [
  'rotation',
  ...figureNames(simulation),
  ...bandColumns(simulation.rotations[0].bands),
];

/** The names of the figures of a rotation, in the order of the columns. */
export function figureNames({ rotations: [first] }: Simulation): string[] {
  const stages = Object.entries(first.stages).flatMap(([id, { origins }]) => [
    id,
    ...Object.keys(origins).map((origin) => `${id}.${origin}`),
    `${id}.returning`,
  ]);
  return [...stages, ...Object.keys(first.active).map((id) => `active.${id}`), ...SERIES_KEYS];
}

function rowOf(row: RotationResult): Cell[] {
  const { rotation, stages, active, bands } = row;
  const cells: Cell[] = [rotation];
  for (const { arrivals, origins, returning } of Object.values(stages)) {
    cells.push(arrivals, ...Object.values(origins), returning);
  }
  cells.push(...Object.values(active), ...SERIES_KEYS.map((key) => row[key]), ...bandCells(bands));
  return cells;
}
