import { JOURNEY } from '../../model/metric/metric.ts';
import type { RotationResult, Simulation } from '../../model/result.ts';
import { bandCells, bandColumns } from '../band-csv.ts';
import { csvLine, renderCsv } from '../csv.ts';
import type { View } from './views.ts';

/** A simulation as CSV, in pieces: a row per rotation with every figure that JSON has, or the journey, a row per stage. */
export function* csvPieces(simulation: Simulation, view: View): Generator<string> {
  if (view === 'journey') {
    yield renderCsv(
      ['stage', ...JOURNEY],
      (simulation.journey ?? []).map((step) => [step.stage, ...JOURNEY.map((key) => step[key])]),
    );
    return;
  }
  yield `${columnsOf(simulation).join(',')}\n`;
  for (const row of simulation.rotations) yield `${csvLine(rowOf(row))}\n`;
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
    ...SERIES,
    ...bandColumns(first.bands),
  ];
}

const SERIES = [
  ...(['referred', 'gain', 'referredShare', 'revenue', 'cost', 'spend', 'profit', 'cash'] as const),
  ...(['cac', 'mediaCac', 'keepCost'] as const),
];

function rowOf(row: RotationResult): (number | null)[] {
  const stages = Object.values(row.stages).flatMap((stage) => [
    stage.arrivals,
    ...Object.values(stage.origins),
    stage.returning,
  ]);
  return [
    row.rotation,
    ...stages,
    ...Object.values(row.active),
    ...SERIES.map((key) => row[key]),
    ...bandCells(row.bands),
  ];
}
