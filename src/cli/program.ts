import { type Argument, Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { chanceCommand } from '../commands/chance/command.ts';
import { checkCommand } from '../commands/check/command.ts';
import type { CommandSpec } from '../commands/command.ts';
import { compareCommand } from '../commands/compare/command.ts';
import { completionCommand } from '../commands/completion/command.ts';
import { initCommand } from '../commands/init/command.ts';
import { leversCommand } from '../commands/levers/command.ts';
import { metricsCommand } from '../commands/metrics/command.ts';
import { plotCommand } from '../commands/plot/command.ts';
import { reportCommand } from '../commands/report/command.ts';
import { scenariosCommand } from '../commands/scenarios/command.ts';
import { schemaCommand } from '../commands/schema/command.ts';
import { sensitivityCommand } from '../commands/sensitivity/command.ts';
import { simulateCommand } from '../commands/simulate/command.ts';
import { solveCommand } from '../commands/solve/command.ts';
import { sweepCommand } from '../commands/sweep/command.ts';
import { trackCommand } from '../commands/track/command.ts';
import { validateCommand } from '../commands/validate/command.ts';
import type { Io } from '../io/io.ts';
import { brief } from '../output/format/escape.ts';

/** In the order in which the help lists them. */
const COMMANDS: readonly CommandSpec[] = [
  simulateCommand,
  chanceCommand,
  compareCommand,
  sweepCommand,
  solveCommand,
  sensitivityCommand,
  leversCommand,
  trackCommand,
  checkCommand,
  plotCommand,
  reportCommand,
  validateCommand,
  metricsCommand,
  schemaCommand,
  initCommand,
  scenariosCommand,
  completionCommand,
];

const help = `
Examples:
  flywheel simulate hundred-per-cycle
  flywheel simulate hundred-per-cycle --referral-rate 0.5
  flywheel chance hundred-per-cycle "gain@5 at least 47"
  flywheel levers value-journey
  flywheel init mine.yaml

<scenario> is a file, - for standard input, or the name of a bundled scenario.
Exit codes: 0 done, 1 the answer is no, 2 bad usage, bad input or a lack of the
machine, 70 a fault of the program, 128 + n ended by signal n.
Limits: a file of 5 MB, 10,000 rotations, 200 each of stages, channels, loops
and levers, 10,000,000 rotations x stages x (channels + loops), 1e15 people,
1e21 in money, 1e9 runs on 256 threads, 20,000 bands or values to track, sweeps
of 10,000,000 rows, tables of 10,000, snapshots of 1,000,000 numbers; exact
answers of 1e9 multiplications, about 5 seconds, unless --exact is given.`;

/** No line of help is longer; what is wrong with a command line may repeat it. */
const LONGEST_LINE = 800;

/** A command and what it takes; that all have options is said once, by the usage. */
const termOf = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map(termOfArgument)].join(' ');

function termOfArgument(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}

/**
 * The command line, built fresh, so that a test can run it with streams of its own.
 * @param args what will be run: only the commands that it names are built in full
 */
export function makeProgram(io: Io, args: readonly string[]): Command {
  const program = new Command('flywheel')
    .description(
      'Turns a customer lifecycle rotation by rotation, with advocates bringing new prospects back to the start.',
    )
    .version(manifest.version)
    .addHelpText('after', help)
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) =>
        io.err(
          text
            .split('\n')
            .map((line) => brief(line, LONGEST_LINE))
            .join('\n'),
        ),
      getOutHelpWidth: () => io.outColumns ?? 80,
      getErrHelpWidth: () => io.errColumns ?? 80,
    })
    .configureHelp({ subcommandTerm: termOf })
    .exitOverride();
  // What completes all commands has to know them all.
  const whole = args.includes(completionCommand.name);
  for (const { name, summary, takes, fill } of COMMANDS) {
    const command = program.command(name).summary(summary);
    for (const [argument, what] of takes) command.argument(argument, what);
    if (whole || args.includes(name)) fill(command, io);
  }
  return program;
}
