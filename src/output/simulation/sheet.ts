import { JOURNEY_KEYS, SERIES_KEYS } from '../../model/metric/catalogue.ts';
import type { RotationResult, Simulation } from '../../model/result.ts';
import { bandCells, bandColumns } from '../band-csv.ts';
import { type Cell, type Sheet, sheetOf } from '../sheet.ts';
import type { View } from './views.ts';

/** A simulation as a sheet: a row per rotation with every figure that JSON has for it, or the journey, a row per stage. */
export function simulationSheet(simulation: Simulation, view: View): Sheet {
  if (view === 'journey') {
    const steps = (simulation.journey ?? []).map((step) => [step.stage, ...JOURNEY_KEYS.map((key) => step[key])]);
    return sheetOf(['stage', ...JOURNEY_KEYS], steps);
  }
  return { header: columnsOf(simulation), batches: rowsOf(simulation) };
}

/** One row at a time: all of them may take more memory than there is. */
function* rowsOf({ rotations }: Simulation): Generator<readonly (readonly Cell[])[]> {
  for (const row of rotations) yield [rowOf(row)];
}

function columnsOf({ rotations: [first] }: Simulation): string[] {
  const stages = Object.entries(first.stages).flatMap(([id, { origins }]) => [
    id,
    ...Object.keys(origins).map((origin) => `${id}.${origin}`),
    `${id}.returning`,
  ]);
  return [
    'rotation',
    ...stages,
    ...Object.keys(first.active).map((id) => `active.${id}`),
    ...SERIES_KEYS,
    ...bandColumns(first.bands),
  ];
}

function rowOf(row: RotationResult): Cell[] {
  const stages = Object.values(row.stages).flatMap((stage) => [
    stage.arrivals,
    ...Object.values(stage.origins),
    stage.returning,
  ]);
  return [
    row.rotation,
    ...stages,
    ...Object.values(row.active),
    ...SERIES_KEYS.map((key) => row[key]),
    ...bandCells(row.bands),
  ];
}
