import { LEVER_NOTE } from '../../analysis/caveats.ts';
import { type Insight, insightInto } from '../../analysis/explanation.ts';
import { heldNotes } from '../../analysis/held-lists.ts';
import { runWith, simulationOf } from '../../analysis/simulate.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { acceptDocument, loadDocument } from '../../io/load.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Part, Publication } from '../../output/publication.ts';
import { simulationBars } from '../../output/simulation/bars.ts';
import { withMembers } from '../../output/simulation/members.ts';
import { simulationSheet } from '../../output/simulation/sheet.ts';
import { methodOf, simulationGrid } from '../../output/simulation/table.ts';
import { hasBands, type View } from '../../output/simulation/views.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { judgedAfterChanges, judgedAsGiven } from './promises.ts';

export interface SimulateFlags extends ChanceFlags, OutputFlags {
  readonly view: View;
  readonly bands?: true;
  readonly plot?: true;
  readonly metric?: readonly string[];
}

/** Reads a scenario, changes it, turns the wheel and prints what comes out. */
export async function runSimulate(
  { args: [name], changed, flags, typed }: Given<SimulateFlags>,
  io: Io,
): Promise<Outcome> {
  outputTo(flags.output, name, io);
  const document = await loadDocument(name, io);
  const scenario = acceptDocument(document, io, changed.changes);
  if (flags.metric) return printMetrics(scenario, changed, flags, typed, io);
  const run = runWith(scenario, changed.switches);
  const expected = simulationOf(scenario, changed.switches, run);
  const explain = () => insightInto(scenario, changed.switches, run);
  const simulation = flags.bands ? await banded(scenario, expected, changed, flags, io) : expected;
  const isChanged = changed.changes.length + changed.switches.length > 0;
  const { failed, notes } = isChanged
    ? judgedAfterChanges(simulation.assertions, document, scenario, changed.switches)
    : judgedAsGiven(simulation.assertions);
  const method = flags.bands && flags.format === 'csv' ? [methodOf(simulation)] : [];
  return {
    result: publicationOf(scenario, simulation, explain, changed, flags),
    findings: failed,
    notes: [...notes, ...idleChanges(scenario, changed), ...idleFlags(flags, typed, simulation.runs), ...method],
  };
}

/** The engines of chance are loaded for those who ask for bands. */
async function banded(
  scenario: Scenario,
  expected: Simulation,
  changed: ChangeOptions,
  flags: SimulateFlags,
  io: Io,
): Promise<Simulation> {
  const { refuseBandColumns, withBands } = await import('./bands.ts');
  refuseBandColumns(scenario, changed, flags, simulationSheet(scenario, expected, flags.view).header);
  return withBands(scenario, expected, changed, flags, io);
}

/** Prints the metrics that are named and nothing else; what chance takes is loaded for them alone. */
async function printMetrics(
  scenario: Scenario,
  changed: ChangeOptions,
  { metric: names = [], runs, seed, exact, jobs, plot, ...flags }: SimulateFlags,
  typed: ReadonlySet<string>,
  io: Io,
): Promise<Outcome> {
  const { askedMetrics, metricsPublication } = await import('./asked-metrics.ts');
  const { samplingEachOn } = await import('../../io/sampling-threads.ts');
  const settings = { runs: runs ?? null, seed, exact };
  const { measures, result } = await askedMetrics(
    scenario,
    names,
    changed.switches,
    settings,
    samplingEachOn(jobs, io),
  );
  const isDrawn = result.metrics.some(({ method }) => method !== 'expected');
  return {
    result: metricsPublication(scenario, measures, result),
    notes: [
      ...idleChanges(scenario, changed),
      ...(isDrawn ? aboutRuns(typed, result.runs) : idleChance(typed, 'a metric of chance')),
      ...(plot ? ['--plot draws a table by rotation, and --metric has none'] : []),
      ...(flags.view !== 'rotations' ? ['--view makes no difference beside --metric'] : []),
    ],
  };
}

/** Flags that nothing listens to. */
const idleFlags = (
  { plot, format, bands, view }: SimulateFlags,
  typed: ReadonlySet<string>,
  runs: number | undefined,
): string[] => [
  ...(bands ? aboutRuns(typed, runs) : idleChance(typed, '--bands')),
  ...(bands && format !== 'json' && !hasBands(view)
    ? [`--bands has no place in --view ${view}: other views and --format json have them`]
    : []),
  ...(plot && format !== 'table' ? [`--plot goes under a table, and --format ${format} has none`] : []),
];

function publicationOf(
  scenario: Scenario,
  simulation: Simulation,
  explain: () => Insight,
  { switches }: ChangeOptions,
  { view, plot }: SimulateFlags,
): Publication {
  const { notes } = simulation;
  const below = [LEVER_NOTE, ...heldNotes(scenario, switches)];
  const said: Readonly<Record<Part, readonly string[]>> = { result: notes, csv: [], grid: below };
  return {
    command: 'simulate',
    result: view === 'members' ? withMembers(scenario, simulation) : simulation,
    csv: () => simulationSheet(scenario, simulation, view),
    grid: (columns) => simulationGrid(scenario, simulation, explain(), view, columns),
    bars: () => (plot ? simulationBars(scenario, simulation, view) : null),
    notes: (drawn) => notes.filter((note) => !said[drawn].includes(note)),
  };
}
