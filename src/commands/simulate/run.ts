import { LEVER_NOTE } from '../../analysis/caveats.ts';
import { type Insight, insightInto } from '../../analysis/explanation.ts';
import { heldNotes } from '../../analysis/held-lists.ts';
import { runWith, simulationOf } from '../../analysis/simulate.ts';
import { deliverPieces, gathered, isPrinted, outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { acceptDocument, loadDocument } from '../../io/load.ts';
import { drawBars, drawTable } from '../../io/present.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Document } from '../../model/text/source.ts';
import { plain } from '../../output/format/escape.ts';
import type { Format } from '../../output/formats.ts';
import { jsonPieces } from '../../output/json.ts';
import { renderMarkdown } from '../../output/markdown.ts';
import { simulationBars } from '../../output/simulation/bars.ts';
import { csvPieces } from '../../output/simulation/csv.ts';
import { methodOf, simulationGrid } from '../../output/simulation/table.ts';
import type { View } from '../../output/simulation/views.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { idleChanges } from '../unused-flags.ts';
import type { withBands } from './bands.ts';
import { judgedAfterChanges, judgedAsGiven } from './promises.ts';

export interface SimulateFlags extends ChanceFlags {
  readonly format: Format;
  readonly output?: string;
  readonly view: View;
  readonly bands?: true;
  readonly plot?: true;
}

/** Reads a scenario, changes it, turns the wheel and prints what comes out. */
export async function runSimulate(name: string, changed: ChangeOptions, flags: SimulateFlags, io: Io): Promise<void> {
  const { output, format } = flags;
  outputTo(output, name, io);
  const document = await loadDocument(name, io);
  const scenario = acceptDocument(document, io, changed.changes);
  const run = runWith(scenario, changed.switches);
  const expected = simulationOf(scenario, changed.switches, run);
  const explain = () => insightInto(scenario, changed.switches, run);
  const simulation = flags.bands ? await banded(scenario, expected, changed, flags, io) : expected;
  await deliverPieces(gathered(await render(scenario, simulation, explain, flags, io)), output, io);
  report(document, scenario, simulation, changed, format, io);
  for (const note of [...idleChanges(scenario, changed), ...idleFlags(flags)]) io.err(`note: ${plain(note)}\n`);
  if (flags.bands && format === 'csv') io.err(`note: ${plain(methodOf(simulation))}\n`);
}

/** Loads the engines of chance for those who ask for bands. */
async function banded(...asked: Parameters<typeof withBands>): Promise<Simulation> {
  const bands = await import('./bands.ts');
  return bands.withBands(...asked);
}

/** Flags that nothing listens to. */
const idleFlags = ({ bands, runs, exact, plot, format }: SimulateFlags): string[] => [
  ...(bands || runs === undefined ? [] : ['--runs makes no difference without --bands']),
  ...(bands || !exact ? [] : ['--exact makes no difference without --bands']),
  ...(plot && format !== 'table' ? [`--plot goes under a table, and --format ${format} has none`] : []),
];

async function render(
  scenario: Scenario,
  simulation: Simulation,
  explain: () => Insight,
  { format, output, view, plot }: SimulateFlags,
  io: Io,
): Promise<Iterable<string>> {
  if (format === 'json') return jsonPieces('simulate', simulation);
  if (format === 'csv') return csvPieces(simulation, view);
  const grid = simulationGrid(scenario, simulation, explain(), view);
  if (format === 'markdown') return [renderMarkdown(grid)];
  const toFile = !isPrinted(output);
  const bars = plot ? simulationBars(scenario, simulation, view) : null;
  return [await drawTable(grid, io, toFile), bars ? await drawBars(bars, io, toFile) : ''];
}

/** What is not the result: failed assertions, and what to know about the numbers where the format has no room for it. */
function report(
  document: Document,
  scenario: Scenario,
  { assertions, notes }: Simulation,
  changed: ChangeOptions,
  format: Format,
  io: Io,
): void {
  const below = [LEVER_NOTE, ...heldNotes(scenario, changed.switches)];
  const shown: readonly string[] = format === 'json' ? notes : format === 'csv' ? [] : below;
  for (const note of notes) if (!shown.includes(note)) io.err(`note: ${plain(note)}\n`);
  const isChanged = changed.changes.length + changed.switches.length > 0;
  const judged = isChanged
    ? judgedAfterChanges(assertions, document, scenario, changed.switches)
    : judgedAsGiven(assertions);
  for (const line of judged) io.err(`${plain(line)}\n`);
}
