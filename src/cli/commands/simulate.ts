import type { Command } from 'commander';
import { insightInto } from '../../analysis/outlook.ts';
import { simulate } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
import type { AssertionResult, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import { renderCsv } from '../../output/csv.ts';
import { renderJson } from '../../output/json.ts';
import { renderMarkdown } from '../../output/markdown.ts';
import { plain } from '../../output/plain.ts';
import { simulationColumns, simulationGrid, simulationRow, VIEWS, type View } from '../../output/simulation.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load.ts';
import { addChangeFlags, addOutputFlags, type ChangeOptions, choice, type Format } from '../options.ts';
import { deliver, drawTable } from '../present.ts';

interface Options {
  readonly format: Format;
  readonly output?: string;
  readonly view: View;
}

export const help = `
Examples:
  flywheel simulate hundred-per-cycle
      the worked example: 100 people engaged per cycle, 47 more by the fifth
  flywheel simulate hundred-per-cycle --referral-rate 0.5
      what if only every second advocate brings someone?
  flywheel simulate hundred-per-cycle --conversion acquire=35% --view origins
      better sales, and who came by referral
  flywheel simulate hundred-per-cycle --rotations 12 --format csv
      numbers at full precision, for a spreadsheet`;

/** Adds the command to the program. */
export function addSimulate(program: Command, io: Io): void {
  const changed: ChangeOptions = { changes: [], switches: [] };
  const command = program
    .command('simulate')
    .summary('turn the wheel, print a table per rotation')
    .description(
      'Turns the wheel of a scenario rotation by rotation and prints who arrives at each stage, with advocates bringing new prospects back to the start.',
    )
    .argument('<scenario>', 'a file, - for standard input, or the name of a bundled scenario')
    .addOption(choice('--view <view>', 'which table', VIEWS))
    .addHelpText('after', help);
  addOutputFlags(addChangeFlags(command, changed));
  command.action(async (name: string, options: Options) => {
    if (options.output !== undefined && io.same(name, options.output)) {
      throw InputError.of(`--output ${options.output} would overwrite the scenario itself: name another file`);
    }
    const scenario = await loadScenario(name, io, changed.changes);
    const simulation = simulate(scenario, { with: changed.switches });
    deliver(await render(scenario, simulation, changed, options, io), options.output, io);
    report(simulation, options.format, io);
  });
}

async function render(
  scenario: Scenario,
  simulation: Simulation,
  { switches }: ChangeOptions,
  { format, output, view }: Options,
  io: Io,
): Promise<string> {
  if (format === 'json') return renderJson('simulate', simulation);
  if (format === 'csv') return renderCsv(simulationColumns(simulation), simulation.rotations.map(simulationRow));
  const grid = simulationGrid(scenario, simulation, insightInto(scenario, switches, simulation), view);
  return format === 'markdown' ? renderMarkdown(grid) : drawTable(grid, io, output !== undefined);
}

/** What is not the result: failed assertions, and what to know about the numbers where the format has no room for it. */
function report({ assertions, notes }: Simulation, format: Format, io: Io): void {
  if (format !== 'json') for (const note of notes) io.err(`note: ${plain(note)}\n`);
  for (const assertion of assertions) if (assertion.passed === false) io.err(`${failure(assertion)}\n`);
}

function failure({ metric, with: levers, expected, actual }: AssertionResult): string {
  const under = levers.length > 0 ? ` with ${levers.join(', ')}` : '';
  return plain(`assertion failed: ${metric}${under} ${expected}, but it is ${actual === null ? 'undefined' : actual}`);
}
